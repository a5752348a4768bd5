"""tantivy on the same tokens: fields of words as written, with positions, and of stems; the date as a fast field.

It is fed strings of tokens and splits them at spaces. One thread writes, since the others have one; segments are merged
as its own policy has it. Its snippets are cut from the tokens it was fed, since it has no other text to match.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import tantivy
from tantivy import Occur, Query

from bench.search.building import Built, Stopwatch, batches, memory, size_of
from bench.search.queries import PAGE, Cannot, Question
from bench.search.tokens import fed, stems

_HEAP: Final = 512_000_000
_TITLE_BOOST: Final = 2.5
_UNDATED: Final = 0  # before every day, so that such articles come last among the newest
_NEVER: Final = 4_000_000  # after every day, so that they come last among the oldest


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", indexed=True, fast=True)
    builder.add_unsigned_field("day", indexed=True, fast=True)
    builder.add_unsigned_field("day_or_never", fast=True)
    builder.add_text_field("head", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("text", stored=True, tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("title_stem", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("text_stem", stored=True, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("names", tokenizer_name="whitespace", index_option="basic")
    return builder.build()


def build(folder: Path, articles: int) -> Built:
    """The index, committed after every batch as the others are."""
    watch = Stopwatch()
    schema = _schema()
    index = tantivy.Index(schema, str(folder))
    writer = index.writer(_HEAP, 1)
    for batch in batches(articles, "tantivy"):
        watch.start()
        rows = [fed(generated) for generated in batch]
        watch.lap("making tokens")
        for row in rows:
            fields = {
                "id": row.id, "day": row.day or _UNDATED, "day_or_never": row.day or _NEVER,
                "head": f"{row.title}\t{row.source}", "title": row.title_forms, "text": row.text_forms,
                "title_stem": row.title_stems, "text_stem": row.text_stems, "names": row.names,
            }  # fmt: skip
            writer.add_document(tantivy.Document.from_dict(fields, schema))
        writer.commit()
        watch.lap("indexing")
    writer.wait_merging_threads()
    watch.lap("merging")
    stored = size_of(folder, "*.store")
    sizes = {"index": size_of(folder) - stored, "stored tokens": stored}
    return Built("tantivy", articles, watch.seconds, sizes, memory()[2])


class Tantivy:
    """Searches with query objects, so that no parser is in the way."""

    has_facets = False

    def __init__(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder))
        self._schema = self._index.schema
        self._searcher = self._index.searcher()
        self._addresses: list[Any] = []  # of the last page

    def search(self, question: Question) -> tuple[int, Sequence[int]]:
        query, _ = self._query(question)
        match question.sort:
            case "relevance":
                found = self._searcher.search(query, PAGE, count=True)
            case "newest":
                found = self._searcher.search(query, PAGE, count=True, order_by_field="day")
            case "oldest":
                found = self._searcher.search(
                    query, PAGE, count=True, order_by_field="day_or_never", order=tantivy.Order.Asc
                )
        self._addresses = [address for _, address in found.hits]
        counted: Any = found  # its stubs leave the count out
        total: int = counted.count
        return total, [int(value or 0) for value in self._searcher.fast_field_values("id", self._addresses)]

    def page(self, question: Question, ids: Sequence[int]) -> int:
        del ids
        query, field = self._query(question)
        documents = [self._searcher.doc(address) for address in self._addresses]
        if not field:
            return sum(len(document["head"][0]) + len(document["text"][0][:160]) for document in documents)
        generator = tantivy.SnippetGenerator.create(self._searcher, query, self._schema, field)
        snippets = [generator.snippet_from_doc(document) for document in documents]
        return sum(len(document["head"][0]) for document in documents) + sum(len(one.fragment()) for one in snippets)

    def facets(self, question: Question) -> None:
        raise Cannot(f"no facets are set up for it ({question.kind})")

    def stop_after(self, question: Question, delay: float) -> float | None:
        del question, delay
        return None

    def close(self) -> None: ...

    def _query(self, question: Question) -> tuple[Query, str]:
        """The question, and the field that its words are in. Raises Cannot."""
        if question.has_slots:
            raise Cannot("it knows no spans of several words with a type")
        schema = self._schema
        if question.fuzzy:
            return self._in_both("title", "text", lambda field: Query.fuzzy_term_query(schema, field, question.fuzzy))
        if question.phrase:
            words: list[Any] = list(question.phrase)
            return self._in_both("title", "text", lambda field: Query.phrase_query(schema, field, words))
        if question.prefix:
            return self._in_both(
                "title", "text", lambda field: Query.regex_query(schema, field, f"{question.prefix}.*")
            )
        if not question.words:
            return Query.all_query(), ""
        parts = [self._stem(word) for word in stems(question.words)]
        if question.any_word:
            return Query.boolean_query([(Occur.Should, part) for part in parts]), "text_stem"
        if question.days is not None:
            first, last = question.days
            dates = Query.range_query(schema, "day", tantivy.FieldType.Unsigned, first, last)
            parts.append(Query.const_score_query(dates, 0.0))
        if question.name_token:
            name = Query.term_query(schema, "names", question.name_token, "basic")
            parts.append(Query.const_score_query(name, 0.0))
        if len(parts) == 1:
            return parts[0], "text_stem"
        return Query.boolean_query([(Occur.Must, part) for part in parts]), "text_stem"

    def _stem(self, word: str) -> Query:
        return self._in_both(
            "title_stem", "text_stem", lambda field: Query.term_query(self._schema, field, word, "freq")
        )[0]

    @staticmethod
    def _in_both(title: str, text: str, make: Any) -> tuple[Query, str]:
        boosted = Query.boost_query(make(title), _TITLE_BOOST)
        return Query.boolean_query([(Occur.Should, boosted), (Occur.Should, make(text))]), text
