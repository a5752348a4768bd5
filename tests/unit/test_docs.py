"""The guide names rooms and tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index.model import ENTITY_LABELS
from tests.conftest import ROOT
from tui.actions import by_id
from tui.render.highlight import type_letter

_PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
_NAMED = re.compile(r"`((?:tests/(?:unit|contract|tui|e2e)/)?test_\w+\.py)(?:::(\w+))?`")


def _named_tests(page: Path) -> list[tuple[str, str]]:
    return _NAMED.findall(page.read_text(encoding="utf-8"))


def test_every_test_the_guide_names_exists() -> None:
    for page in _PAGES:
        for name, function in _named_tests(page):
            found = [path for path in (ROOT / "tests").rglob(Path(name).name) if name in path.as_posix()]
            assert found, f"{page.name} names {name}"
            assert any(f"def {function}(" in path.read_text(encoding="utf-8") for path in found) or not function, (
                function
            )


def test_the_architecture_page_pins_its_invariants_to_tests() -> None:
    assert len(_named_tests(ROOT / "docs" / "architecture.md")) >= 12


@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.name)
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_room_of_the_packages_is_on_the_map() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for package in ("index", "tui"):
        for room in sorted((ROOT / package).iterdir()):
            if room.name.startswith("__") or room.suffix == ".tcss":
                continue
            assert room.name in page, room


@pytest.mark.parametrize(
    "action",
    [
        "order-entities", "show-types", "filter-entities", "toggle-values", "compare", "next-meeting",
        "previous-meeting",
        "search-compared", "select-text", "extend-word-right", "extend-word-left", "extend-sentence-right",
        "extend-paragraph-down", "extend-line-start", "extend-line-end", "extend-start", "extend-end", "other-end",
    ],
)  # fmt: skip
def test_the_page_on_reading_names_the_keys_that_the_registry_has(action: str) -> None:
    page = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    assert f"`{by_id(action).shown_keys[0]}`" in page


def test_the_page_on_reading_has_every_type_letter() -> None:
    page = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    assert all(f"`{type_letter(label)}` " in page for label in (*ENTITY_LABELS, "ANYTHING"))
