"""Queries made up at random, of the words, names and fields of an archive, so that most of them find something."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from index.model import IndexDoc

_WORD = re.compile(r"\w+(?:[.'’,-]\w+)*\.?")
_NEARNESS = ("", "", "~0", "~1", "~2", "~5", "~12", "~s", "~p")
_TYPES = ("person", "org", "place", "group", "event", "date", "money", "entity", "person|org", "place|org|person")


def runs_of_words(articles: Sequence[IndexDoc]) -> list[list[str]]:
    """The words of each title and each sentence, more or less, as they are written."""
    passages = [part for article in articles for part in (article.title, *re.split(r"(?<=[.?])\s+", article.text))]
    return [words for passage in passages if (words := _WORD.findall(passage))]


def queries(articles: Sequence[IndexDoc], names: Sequence[str], dates: Sequence[str]) -> SearchStrategy[str]:
    """Any query about these articles: leaves of every kind under AND, OR, NOT, `|` and parentheses."""
    leaf = leaves(articles, names) | leaves(articles, names) | filters(articles, names, dates)
    alternatives = st.lists(leaf, min_size=2, max_size=3).map("|".join)
    group = st.builds(_group, _FIELDS, st.recursive(leaf, lambda inner: _joined(inner, min_size=2), max_leaves=4))
    return _joined(st.one_of(leaf, leaf, leaf, group, alternatives), min_size=1)


_FIELDS = st.sampled_from(("", "", "", "title:"))
_SIGNS = st.sampled_from(("", "", "", "-", "NOT "))
_JOINTS = st.sampled_from((" ", " ", " OR ", " AND "))


def _group(field: str, inside: str) -> str:
    return f"{field}({inside})"


def _joined(part: SearchStrategy[str], *, min_size: int) -> SearchStrategy[str]:
    """Some parts with operators between them, and negations before some."""
    signed = st.tuples(_JOINTS, _SIGNS, part)
    return st.lists(signed, min_size=min_size, max_size=4).map(
        lambda parts: "".join("".join(part if n else part[1:]) for n, part in enumerate(parts))
    )


def leaves(articles: Sequence[IndexDoc], names: Sequence[str]) -> SearchStrategy[str]:
    """Words, phrases, beginnings and likenesses: what is looked for in titles and texts."""
    runs = st.sampled_from(runs_of_words(articles))
    word = runs.flatmap(st.sampled_from) | st.sampled_from(("the", "zzz", "of", "said"))
    typed = word | word.map(str.lower) | word.map(str.capitalize)
    phrase = _phrases(runs, names)
    return st.one_of(typed, phrase, phrase, phrase, _wide(typed), _fuzzy(typed))


def _wide(word: SearchStrategy[str]) -> SearchStrategy[str]:
    return st.builds(lambda text, length: f"{text[:length]}*", word, st.integers(1, 6))


def _fuzzy(word: SearchStrategy[str]) -> SearchStrategy[str]:
    """A word with a letter left out, doubled, swapped with the next or replaced."""

    def misspelt(text: str, place: int, change: int, distance: str) -> str:
        at = place % len(text)
        rest = text[at + 1 :]
        middle = ("", text[at] * 2, rest[:1] + text[at], "e")[change]
        return f"{text[:at]}{middle}{rest[1:] if change == 2 else rest}~{distance}"

    return st.builds(misspelt, word, st.integers(0, 9), st.integers(0, 3), st.sampled_from(("", "", "2")))


def _phrases(runs: SearchStrategy[list[str]], names: Sequence[str]) -> SearchStrategy[str]:
    """Consecutive words of an article, some of them replaced by what may stand for a word or a name."""
    kinds = st.sampled_from(_TYPES)
    slot = st.one_of(
        kinds.map("{{{}}}".format),
        st.sampled_from(names).map("@{}".format),
        st.builds("{{{}:{}}}".format, kinds, st.sampled_from(names)),
    )
    other = slot | slot | st.sampled_from(("*", "...", "...1", "...3", "the", "zz*", "re*"))

    def phrase(words: list[str], first: int, length: int, others: list[tuple[int, str]], near: str) -> str:
        start = first % len(words)
        items = words[start : start + length]
        for place, item in others:
            items[place % len(items)] = item
        return f'"{" ".join(items)}"{near}'

    changes = st.lists(st.tuples(st.integers(0, 5), other), max_size=3)
    return st.builds(phrase, runs, st.integers(0, 30), st.integers(1, 5), changes, st.sampled_from(_NEARNESS))


def filters(articles: Sequence[IndexDoc], names: Sequence[str], dates: Sequence[str]) -> SearchStrategy[str]:
    """Fields with values that articles have, dates, names and flags."""
    values = {
        "title": [article.title for article in articles],
        "source": [article.source for article in articles],
        "author": [article.byline for article in articles],
        "tag": [" ".join(article.tags) for article in articles],
        "lang": [article.language for article in articles],
    }
    words = sorted({(field, word) for field, texts in values.items() for text in texts for word in _WORD.findall(text)})
    texts = sorted({(field, text) for field, texts in values.items() for text in texts if " " in text})
    one = st.sampled_from(words)
    return st.one_of(
        one.map("{0[0]}:{0[1]}".format),
        st.builds("{0[0]}:{0[1]}|{1[1]}".format, one, one),
        st.builds("{0[0]}:({0[1]} OR {1[1]})".format, one, one),
        one.map(lambda pair: f"{pair[0]}:{pair[1][:3]}*"),
        st.builds('{0[0]}:"{0[1]}"{1}'.format, st.sampled_from(texts), st.sampled_from(_NEARNESS)),
        st.sampled_from(dates).map("date:{}".format),
        st.builds("date:{}..{}".format, st.sampled_from(dates), st.sampled_from((*dates, ""))),
        st.sampled_from(names).map("@{}".format),
        st.builds("{}:{}".format, st.sampled_from(("person", "place", "org", "entity")), st.sampled_from(names)),
        st.sampled_from(("is:unread", "is:starred", "is:read")),
    )
