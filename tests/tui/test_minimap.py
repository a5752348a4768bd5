"""The minimap keeps the few cells it draws, but never those of another theme or width."""

from __future__ import annotations

from tests.tui.conftest import reading
from tui.widgets.minimap import Minimap


async def test_the_minimap_takes_the_colours_of_a_new_theme() -> None:
    async with reading() as reader:
        await reader.press("enter")
        await reader.settle()
        minimap = reader.main.query_one(Minimap)

        def colours() -> set[object]:
            rows = (minimap.render_line(row) for row in range(minimap.size.height))
            return {segment.style.bgcolor for strip in rows for segment in strip if segment.style is not None}

        dark = colours()
        reader.app.theme = "textual-light"
        await reader.pilot.pause()
        light = colours()
        assert dark
        assert not dark & light


async def test_every_cell_is_as_wide_as_the_minimap() -> None:
    async with reading() as reader:
        await reader.press("enter")
        await reader.settle()
        minimap = reader.main.query_one(Minimap)
        for width in (1, 2):
            minimap.styles.width = width
            await reader.pilot.pause()
            assert {minimap.render_line(row).cell_length for row in range(minimap.size.height)} == {width}
