"""Names by a spaCy pipeline: the one file that imports spaCy, set up to run as fast as it can on one core."""

from __future__ import annotations

import os

# Before numpy is imported: the matrices are too small to gain from threads, which only contend for the cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import warnings
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.annotate.models import InstalledModel, find_model
from index.annotate.pieces import mention_within, pieces
from index.errors import AnnotateError
from index.model import Annotated, Article, Mention
from index.text import unwrapped

if TYPE_CHECKING:
    from spacy.language import Language

BATCH = 16
# A batch of pieces this long (code points) stays within a few hundred megabytes; few articles are longer.
_LONGEST_PIECE = 20_000

_ENCODERS = frozenset({"tok2vec", "transformer", "curated_transformer"})
_NEEDLESS = frozenset(
    {
        "tagger", "morphologizer", "parser", "senter", "sentencizer", "attribute_ruler", "lemmatizer",
        "trainable_lemmatizer", "textcat", "textcat_multilabel",
    }
)  # fmt: skip


class SpacyAnnotator:
    """Annotates with any spaCy pipeline that finds entities; loading one takes seconds."""

    def __init__(self, model: str = "") -> None:
        """Load a model as `index.annotate.models.find_model` names it. Raises ModelMissing, AnnotateError."""
        installed = find_model(model)
        self._pipeline = _load(installed)
        self._longest_piece = min(_LONGEST_PIECE, self._pipeline.max_length)
        self._tag = _tag(self._pipeline, installed)

    @property
    def tag(self) -> str:
        return self._tag

    def annotate(self, articles: Iterable[Article]) -> Iterator[Annotated]:
        """One Annotated for each article, in order; articles are taken and given back sixteen at a time.

        Raises AnnotateError if the model breaks down over one of a batch: the caller may try them one by one.
        """
        waiting = iter(articles)
        while batch := list(islice(waiting, BATCH)):
            try:
                annotated = self._annotate_batch(batch)
            except Exception as error:  # a model of any make may raise anything
                raise _broken_down(batch, error) from error
            yield from annotated

    def _annotate_batch(self, batch: list[Article]) -> list[Annotated]:
        mentions: list[list[Mention]] = [[] for _ in batch]
        queue = (
            (piece, (index, offset))
            for index, article in enumerate(batch)
            for offset, piece in pieces(unwrapped(article.text), self._longest_piece)
        )
        # The zone gives back what the vocabulary learns from each batch, which otherwise grows with the archive.
        with self._pipeline.memory_zone():
            for doc, (index, offset) in self._pipeline.pipe(queue, as_tuples=True, batch_size=BATCH):
                text = batch[index].text
                for entity in doc.ents:
                    mention = mention_within(text, offset + entity.start_char, offset + entity.end_char, entity.label_)
                    if mention is not None:
                        mentions[index].append(mention)
        return [Annotated(article.key, tuple(found), self._tag) for article, found in zip(batch, mentions, strict=True)]


def _broken_down(batch: list[Article], error: Exception) -> AnnotateError:
    where = f"article {batch[0].key}" if len(batch) == 1 else f"one of {len(batch)} articles ({batch[0].key} …)"
    return AnnotateError(f"The language model broke down over {where}: {type(error).__name__}: {error}")


def _load(installed: InstalledModel) -> Language:
    """The pipeline with only what finding names takes. Nothing is ever downloaded."""
    try:
        from spacy.util import load_config, load_model_from_path

        with warnings.catch_warnings():
            # W095: made for another minor version of spaCy, which the default model is and works nevertheless.
            warnings.filterwarnings("ignore", message=r"\[W095\]")
            exclude = needless_components(load_config(installed.folder / "config.cfg"))
            if installed.package:
                pipeline: Language = import_module(installed.package).load(exclude=exclude)
            else:
                pipeline = load_model_from_path(Path(installed.folder), exclude=exclude)
    except AnnotateError:
        raise
    except Exception as error:
        reason = " ".join(str(error).split())
        raise AnnotateError(
            f"The language model {installed.name} does not load: {reason or type(error).__name__}",
            hint="Install a version of it made for spaCy 3.8, or use the default model.",
        ) from error
    _without_blis(pipeline)
    return pipeline


def needless_components(config: Mapping[str, Any]) -> list[str]:
    """Which components of a pipeline (its parsed `config.cfg`) finding names can do without.

    The entities are the same without them, at nearly twice the speed. An encoder is needless unless a name finder
    listens to it; nothing is, beside a component of unknown make, which may rely on any other.

    Raises AnnotateError for a pipeline that finds no names at all.
    """
    components: Mapping[str, Mapping[str, Any]] = config.get("components", {})
    in_use = [name for name in config.get("nlp", {}).get("pipeline", ()) if name in components]
    makes = {name: str(components[name].get("factory", "")) for name in in_use}
    finders = [name for name in in_use if makes[name] not in _ENCODERS | _NEEDLESS]
    if not finders:
        raise AnnotateError(
            "That language model finds no names: it has no entity recogniser.",
            hint="Choose a pipeline with a component called ner.",
        )
    if any(makes[name] not in {"ner", "beam_ner"} for name in finders):
        return []
    needless = _NEEDLESS if any(_listens(components[name]) for name in finders) else _NEEDLESS | _ENCODERS
    return [name for name, component in components.items() if component.get("factory") in needless]


def _listens(component: Mapping[str, Any]) -> bool:
    """Whether a component's model takes its input from an encoder that it shares with others."""
    return any(
        _listens(value) if isinstance(value, Mapping) else key == "@architectures" and "Listener" in str(value)
        for key, value in component.items()
    )


def _without_blis(pipeline: Language) -> None:
    """Numpy's own matrix product is faster than BLIS on matrices of this size, and gives the same entities."""
    from thinc.backends.numpy_ops import NumpyOps

    plain = NumpyOps(use_blis=False)
    for _, component in pipeline.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if model is not None and hasattr(model, "walk") else ():
            if type(node.ops) is NumpyOps:  # graphics cards and Apple's library are left alone
                node.ops = plain


def _tag(pipeline: Language, installed: InstalledModel) -> str:
    from spacy.about import __version__

    meta = pipeline.meta
    where = "" if installed.package else f" in {installed.folder.name}"
    return f"{meta['lang']}_{meta['name']} {meta['version']}{where} via spacy {__version__}"
