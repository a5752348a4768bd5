"""The archives that the engine tests ask, each made once; and every engine by its name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contract.engines.alike import ENGINE_NAMES, Archive
from tests.contract.engines.articles import ARTICLES, NAMES
from tests.contract.engines.days import DAYS
from tests.contract.engines.edges import EDGES
from tests.contract.engines.edges import NAMES as EDGE_NAMES


@pytest.fixture(params=ENGINE_NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The twelve articles with marked names."""
    made = Archive(tmp_path_factory.mktemp("archive"), ARTICLES, NAMES)
    yield made
    made.close()


@pytest.fixture(scope="session")
def edges(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The articles in which everything is where it is hardest to tell."""
    made = Archive(tmp_path_factory.mktemp("edges"), EDGES, EDGE_NAMES)
    yield made
    made.close()


@pytest.fixture(scope="session")
def days(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The articles that differ in nothing but their day."""
    made = Archive(tmp_path_factory.mktemp("days"), DAYS)
    yield made
    made.close()
