"""What the reader alone can say of a configuration: whether its theme exists, and whether its keys make sense."""

from __future__ import annotations

from collections.abc import Sequence

from index.cli.configuring import KeyLine
from index.config import Config, ConfigProblem
from index.nearest import nearest
from tui.actions import ACTIONS
from tui.actions.keymap import checked
from tui.themes import THEMES


def problems(config: Config) -> Sequence[ConfigProblem]:
    """Every setting of the reader's that it cannot use."""
    found: list[ConfigProblem] = []
    if config.theme not in THEMES:
        near = nearest(config.theme, THEMES)
        hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(THEMES)}."
        found.append(ConfigProblem("theme", f"There is no theme called {config.theme}.", hint))
    _, wrong = checked(config.keymap)
    found += [ConfigProblem(f"keymap.{problem.action_id}", problem.message, problem.hint) for problem in wrong]
    return found


def keys(config: Config) -> Sequence[KeyLine]:
    """Every action with the keys it has."""
    keymap, _ = checked(config.keymap)
    return [KeyLine(a.id, keymap.get(a.id, a.keys), a.title, a.id in keymap) for a in ACTIONS]
