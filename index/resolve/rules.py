"""Which rules of resolution are on: each can be switched off alone, to measure what it is worth."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class Rules:
    """One switch a rule, all on by default; `docs/quality.md` has what each is worth."""

    clean_spans: bool = True
    drop_noise: bool = True
    fold_names: bool = True
    vote_labels: bool = True
    head_labels: bool = True
    known_names: bool = True
    whole_names: bool = True
    teams: bool = True
    demonyms: bool = True
    surnames: bool = True
    first_names: bool = True
    fuller_names: bool = True
    kinds: bool = True
    title_names: bool = True
    exact_repeats: bool = True
    qualifiers: bool = True
    misspellings: bool = True
    acronyms: bool = True
    short_forms: bool = True
    generic_heads: bool = True
    untagged_names: bool = True
    speakers: bool = True
    across_labels: bool = True
    dominant_surnames: bool = True

    def without(self, name: str) -> Rules:
        """The same rules with one switched off."""
        return replace(self, **{name: False})

    def for_any_language(self) -> Rules:
        """Without the rules that lean on English words and on English capitals."""
        return replace(
            self, untagged_names=False, speakers=False, generic_heads=False, teams=False, head_labels=False, kinds=False
        )

    @classmethod
    def none(cls) -> Rules:
        """Every rule off: the annotator's word, spans as found, equal strings the same."""
        return cls(**dict.fromkeys(cls.names(), False))

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The names of all rules, in the order they work."""
        return tuple(field.name for field in fields(cls))


ALL_RULES = Rules()
