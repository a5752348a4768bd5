"""The README's pictures: there as the program that takes them says, and whole without anything from elsewhere."""

from __future__ import annotations

import re
import runpy
from xml.etree import ElementTree

from tests.conftest import ROOT

_FOLDER = ROOT / "docs" / "screenshots"


def test_the_pictures_are_those_that_are_taken() -> None:
    pictures = runpy.run_path(str(ROOT / "docs" / "screenshots.py"), run_name="screenshots")["PICTURES"]
    assert {f"{picture.name}.svg" for picture in pictures} == {path.name for path in _FOLDER.iterdir()}


def test_a_picture_fetches_nothing_and_names_no_place_on_the_machine_it_was_taken_on() -> None:
    for path in _FOLDER.glob("*.svg"):
        svg = path.read_text(encoding="utf-8")
        assert not re.search(r"@font-face|@import|url\((?!#)|(?:xlink:)?href=|<script|<image", svg), path.name
        assert not re.search(r"/(?:home|root|tmp|Users|work)/", svg), path.name
        assert ElementTree.fromstring(svg).tag.endswith("svg")
