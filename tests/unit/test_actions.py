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
from tui.actions import (
    ACTIONS,
    FOOTERS,
    GROUPS,
    PLACES,
    PREFIXES,
    SCOPES,
    Action,
    Scope,
    by_group,
    by_id,
    in_scope,
    meeting_scopes,
)
from tui.actions.keys import key_named
from tui.app import DatelineApp
from tui.screens.charting import TimelineScreen
from tui.screens.dossier import DossierScreen
from tui.screens.exporting import ExportInput, ExportScreen
from tui.screens.facets import FacetsScreen
from tui.screens.help import HelpScreen, help_sections
from tui.screens.hits import HitsScreen
from tui.screens.main import MainScreen
from tui.screens.saved import NameInput, SavedSearchesScreen
from tui.screens.themes import ThemeScreen
from tui.widgets.article_pane import ArticlePane, FindInput
from tui.widgets.article_view import ArticleView
from tui.widgets.entities import EntityFilterInput, EntityList
from tui.widgets.facets import FacetList
from tui.widgets.kwic import CompanionList, KwicList
from tui.widgets.query_bar import QueryInput
from tui.widgets.results import ResultList
from tui.widgets.saved import SavedList
from tui.widgets.timeline import TimelineChart
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
    "selecting": (ArticleView, MainScreen),
    "entities": (EntityList, MainScreen),
    "entity-filter": (EntityFilterInput, MainScreen),
    "dossier": (DossierScreen, DossierScreen),
    "kwic": (KwicList, DossierScreen),
    "companions": (CompanionList, DossierScreen),
    "chart": (TimelineChart, TimelineScreen),
    "contexts": (HitsScreen, HitsScreen),
    "timeline": (TimelineScreen, TimelineScreen),
    "facets": (FacetsScreen, FacetsScreen),
    "facet-list": (FacetList, FacetsScreen),
    "saved": (SavedList, SavedSearchesScreen),
    "saved-name": (NameInput, SavedSearchesScreen),
    "themes": (ThemeScreen, ThemeScreen),
    "copy": (MainScreen, MainScreen),
    "export": (ExportInput, ExportScreen),
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
    for chain in meeting_scopes():
        keys = Counter(key for action in in_scope(*chain) for key in action.keys)
        assert not [key for key, count in keys.items() if count > 1], chain


def test_no_default_rests_on_keys_that_terminals_or_tmux_own() -> None:
    for action in ACTIONS:
        for key in action.keys:
            assert key_named(key) == key, action.id  # which knows what terminals and tmux own
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
        scopes = {"dossier-chart": "chart", "contexts": "kwic", "timeline": "chart"}
        for name in names:
            action = by_id(name)
            assert action.label, (pane, name)
            assert action.keys, (pane, name)
            assert action.scope in (pane, scopes.get(pane), "main", "app", "dossier", "facets"), (pane, name)


@pytest.mark.parametrize("pane", [name for name, place in PLACES.items() if not place.is_elsewhere])
def test_help_tells_every_key_with_those_of_the_focused_pane_first(pane: str) -> None:
    sections = help_sections(pane)
    assert sections[0][0] == PLACES[pane].title
    told = {action.id for _, actions in sections for action in actions}
    main_screen = {scope for place in PLACES.values() if not place.is_elsewhere for scope in place.scopes}
    assert told >= {action.id for action in ACTIONS if action.keys and action.scope in main_screen - {"list"}}


@pytest.mark.parametrize("pane", [name for name, place in PLACES.items() if place.is_elsewhere])
def test_help_on_another_screen_tells_the_keys_that_work_there_and_no_others(pane: str) -> None:
    sections = help_sections(pane)
    assert all(actions for _, actions in sections)
    assert {action.scope for _, actions in sections for action in actions} <= set(PLACES[pane].scopes)
    told = {action.id for _, actions in sections for action in actions}
    assert told == {action.id for action in ACTIONS if action.keys and PLACES[pane].reaches(action)}


def test_there_is_a_place_for_every_footer_and_every_place_names_scopes_that_exist() -> None:
    assert set(FOOTERS) <= set(PLACES)
    assert all(set(place.scopes) <= set(SCOPES) for place in PLACES.values())


def test_every_scope_is_met_somewhere_so_that_its_keys_are_checked() -> None:
    assert {scope for scopes in meeting_scopes() for scope in scopes} == set(SCOPES)


@pytest.mark.parametrize("pane", ["selecting", "entity-filter"])
def test_help_while_doing_something_tells_its_keys_first(pane: str) -> None:
    sections = help_sections(pane)
    assert sections[0][0].startswith("While ")
    assert {action.scope for action in sections[0][1]} == {pane}
    assert "While selecting" in {title for title, _ in help_sections("article")}


def test_groups_lose_no_action() -> None:
    assert sum(len(actions) for actions in by_group(ACTIONS).values()) == len(ACTIONS)
