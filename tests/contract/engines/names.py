"""Who is called what in the archives of the engine tests: names by number, several of which may be one entity's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_NOBODY: Mapping[str, frozenset[int]] = {}


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name by its number: the entity that bears it, its type, and what it may be called."""

    id: int
    entity: str
    label: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Answers what `bind` asks: an entity is found by its slug or any of its forms, and then has all its names."""

    known: tuple[KnownName, ...]
    flags: Mapping[str, frozenset[int]] = field(default_factory=lambda: _NOBODY)

    @classmethod
    def of(cls, known: Iterable[KnownName], **flags: Iterable[int]) -> Names:
        return cls(tuple(known), {flag: frozenset(ids) for flag, ids in flags.items()})

    def name_ids(self, text: str, types: tuple[str, ...]) -> frozenset[int]:
        wanted = text.casefold()
        entities = {name.entity for name in self.known if wanted == name.entity or wanted in name.forms}
        return frozenset(
            name.id for name in self.known if name.entity in entities and (not types or name.label in types)
        )

    def flag_ids(self, flag: str) -> frozenset[int]:
        return self.flags.get(flag, frozenset())
