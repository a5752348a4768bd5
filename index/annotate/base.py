"""What an annotator is: something that finds and labels names in articles, many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, runtime_checkable

from index.model import Annotated, Article


@runtime_checkable
class Annotator(Protocol):
    """Plug point `dateline.annotators`. Made with the model to use: `Annotator(model: str)`."""

    @property
    def tag(self) -> str:
        """Names the model and its version; articles annotated under another tag are annotated again on request."""

    def annotate(self, articles: Iterable[Article]) -> Iterator[Annotated]:
        """One Annotated for each article, in order, taking them in as few at a time as suits the model.

        Raises AnnotateError where the model breaks down; the message names the article if it was given only that one,
        so a caller who wants the others tries them one by one.
        """
