"""Finding names in articles: one door to whichever annotator and model a person asked for."""

from __future__ import annotations

from index.annotate.base import Annotator
from index.plugins import Registry

ANNOTATORS = Registry(
    "dateline.annotators",
    "annotator",
    {
        "spacy": "index.annotate.spacy:SpacyAnnotator",
        "capitalised": "index.annotate.capitalised:CapitalisedAnnotator",
    },
)

__all__ = ["ANNOTATORS", "Annotator", "load_annotator"]


def load_annotator(model: str = "") -> Annotator:
    """The annotator for a model as a person names it; with spaCy this takes seconds and belongs in the worker.

    Empty: the default model. The name of an annotator (`capitalised`), alone or with a model (`spacy:en_core_web_sm`):
    that one. Anything else is a spaCy pipeline: an installed package or a folder.

    Raises ModelMissing, with the command that installs it, and AnnotateError for a model that is of no use.
    """
    annotator, _, its_model = model.partition(":")
    if annotator in ANNOTATORS.names():
        return _made(annotator, its_model)
    return _made("spacy", model)


def _made(name: str, model: str) -> Annotator:
    annotator: Annotator = ANNOTATORS.load(name)(model)
    return annotator
