"""What the rules of one article work on: mentions being settled, grouped by how they are written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from index.resolve.fold import fold, words_of


@dataclass(slots=True, eq=False)
class Found:
    """A mention on its way through the rules; `why` says how it was found, where the annotator had missed it."""

    start: int
    end: int
    label: str
    surface: str
    why: str = ""
    head: Group | None = None  # the fuller name it stands for
    reason: str = ""


@dataclass(slots=True, eq=False)
class Group:
    """All mentions of an article that are written alike (folded), and the fuller name they stand for, if any."""

    key: str
    words: list[str]  # folded
    surface: str = ""  # the most frequent spelling; of equals the first in the text
    found: list[Found] = field(default_factory=list)
    labels: Counter[str] = field(default_factory=Counter)  # the annotator's votes; added mentions have none
    label: str = ""
    head: Group | None = None
    reason: str = ""
    is_team: bool = False
    qualifier: str = ""  # what keeps this bearer of the name apart from others

    @property
    def is_linked(self) -> bool:
        """Whether it, or any of its mentions, stands for a fuller name already."""
        return self.head is not None or any(mention.head is not None for mention in self.found)

    @property
    def start(self) -> int:
        return self.found[0].start


def grouped(found: list[Found], *, by_folding: bool) -> dict[str, Group]:
    """The mentions by spelling, in order of first appearance, each group with the label most of its mentions have."""
    groups: dict[str, Group] = {}
    for mention in found:
        key = fold(mention.surface) if by_folding else mention.surface
        group = groups.get(key)
        if group is None:
            group = groups[key] = Group(key, words_of(mention.surface), mention.surface)
        group.found.append(mention)
        if not mention.why:
            group.labels[mention.label] += 1
    for group in groups.values():
        if len(group.found) > 1:
            group.surface = Counter(mention.surface for mention in group.found).most_common(1)[0][0]
        group.label = most_voted(group.labels) or group.found[0].label
    return groups


def most_voted(labels: Counter[str]) -> str:
    """The label with most votes; of equals the one that was there first."""
    return max(labels, key=lambda label: labels[label], default="")
