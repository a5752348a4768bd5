"""Who is who across the library: Names to entities, each with its reason; a function of the set of Names alone."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations

from index.model import ENTITY_LABELS, Entity, Identities, Identity, Name, NameCount
from index.resolve.acronyms import is_acronym
from index.resolve.bearers import conflict
from index.resolve.fold import fold, words_of
from index.resolve.organizations import shortened_names
from index.resolve.people import is_fuller, name_core
from index.resolve.rules import ALL_RULES, Rules
from index.resolve.slugs import slug
from index.resolve.tables import tables
from index.resolve.teams import TEAM
from index.resolve.words import GENERATIONS, SMALL_WORDS

# A bare surname goes to a bearer seen in this many articles who has this share of all that share the surname.
ENOUGH_SIGHTINGS = 8
NEARLY_UNRIVALLED = 0.9
# A full name seen under another type this many times more often is taken for that (`Tom Cruise`, once an organization).
_OVERWHELMING = 2
# Who has the slug without suffix when things of several types bear one name.
_PRECEDENCE = {label: rank for rank, label in enumerate(("GPE", "PERSON", "ORG", *ENTITY_LABELS[3:]))}
_APART = frozenset({"PERSON", "LANGUAGE", "NORP"})
_MOST_POSSIBLE = 8
_TWO = 2
_THE_SAME = "the same name and type"
_FEW = 3
_OF_A_PEOPLE = frozenset({"GPE", "LOC"})


@dataclass(slots=True)
class _Cluster:
    """Names taken for one entity; `kind` is the type they agree on, or the type of the most of them."""

    plain: str  # slug of the name
    words: list[str]  # of a person's name but titles and generation, folded
    kind: str
    qualifier: str
    names: list[NameCount]
    joining: list[tuple[list[NameCount], str]] | None = None  # names that came from other clusters, and why
    possibly: set[int] | None = None  # places of other clusters
    joined: int | None = None  # the cluster this one has gone to
    id: str = ""

    @property
    def articles(self) -> int:
        return sum(count.articles for count in self.names)

    @property
    def mentions(self) -> int:
        return sum(count.mentions for count in self.names)

    def may_be(self, other: int) -> None:
        if self.possibly is None:
            self.possibly = set()
        self.possibly.add(other)


def identify(names: Iterable[NameCount], *, rules: Rules = ALL_RULES) -> Identities:
    """Every Name's entity with the reason, and all entities with those they may be the same as.

    Depends on the set of counts only, not on their order.
    """
    with _no_cycle_collection():
        return _identify(names, rules)


@contextmanager
def _no_cycle_collection() -> Iterator[None]:
    """Hundreds of thousands of live objects without cycles: looking for some takes longer than all the rest."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _identify(names: Iterable[NameCount], rules: Rules) -> Identities:
    clusters = _by_name_and_type(names)
    if rules.across_labels:
        _join_across_types(clusters)
    _join_short_organizations(clusters, rules)
    _mark_acronyms(clusters)
    _join_fuller_names(clusters)
    _join_bare_surnames(clusters, rules)
    _give_ids(clusters)
    return _as_identities(clusters)


def _by_name_and_type(names: Iterable[NameCount]) -> list[_Cluster]:
    """Names that differ in nothing but their writing, in an order of their own."""
    totals: dict[Name, NameCount] = {}
    for count in names:
        known = totals.get(count.name)
        if known is not None:
            count = NameCount(count.name, known.articles + count.articles, known.mentions + count.mentions)  # noqa: PLW2901 - the sum replaces its part
        totals[count.name] = count
    found: dict[tuple[str, str, str], _Cluster] = {}
    for name in sorted(totals, key=lambda name: (name.text, name.type, name.qualifier)):
        plain = slug(name.text)
        qualifier = slug(name.qualifier) if name.qualifier else ""
        key = (plain, name.type, qualifier)
        cluster = found.get(key)
        if cluster is None:
            words = name_core(words_of(name.text)) if name.type == "PERSON" else []
            cluster = found[key] = _Cluster(plain, words, name.type, qualifier, [])
        cluster.names.append(totals[name])
    return list(found.values())


def _join(clusters: list[_Cluster], source: int, target: int, reason: str) -> None:
    """Everything of one cluster goes to another."""
    gone, into = clusters[source], clusters[target]
    gone.joined = target
    into.joining = [*(into.joining or ()), *(gone.joining or ()), (gone.names, reason)]
    into.names = into.names + gone.names


def _alive(clusters: list[_Cluster]) -> Iterator[tuple[int, _Cluster]]:
    return ((place, cluster) for place, cluster in enumerate(clusters) if cluster.joined is None)


def _join_across_types(clusters: list[_Cluster]) -> None:
    """One name under several types is one thing the annotator wavers on; people, peoples and languages stay apart."""
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, cluster in enumerate(clusters):
        alike[cluster.plain, cluster.qualifier].append(place)
    surnames = {cluster.words[-1] for cluster in clusters if _is_full_person(cluster)}
    for places in alike.values():
        if len(places) > 1:
            _join_things(clusters, [place for place in places if clusters[place].kind not in _APART])
            _join_misread_people(clusters, places, surnames)


def _join_things(clusters: list[_Cluster], places: list[int]) -> None:
    """Places, organizations, works …: to the type with most mentions."""
    if places:
        main = _most_seen(clusters, places)
        for place in places:
            if place != main:
                _join(clusters, place, main, f"the same name, mostly {clusters[main].kind}")


def _join_short_organizations(clusters: list[_Cluster], rules: Rules) -> None:
    """`Microsoft Corp` is `Microsoft`, where that is an organization of the library too."""
    if not rules.short_forms:
        return
    named = {
        cluster.plain: place for place, cluster in _alive(clusters) if cluster.kind == "ORG" and not cluster.qualifier
    }
    for place, cluster in list(_alive(clusters)):
        if cluster.kind == "ORG" and "-" in cluster.plain and not cluster.qualifier:
            for short in shortened_names(_name_of(cluster)):
                target = named.get(slug(short))
                if target is not None and target != place and clusters[target].joined is None:
                    _join(clusters, place, target, f"fuller for {_name_of(clusters[target])}")


def _mark_acronyms(clusters: list[_Cluster]) -> None:
    """`DND` may be `Department of National Defence`, where that is the library's only name with those initials."""
    acronyms = {
        cluster.plain: place
        for place, cluster in _alive(clusters)
        if cluster.kind == "ORG" and "-" not in cluster.plain and is_acronym(cluster.names[0].name.text)
    }
    spelled: dict[str, list[int]] = defaultdict(list)
    for place, cluster in _alive(clusters):
        if cluster.kind == "ORG" and "-" in cluster.plain:
            letters = "".join(word[0] for word in cluster.plain.split("-") if word not in SMALL_WORDS)
            if letters in acronyms:
                spelled[letters].append(place)
    for letters, places in spelled.items():
        if len(places) <= _FEW:
            for place in places:
                _mark_possible(clusters, [acronyms[letters], place])


def _join_misread_people(clusters: list[_Cluster], places: list[int], surnames: set[str]) -> None:
    """A person and a thing of one name are one if that type is the exception, or if nobody has that surname."""
    left = [
        place for place in places if clusters[place].joined is None and clusters[place].kind not in ("LANGUAGE", "NORP")
    ]
    if len(left) != _TWO or "PERSON" not in {clusters[place].kind for place in left}:
        return
    main = _most_seen(clusters, left)
    other = left[0] if main == left[1] else left[1]
    is_place = not {"GPE", "LOC"}.isdisjoint({clusters[main].kind, clusters[other].kind})
    is_rare = clusters[main].mentions >= _OVERWHELMING * clusters[other].mentions
    person = clusters[left[0]] if clusters[left[0]].kind == "PERSON" else clusters[left[1]]
    is_bare = len(person.words) == 1
    if is_bare and person.words[0] not in surnames and not is_place:
        _join(clusters, other, main, f"the same name, mostly {clusters[main].kind}, and nobody's surname here")
    elif not is_bare and is_rare:
        _join(clusters, other, main, f"the same name, mostly {clusters[main].kind}")
    else:
        _mark_possible(clusters, left)


def _most_seen(clusters: list[_Cluster], places: list[int]) -> int:
    return min(places, key=lambda p: (-clusters[p].mentions, _PRECEDENCE.get(clusters[p].kind, 99)))


def _mark_possible(clusters: list[_Cluster], places: list[int]) -> None:
    for place in places:
        for other in places:
            if other != place:
                clusters[place].may_be(other)


def _is_full_person(cluster: _Cluster) -> bool:
    return cluster.kind == "PERSON" and len(cluster.words) > 1


def _join_fuller_names(clusters: list[_Cluster]) -> None:
    """`Donald J. Trump` is `Donald Trump` unless another middle name, or another qualifier, is about.

    Whoever has the same surname and initial (`M. Carney`) is only possibly the same.
    """
    by_ends: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, cluster in _alive(clusters):
        if _is_full_person(cluster):
            by_ends[cluster.words[0][0], cluster.words[-1]].append(place)
    for places in by_ends.values():
        if len(places) > 1:
            _join_variants(clusters, places)


def _join_variants(clusters: list[_Cluster], places: list[int]) -> None:
    """Among people of one surname and initial."""
    for short in sorted(places, key=lambda place: (clusters[place].plain.count("-"), place)):
        if clusters[short].joined is not None:
            continue
        fuller = [
            place
            for place in places
            if place != short and clusters[place].joined is None and _is_variant(clusters[short], clusters[place])
        ]
        if all(_agree(clusters[one], clusters[other]) for one, other in combinations(fuller, 2)):
            for place in fuller:
                _join(clusters, place, short, f"fuller for {_name_of(clusters[short])}, and no other is about")
        else:
            _mark_possible(clusters, [short, *fuller][:_MOST_POSSIBLE])
    alive = [place for place in places if clusters[place].joined is None]
    for one, other in combinations(alive, 2) if len(alive) < _MOST_POSSIBLE else ():
        if clusters[one].plain == clusters[other].plain:
            _mark_possible(clusters, [one, other])
    for place in alive:
        if len(clusters[place].words[0]) == 1:
            others = [other for other in alive if clusters[other].words[0] != clusters[place].words[0]]
            for other in others[:_MOST_POSSIBLE]:
                _mark_possible(clusters, [place, other])


def _is_variant(short: _Cluster, full: _Cluster) -> bool:
    """Whether `full` only adds a middle name, a generation or a qualifier to `short`."""
    if short.plain == full.plain:
        return not conflict(short.qualifier, full.qualifier) and short.qualifier < full.qualifier
    if conflict(short.qualifier, full.qualifier):
        return False
    if short.words == full.words:
        return len(full.plain) > len(short.plain) and full.plain.startswith(short.plain)
    return len(short.words[0]) > 1 and is_fuller(full.words, short.words)


def _agree(one: _Cluster, other: _Cluster) -> bool:
    """Whether two fuller forms may be one person's: `Donald J. Trump` and `Donald John Trump`."""
    if conflict(one.qualifier, other.qualifier):
        return False
    tails = {cluster.plain.rpartition("-")[2] for cluster in (one, other)} & GENERATIONS
    return (
        len(tails) < _TWO
        and len(one.words) == len(other.words)
        and all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in zip(one.words, other.words, strict=True))
    )


def _join_bare_surnames(clusters: list[_Cluster], rules: Rules) -> None:
    """A surname whose article gives no full name goes to its nearly unrivalled bearer, else it may be any of them."""
    bearers: dict[str, list[int]] = defaultdict(list)
    for place, cluster in _alive(clusters):
        if _is_full_person(cluster):
            bearers[cluster.words[-1]].append(place)
    for place, cluster in _alive(clusters):
        if cluster.kind != "PERSON" or len(cluster.words) > 1 or not bearers.get(cluster.words[0]):
            continue
        known = sorted(
            bearers[cluster.words[0]], key=lambda p: (-clusters[p].articles, clusters[p].plain, clusters[p].qualifier)
        )
        first = clusters[known[0]]
        share = first.articles / sum(clusters[p].articles for p in known)
        if rules.dominant_surnames and first.articles >= ENOUGH_SIGHTINGS and share >= NEARLY_UNRIVALLED:
            reason = f"surname of {_name_of(first)}, who has it in {share:.0%} of {len(known)} bearers' articles here"
            _join(clusters, place, known[0], reason)
        else:
            for other in known[:_MOST_POSSIBLE]:
                _mark_possible(clusters, [place, other])


def _name_of(cluster: _Cluster) -> str:
    """The spelling most used; of equals the longest, then the first in the alphabet."""
    if len(cluster.names) == 1:
        return cluster.names[0].name.text
    own = [count for count in cluster.names if count.name.type == cluster.kind and " " in count.name.text]
    best = min(own or cluster.names, key=lambda c: (-c.mentions, -len(c.name.text), c.name.text))
    return best.name.text


def _give_ids(clusters: list[_Cluster]) -> None:
    """Slugs of the name; where several things bear it, the type and then the qualifier tell them apart."""
    alike: dict[str, list[_Cluster]] = defaultdict(list)
    for _, cluster in _alive(clusters):
        alike[cluster.plain].append(cluster)
    used: set[str] = set(alike)
    for plain, bearers in alike.items():
        ranked = sorted(bearers, key=lambda c: (c.qualifier != "", _PRECEDENCE.get(c.kind, 99), c.kind, c.qualifier))
        for rank, cluster in enumerate(ranked):
            if cluster.qualifier and (len(ranked) > 1 or cluster.kind != "PERSON"):
                cluster.id = f"{plain}-{cluster.qualifier}"
            elif rank == 0:
                cluster.id = plain
                continue
            else:
                cluster.id = f"{plain}-{cluster.kind.lower().replace('_', '-')}"
            while cluster.id in used:
                cluster.id += f"-{cluster.kind.lower().replace('_', '-')}"
            used.add(cluster.id)


def _as_identities(clusters: list[_Cluster]) -> Identities:
    identities = []
    entities = []
    places = {cluster.plain: cluster.id for _, cluster in _alive(clusters) if cluster.kind in _OF_A_PEOPLE}
    for _, cluster in _alive(clusters):
        possibly: tuple[str, ...] = ()
        if cluster.possibly:
            possibly = tuple(
                sorted({clusters[_final(clusters, other)].id for other in cluster.possibly} - {cluster.id})
            )
        entities.append(Entity(cluster.id, _name_of(cluster), cluster.kind, possibly, _related(cluster, places)))
        if cluster.joining is None:
            identities += [Identity(count.name, cluster.id, _THE_SAME) for count in cluster.names]
        else:
            reasons = {count.name: reason for gone, reason in cluster.joining for count in gone}
            identities += [Identity(c.name, cluster.id, reasons.get(c.name, _THE_SAME)) for c in cluster.names]
    identities.sort(key=lambda i: (i.name.text, i.name.type, i.name.qualifier))
    return Identities(tuple(identities), tuple(sorted(entities, key=lambda entity: entity.id)))


def _related(cluster: _Cluster, places: dict[str, str]) -> tuple[str, ...]:
    """The country or region that a people or a team is named after, if the library knows it."""
    if cluster.kind == "NORP":
        known = tables().by_demonym.get(fold(_name_of(cluster)))
        plain = slug(known.name) if known is not None else ""
    else:
        plain = cluster.plain if cluster.qualifier == slug(TEAM) else ""
    return (places[plain],) if places.get(plain, cluster.id) != cluster.id else ()


def _final(clusters: list[_Cluster], place: int) -> int:
    joined = clusters[place].joined
    while joined is not None:
        place, joined = joined, clusters[joined].joined
    return place
