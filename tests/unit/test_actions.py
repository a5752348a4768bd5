"""The registry is whole: every key comes from it, every action is done by something, nothing is unreachable."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import tui
from tui.actions import ACTIONS, FOOTERS, GROUPS, PREFIXES, SCOPES, Action, Scope, by_group, by_id, in_scope
from tui.app import DatelineApp
from tui.screens.dossier import DossierScreen
from tui.screens.exporting import ExportInput, ExportScreen
from tui.screens.facets import FacetsScreen
from tui.screens.help import HelpScreen, help_sections
from tui.screens.main import MainScreen
from tui.screens.saved import NameInput, SavedSearchesScreen
from tui.widgets.article_pane import ArticlePane, FindInput
from tui.widgets.entities import EntityList
from tui.widgets.facets import FacetList
from tui.widgets.kwic import CompanionList, KwicList
from tui.widgets.query_bar import QueryInput
from tui.widgets.results import ResultList
from tui.widgets.saved import SavedList
from tui.widgets.virtual_list import VirtualList
from tui.widgets.ways_out import WaysOut

# Which widget's bindings a scope becomes, and which screen it is on.
HOMES: dict[Scope, tuple[type[DOMNode], type[DOMNode]]] = {
    "app": (DatelineApp, MainScreen),
    "main": (MainScreen, MainScreen),
    "query": (QueryInput, MainScreen),
    "completion": (QueryInput, MainScreen),
    "find": (FindInput, MainScreen),
    "list": (VirtualList, MainScreen),
    "results": (ResultList, MainScreen),
    "ways": (WaysOut, MainScreen),
    "article": (ArticlePane, MainScreen),
    "entities": (EntityList, MainScreen),
    "dossier": (DossierScreen, DossierScreen),
    "kwic": (KwicList, DossierScreen),
    "companions": (CompanionList, DossierScreen),
    "facets": (FacetsScreen, FacetsScreen),
    "facet-list": (FacetList, FacetsScreen),
    "copy": (MainScreen, MainScreen),
    "export": (ExportInput, ExportScreen),
    "saved": (SavedList, SavedSearchesScreen),
    "saved-name": (NameInput, SavedSearchesScreen),
    "help": (HelpScreen, HelpScreen),
}


def _own_classes() -> Iterator[type[DOMNode]]:
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        for thing in vars(importlib.import_module(module.name)).values():
            if isinstance(thing, type) and issubclass(thing, DOMNode) and thing.__module__.startswith("tui."):
                yield thing


def test_every_binding_of_the_app_comes_from_the_registry() -> None:
    known = {action.id: action for action in ACTIONS}
    for owner in _own_classes():
        for binding in vars(owner).get("BINDINGS", []):
            assert isinstance(binding, Binding), owner
            assert binding.id in known, (owner, binding)
            assert binding.key in known[binding.id].keys, (owner, binding)
            assert binding.action == known[binding.id].call_for(binding.key)


def test_every_key_of_the_registry_is_bound_where_its_scope_says() -> None:
    for scope in (scope for scope in SCOPES if scope not in PREFIXES.values()):
        bound = {(binding.id, binding.key) for binding in HOMES[scope][0].BINDINGS}
        assert {(action.id, key) for action in in_scope(scope) for key in action.keys} <= bound


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_is_done_by_something(action: Action) -> None:
    widget, screen = HOMES[action.scope]
    doers = {"app": DatelineApp, "screen": screen}
    doer = doers[action.call.partition(".")[0]] if "." in action.call else widget
    assert hasattr(doer, f"action_{action.handler}"), f"{doer.__name__} has no action_{action.handler}"


def test_ids_are_unique_and_plain() -> None:
    assert not [action_id for action_id, count in Counter(action.id for action in ACTIONS).items() if count > 1]
    assert all(action.id.replace("-", "").isalpha() and action.id.islower() for action in ACTIONS)


def test_every_action_says_what_it_does_in_a_sentence() -> None:
    for action in ACTIONS:
        assert action.title, action.id
        assert action.help.endswith("."), action.id
        assert action.group in GROUPS


def test_no_key_means_two_things_at_one_place() -> None:
    chains: list[tuple[Scope, ...]] = [
        ("results", "main", "app"),
        ("ways", "list", "main", "app"),
        ("completion",),
        ("query",),
        ("list", "main", "app"),
        ("article", "main", "app"),
        ("entities", "main", "app"),
        ("kwic", "dossier", "app"),
        ("companions", "dossier", "app"),
        ("list", "dossier", "app"),
        ("facet-list", "list", "facets", "app"),
        ("copy",),
        ("export",),
        ("saved", "list", "app"),
        ("saved-name",),
    ]
    for chain in chains:
        keys = Counter(key for action in in_scope(*chain) for key in action.keys)
        assert not [key for key, count in keys.items() if count > 1], chain


def test_no_default_rests_on_keys_that_terminals_or_tmux_own() -> None:
    owned = {"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+b", "ctrl+left_square_bracket", "ctrl+["}
    for action in ACTIONS:
        for key in action.keys:
            assert key not in owned, action.id
            assert "alt+" not in key, action.id
            assert "ctrl+shift+" not in key, action.id
            assert not (key.startswith("f") and key[1:].isdigit()), action.id


def test_quitting_and_help_can_always_be_reached() -> None:
    assert "ctrl+q" in by_id("quit").keys
    assert by_id("quit").is_priority
    assert by_id("help").scope == "app"
    assert by_id("help").keys


def test_the_footers_name_actions_with_a_label_and_a_key_that_work_there() -> None:
    for pane, names in FOOTERS.items():
        for name in names:
            action = by_id(name)
            assert action.label, (pane, name)
            assert action.keys, (pane, name)
            assert action.scope in (pane, "main", "app", "dossier", "facets"), (pane, name)


@pytest.mark.parametrize("pane", ["results", "article", "entities", "query", "completion", "find"])
def test_help_tells_every_key_with_those_of_the_focused_pane_first(pane: str) -> None:
    sections = help_sections(pane)
    assert pane.rstrip("s") in sections[0][0].replace("entities", "entitie")
    told = {action.id for _, actions in sections for action in actions}
    here: tuple[Scope, ...] = ("app", "main", "query", "completion", "find", "results", "article", "entities")
    assert told >= {action.id for action in in_scope(*here) if action.keys}


@pytest.mark.parametrize("pane", ["kwic", "companions", "facet-list"])
def test_help_on_another_screen_has_no_heading_over_nothing(pane: str) -> None:
    assert all(actions for _, actions in help_sections(pane))


def test_groups_lose_no_action() -> None:
    assert sum(len(actions) for actions in by_group(ACTIONS).values()) == len(ACTIONS)
