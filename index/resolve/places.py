"""Places: a name that several countries share goes to the one that the article names in full."""

from __future__ import annotations

from index.resolve.chains import Group
from index.resolve.fold import fold
from index.resolve.tables import tables

_SHARED = {
    "korea": ("South Korea", "North Korea", "Republic of Korea", "Korea Republic"),
    "congo": ("Democratic Republic of the Congo", "Republic of the Congo", "Democratic Republic of Congo", "DR Congo"),
    "guinea": ("Equatorial Guinea", "Guinea-Bissau", "Papua New Guinea"),
}


def link_shared_names(groups: dict[str, Group]) -> None:
    """`Korea` where only `South Korea` is named in full."""
    for shared, full_names in _SHARED.items():
        group = groups.get(shared)
        full = [groups[fold(name)] for name in full_names if fold(name) in groups]
        countries = {tables().find(other.surface) for other in full}
        if group is not None and group.head is None and len(countries) == 1:
            group.head = full[0]
            group.reason = f"short for {full[0].surface} in this article"
