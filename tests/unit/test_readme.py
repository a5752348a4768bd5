"""The README says what the program does: its key table is the registry's, and its commands exist.

Run this file with `--update` to write the key table anew.
"""

from __future__ import annotations

import re
import sys

from index.cli import COMMANDS
from tests.conftest import ROOT
from tui.actions import ACTIONS, by_group
from tui.serving import serve

_README = ROOT / "README.md"
_BLOCK = re.compile(r"(<!-- keys:[^\n]*-->\n)(.*?)(<!-- /keys -->)", re.DOTALL)


_WHERE = {
    "app": "anywhere", "main": "anywhere", "query": "query line", "completion": "completions", "find": "find",
    "list": "lists", "results": "results", "ways": "nothing found",
    "article": "article", "selecting": "selecting", "entities": "entities", "entity-filter": "entities",
    "dossier": "dossier", "kwic": "dossier", "companions": "dossier", "copy": "after `y`",
    "chart": "chart", "contexts": "hits in context", "timeline": "results over time",
    "facets": "filters", "facet-list": "filters", "saved": "saved searches", "saved-name": "saved searches",
}  # fmt: skip


def _key_table() -> str:
    """Every action but the help's own, and but plain movement outside the article: that is the same everywhere."""
    lines = ["| keys | where | what they do |", "|---|---|---|"]
    for group, actions in by_group(ACTIONS).items():
        rows: list[str] = []
        for action in actions:
            if action.scope not in _WHERE or (
                action.is_movement and action.scope not in {"article", "main", "selecting"}
            ):
                continue
            keys = " ".join(f"`{key}`".replace("|", "\\|") for key in action.shown_keys) or "(palette)"
            rows.append(f"| {keys} | {_WHERE[action.scope]} | {action.help} |")
        lines += [f"| **{group}** | | |", *dict.fromkeys(rows)] if rows else []
    return "\n".join(lines) + "\n"


def test_the_key_table_is_the_registrys() -> None:
    found = _BLOCK.search(_README.read_text(encoding="utf-8"))
    assert found is not None
    assert found[2] == _key_table(), "write it anew: python -m tests.unit.test_readme --update"


def test_every_command_the_readme_shows_exists() -> None:
    shown = re.findall(r"^dateline ([a-z]+) ", _README.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(shown) <= {*COMMANDS, serve.name}
    assert set(COMMANDS) <= set(re.findall(r"^dateline ([a-z]+)", _README.read_text(encoding="utf-8"), re.MULTILINE))


if __name__ == "__main__" and "--update" in sys.argv:
    text = _README.read_text(encoding="utf-8")
    _README.write_text(_BLOCK.sub(lambda found: found[1] + _key_table() + found[3], text), encoding="utf-8")
