"""Exports keep their promises on any text: JSON is exact, Markdown adds nothing, CSV reads back and runs nothing."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from index.answers import ListedArticle
from index.exporting import FORMATS, format_of, suggested_name
from index.exporting.articles import article_pieces, heading
from index.exporting.citation import LONGEST_QUOTE, citation
from index.exporting.dossiers import dossier_pieces
from index.exporting.escaping import csv_row, from_cell, json_text, markdown_block, markdown_line
from index.exporting.results import result_pieces
from index.model import (
    Alias,
    Article,
    ArticleEntity,
    Companion,
    Dossier,
    EntityMention,
    EntityRow,
    MentionInContext,
    OpenArticle,
    ResultRow,
    SearchResult,
    Snippet,
    Span,
)
from index.text import collapse, printable

# Text as hostile as it comes: markup, formulas, controls, escape sequences, bidi overrides, lone surrogates.
_NASTY = st.sampled_from([
    "=1+1", "@SUM(A1)", "'=x", "-2+3", "+1", "＝cmd", "\x1b]0;owned\x07", "\x9b31m", "\u202e", "\ud800", "\u2028",
    "*", "_", "`", "[a](b)", "<script>", "&lt;", "# h", "1. x", "2)", "---", "===", "> q", "|", "\\", "~~", "![i](x)",
    '"', "'", ",", ";", "\t", "\r", "\n", "\n\n", "    code", "https://x.example/", "$x$", "{{", "\x00",
])  # fmt: skip
_TEXT = st.lists(st.one_of(_NASTY, st.text(max_size=12)), max_size=8).map("".join)
_DAY = st.none() | st.dates(min_value=datetime.date(1800, 1, 1))


def _articles() -> st.SearchStrategy[Article]:
    return st.builds(
        Article, key=st.just("key1"), text=_TEXT, title=_TEXT, date=_DAY, source=_TEXT, byline=_TEXT, url=_TEXT,
        language=_TEXT, tags=st.lists(_TEXT, max_size=3).map(tuple), external_id=_TEXT,
    )  # fmt: skip


def _opened(article: Article) -> OpenArticle:
    end = min(3, len(article.text))
    mention = EntityMention(0, end, "PERSON", article.text[:end], "somebody", article.title, article.source)
    entity = ArticleEntity("somebody", article.title, "PERSON", 1, 1, 1.0)
    return OpenArticle(1, article, 3, True, (mention,), (entity,))


def _listed(article: Article) -> ListedArticle:
    row = ResultRow(1, article.key, article.title, article.date, article.source, 3, True)
    return ListedArticle(row, article, Snippet(article.text, (Span(0, min(3, len(article.text))),)))


def _result(query: str, count: int) -> SearchResult:
    return SearchResult(query, query, "newest", range(count), count, True, "", (), 0.1, 1)


def _dossier(text: str) -> Dossier:
    entity = EntityRow("somebody", text, "PERSON", 2, 3)
    day = datetime.date(2025, 8, 25)
    return Dossier(
        entity, (Alias(text, 3, text),), day, None, (("2025-08", 2),), (Companion("other", text, "ORG", 1),),
        ((text, 2),), (entity,), (),
    )  # fmt: skip


def _mention(text: str) -> MentionInContext:
    return MentionInContext(1, "key1", text, None, text, 4, 6, text, Span(0, min(2, len(text))), text)


def _markdown_text(source: str) -> tuple[str, set[str]]:
    """What a reader of rendered Markdown sees, blanks collapsed; and the kinds of elements it has."""
    tokens = MarkdownIt("commonmark").enable("table").parse(source)
    seen, kinds = [], set()
    for token in tokens:
        kinds.add(token.type)
        for child in token.children or ():
            kinds.add(child.type)
            if child.type in {"text", "code_inline", "html_inline"}:
                seen.append(child.content)
            elif child.type in {"softbreak", "hardbreak"}:
                seen.append("\n")
        if token.type == "inline":
            seen.append("\n")
        elif token.type in {"code_block", "fence", "html_block"}:
            seen.append(token.content)
    return collapse("".join(seen)), kinds


# ------------------------------------------------------------------------------------------------ Markdown


@given(_TEXT)
def test_text_in_markdown_reads_as_itself_and_makes_no_element(text: str) -> None:
    source = "\n".join(markdown_block(text))
    seen, kinds = _markdown_text(source)
    assert seen == collapse(printable(text, keep_newlines=True))
    assert kinds <= {"paragraph_open", "paragraph_close", "inline", "text", "softbreak", "text_special"}


@given(_TEXT)
def test_a_line_of_markdown_can_stand_in_a_heading_a_list_and_a_table(text: str) -> None:
    line = markdown_line(text)
    shown = collapse(printable(collapse(text)))
    assert _markdown_text(f"# {line or 'x'}\n")[0] == (shown or "x")
    assert _markdown_text(f"- x {line}\n")[0] == f"x {shown}".strip()
    assert _markdown_text(f"| a | b |\n| --- | --- |\n| {line} | z |\n")[0] == collapse(f"a b {shown} z")


@given(_articles())
def test_an_article_as_markdown_holds_its_title_and_text_and_nothing_that_acts(article: Article) -> None:
    source = "".join(article_pieces(_opened(article), "md"))
    seen, kinds = _markdown_text(source)
    assert collapse(printable(article.text, keep_newlines=True)) in seen
    assert printable(source, keep_newlines=True) == source
    assert not kinds & {"html_inline", "html_block", "image", "fence", "code_block", "blockquote_open", "em_open"}


def test_hits_in_markdown_are_bold_where_markdown_lets_them_be() -> None:
    article = Article("k", "Mark Carney spoke, “Carney”.", "T")
    row = ResultRow(1, "k", "T", None, "", 3, True)
    snippet = Snippet(article.text, (Span(5, 11), Span(19, 27)))
    source = "".join(result_pieces(_result("carney", 1), [ListedArticle(row, article, snippet)], "md"))
    assert "Mark **Carney** spoke, “Carney”." in source


@given(st.lists(_articles(), max_size=3), _TEXT)
def test_a_result_list_as_markdown_names_every_article(articles: list[Article], query: str) -> None:
    source = "".join(result_pieces(_result(query, len(articles)), map(_listed, articles), "md"))
    seen, kinds = _markdown_text(source)
    for article in articles:
        assert collapse(printable(collapse(article.title))) in seen
    assert not kinds & {"html_inline", "html_block", "image", "fence", "code_block", "em_open"}


# ------------------------------------------------------------------------------------------------ CSV


@given(st.lists(_TEXT, min_size=1, max_size=4))
def test_csv_reads_back_as_the_printable_text_and_no_cell_is_a_formula(cells: list[str]) -> None:
    line = csv_row([*cells, 7, None])
    rows = list(csv.reader(io.StringIO(line, newline="")))
    assert len(rows) == 1
    *texts, number, nothing = rows[0]
    assert [from_cell(cell) for cell in texts] == [printable(text, keep_newlines=True) for text in cells]
    assert not any(unicodedata.normalize("NFKC", cell[:1]) in ("=", "+", "-", "@") for cell in texts if cell)
    assert (number, nothing) == ("7", "")


@given(st.lists(_articles(), max_size=3))
def test_a_result_list_as_csv_has_a_row_an_article(articles: list[Article]) -> None:
    source = "".join(result_pieces(_result("q", len(articles)), map(_listed, articles), "csv"))
    rows = list(csv.DictReader(io.StringIO(source, newline="")))
    assert [from_cell(row["title"]) for row in rows] == [printable(a.title, keep_newlines=True) for a in articles]
    assert [from_cell(row["passage"]) for row in rows] == [printable(a.text, keep_newlines=True) for a in articles]


@given(_articles())
def test_an_article_as_csv_has_a_row_a_mention_whose_offsets_hold(article: Article) -> None:
    source = "".join(article_pieces(_opened(article), "csv"))
    (row,) = csv.DictReader(io.StringIO(source, newline=""))
    text = printable(article.text, keep_newlines=True)
    assert from_cell(row["text"]) == text[int(row["start"]) : int(row["end"])]


@given(_TEXT)
def test_a_dossier_as_csv_has_a_row_a_mention_with_its_context(text: str) -> None:
    mention = _mention(text)
    source = "".join(dossier_pieces(_dossier(text), [mention, mention], "csv"))
    rows = list(csv.DictReader(io.StringIO(source, newline="")))
    assert len(rows) == 2
    joined = from_cell(rows[0]["before"]) + from_cell(rows[0]["mention"]) + from_cell(rows[0]["after"])
    assert joined == printable(text[:2], keep_newlines=True) + printable(text[2:], keep_newlines=True)


# ------------------------------------------------------------------------------------------------ JSON


@given(st.dictionaries(_TEXT, _TEXT | st.integers() | st.lists(_TEXT, max_size=2), max_size=4))
def test_json_is_exact_and_harmless_to_look_at(value: dict[str, object]) -> None:
    text = json_text(value)
    assert json.loads(text) == value
    assert printable(text, keep_newlines=True) == text


@given(_articles())
def test_an_article_as_json_is_exact(article: Article) -> None:
    found = json.loads("".join(article_pieces(_opened(article), "json")))
    assert (found["text"], found["title"], found["tags"]) == (article.text, article.title, list(article.tags))
    (mention,) = found["mentions"]
    assert article.text[mention["start"] : mention["end"]] == article.text[:3]


@given(st.lists(_articles(), max_size=3), _TEXT)
def test_a_result_list_as_json_is_one_document(articles: list[Article], query: str) -> None:
    found = json.loads("".join(result_pieces(_result(query, len(articles)), map(_listed, articles), "json")))
    assert found["query"] == query
    assert [item["title"] for item in found["articles"]] == [article.title for article in articles]


@given(_TEXT, st.integers(0, 3))
def test_a_dossier_as_json_is_one_document(text: str, count: int) -> None:
    found = json.loads("".join(dossier_pieces(_dossier(text), [_mention(text)] * count, "json")))
    assert found["entity"]["name"] == text
    assert (found["first_seen"], found["last_seen"]) == ("2025-08-25", None)
    assert [mention["passage"] for mention in found["mentions"]] == [text] * count


@given(_TEXT)
def test_a_dossier_as_markdown_is_whole(text: str) -> None:
    source = "".join(dossier_pieces(_dossier(text), [_mention(text)], "md"))
    seen, kinds = _markdown_text(source)
    assert collapse(printable(collapse(text))) in seen
    assert "Together with" in seen
    assert not kinds & {"html_inline", "html_block", "image", "fence", "code_block", "em_open", "strong_open"}


# ------------------------------------------------------------------------------------------------ citing, naming


def test_a_citation_holds_the_passage_the_source_and_where_it_stands() -> None:
    article = Article(
        "k", "He came. He saw a lot.", "Arrival", datetime.date(2025, 8, 25), "AP", url="https://ap.example/1"
    )
    assert citation(article, Span(9, 21)) == (
        "“He saw a lot”\nArrival, AP, 2025-08-25, characters 9–21, https://ap.example/1"
    )
    assert citation(article) == "Arrival, AP, 2025-08-25, https://ap.example/1"


def test_a_cited_name_comes_with_the_words_around_it() -> None:
    article = Article("k", "In Kyiv Mark Carney spoke of peace.", "Arrival")
    cited = citation(article, Span(8, 19), about="Mark Carney")
    assert cited == "“In Kyiv Mark Carney spoke of peace.”\nArrival, characters 8–19 (Mark Carney)"


@given(_articles(), st.integers(0, 80), st.integers(0, 2000))
def test_a_citation_is_never_long(article: Article, start: int, length: int) -> None:
    place = Span(min(start, len(article.text)), min(start + length, len(article.text)))
    quote = citation(article, place).partition("”\n")[0]
    assert len(quote) <= LONGEST_QUOTE + 4


def test_a_file_name_says_the_format() -> None:
    assert [format_of(f"a.{name}") for name in FORMATS] == list(FORMATS)
    assert format_of("A.MARKDOWN") == "md"
    assert format_of("notes.v2") is None
    assert format_of(".json") is None


@given(_TEXT, st.sampled_from(FORMATS), _DAY)
def test_a_suggested_name_is_a_plain_visible_file_of_the_format(
    text: str, format_name: str, date: datetime.date | None
) -> None:
    name = suggested_name(text, format_name, date=date, otherwise="article")
    assert format_of(name) == format_name
    assert re.fullmatch(r"\w[\w-]*\.\w+", name)
    assert len(name.encode()) <= 255


def test_suggested_names_are_cut_at_words() -> None:
    assert suggested_name("Carney: troops?", "md", otherwise="x") == "carney-troops.md"
    assert suggested_name("…", "csv", otherwise="all-articles") == "all-articles.csv"
    long = suggested_name("one two three four five six seven eight nine ten eleven", "md", otherwise="x")
    assert long == "one-two-three-four-five-six-seven-eight-nine-ten.md"


@pytest.mark.parametrize("title", ["Two\nlines", "T"])
def test_the_heading_of_the_plain_format_has_one_line_a_field(title: str) -> None:
    article = Article("k", "x", title, datetime.date(2025, 8, 25), url="https://ap.example/1")
    assert heading(article) == [
        f"title: {collapse(title)}", "date: 2025-08-25", "url: https://ap.example/1", "",
    ]  # fmt: skip
