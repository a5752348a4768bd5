"""The guide names rooms and tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

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
