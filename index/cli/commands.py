"""What each headless command does; how it looks is `printing`'s and `narration`'s business."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import cast

import click

from index.cli import printing
from index.cli.options import Flags, Settings, json_option, library_option, model_option
from index.cli.printing import More
from index.errors import DatelineError, UsageError
from index.exporting import FORMATS, Format
from index.exporting.articles import article_as_object
from index.library import Library
from index.model import Sort
from index.text import printable

LIMIT = click.IntRange(min=1)


@contextlib.contextmanager
def opened(context: click.Context, folder: Path | None) -> Iterator[Library]:
    """The library that flags and configuration name, closed again at the end."""
    library = Settings.load(context.obj, Flags(folder)).open()
    try:
        yield library
    finally:
        library.close()


@click.command()
@click.argument("words", nargs=-1, metavar="[PATH]...")
@library_option
@model_option
@json_option
@click.pass_context
def add(context: click.Context, words: tuple[str, ...], folder: Path | None, model: str | None, as_json: bool) -> None:
    """Take files and folders in, and find the names in them.

    What was taken in before is passed over; a file that changed is read again. Without a PATH, go on with whatever an
    interrupted run left undone. Text can be searched at once, while names are still being found.
    """
    from index.cli.narration import narrate

    settings = Settings.load(context.obj, Flags(folder, model))
    library = settings.open(create=True)
    job = library.add([Path(word) for word in words], model=settings.model)
    try:
        finished = narrate(job.events())
    except KeyboardInterrupt:
        job.cancel()
        finished = narrate(job.events(), is_ending=True)
        raise click.Abort from None
    finally:
        job.close()
        library.close()
    if as_json:
        printing.as_json(asdict(finished))
    context.exit(4 if finished.failed else 0)


@click.command()
@click.argument("query", nargs=-1, required=True, metavar="QUERY...")
@library_option
@click.option("--limit", type=LIMIT, default=50, show_default=True, help="How many articles to print.")
@click.option(
    "--sort", type=click.Choice(["relevance", "newest", "oldest"]), help="Default: relevance, or newest first."
)
@click.option("--facets", is_flag=True, help="Count the whole answer by source, month, type of name and entity.")
@click.option("--explain", is_flag=True, help="Say how the query was understood, and why each article was found.")
@json_option
@click.pass_context
def search(
    context: click.Context,
    query: tuple[str, ...],
    folder: Path | None,
    limit: int,
    sort: str | None,
    facets: bool,
    explain: bool,
    as_json: bool,
) -> None:
    """Find articles.

    \b
      dateline search carney troops            all of the words
      dateline search '"prime minister" -trudeau'
      dateline search 'date:2025-08 source:ap'
      dateline search '@mark-carney'           the man, by whatever name
      dateline search '"{person} said"'        and who it was, how often

    One line an article: id, date, title, and the passage that matched, separated by tabs when piped.
    """
    text = " ".join(query)
    with opened(context, folder) as library:
        result = library.search(text, sort=cast("Sort | None", sort))
        shown = result.ids[:limit]
        rows = library.rows(shown)
        snippets = library.snippets([row.id for row in rows], text, width=printing.snippet_width())
        suggestions = () if result.total else library.suggestions(text)
        more = More(
            tallies=library.tallies(text) if "{" in text or "@" in text else (),
            facets=library.facets(text) if facets else None,
            explanation=library.explain(text, result.sort, [row.id for row in rows]) if explain else None,
        )
        if as_json:
            printing.as_json(printing.result_as_object(result, rows, snippets, suggestions, more))
        else:
            printing.narrate_result(result, len(rows), suggestions, more)
            printing.results(rows, snippets, more.explanation)
    context.exit(0 if result.total else 1)


@click.command()
@click.argument("key", metavar="ID")
@library_option
@json_option
@click.pass_context
def show(context: click.Context, key: str, folder: Path | None, as_json: bool) -> None:
    """Print one article. A beginning of its id will do."""
    with opened(context, folder) as library:
        found = library.find_article(key)
        if as_json:
            printing.as_json(article_as_object(found))
        else:
            printing.article(found)


@click.command()
@click.argument("query", nargs=-1, metavar="[QUERY]...")
@library_option
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only PERSON, ORG, GPE, LOC … (may be repeated).")
@click.option("--limit", type=LIMIT, help="How many to print.")
@click.option("--why", is_flag=True, help="Say which names each goes by, and why.")
@json_option
@click.pass_context
def entities(
    context: click.Context,
    query: tuple[str, ...],
    folder: Path | None,
    types: tuple[str, ...],
    limit: int | None,
    why: bool,
    as_json: bool,
) -> None:
    """List the people, organizations and places the library knows, most articles first."""
    with opened(context, folder) as library:
        rows = library.entities(" ".join(query), types=[kind.upper() for kind in types], limit=limit)
        dossiers = [library.dossier(row.id) for row in rows] if why else []
        if as_json:
            printing.as_json([asdict(item) for item in (dossiers or rows)])
        elif why:
            printing.dossiers(dossiers)
        else:
            printing.entities(rows)
    context.exit(0 if rows else 1)


@click.command()
@click.argument("entity", nargs=-1, required=True, metavar="ENTITY...")
@library_option
@click.option("--limit", type=LIMIT, help="How many to print.")
@json_option
@click.pass_context
def mentions(
    context: click.Context, entity: tuple[str, ...], folder: Path | None, limit: int | None, as_json: bool
) -> None:
    """Print every mention of an entity in its passage, oldest first. ENTITY is an id, a name or an alias."""
    with opened(context, folder) as library:
        lines = library.mentions(" ".join(entity), limit=limit)
        if as_json:
            printing.as_json([asdict(line) for line in lines])
        else:
            printing.mentions(lines)
    context.exit(0 if lines else 1)


@click.command()
@library_option
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["jsonl", *FORMATS]),
    default="jsonl",
    show_default=True,
    help="JSON lines with every name, or a list as Markdown, JSON or CSV.",
)
@click.option("--query", metavar="QUERY", help="Only what this query finds.")
@click.option("--entity", metavar="ENTITY", help="The dossier of an entity instead (md, json or csv).")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
@click.pass_context
def export(
    context: click.Context,
    folder: Path | None,
    format_name: str,
    query: str | None,
    entity: str | None,
    output: Path | None,
) -> None:
    """Print the whole library with its names: one JSON object an article.

    \b
      dateline export > all.jsonl
      dateline export --query 'carney date:2025' --format csv -o carney.csv
      dateline export --entity mark-carney --format md

    Offsets are code points into "text"; "entity" is the id that `dateline entities` shows, null for dates and the like.
    With --format md, json or csv: the articles with their best passages. A file that exists is replaced, but only once
    the new one is complete.
    """
    if entity is not None and (format_name == "jsonl" or query is not None):
        raise UsageError(
            "A dossier is written by itself, as md, json or csv.", hint="For example: --entity NAME --format md"
        )
    with opened(context, folder) as library:
        pieces = _export_pieces(library, format_name, query, entity)
        if output is None:
            for piece in pieces:
                sys.stdout.write(piece)
        else:
            from index.exporting.files import write_pieces

            write_pieces(output, pieces, replaces=True)


def _export_pieces(library: Library, format_name: str, query: str | None, entity: str | None) -> Iterator[str]:
    from index.exporting import gathering  # here, as all that only one command needs

    if entity is not None:
        return gathering.export_dossier(library, library.find_entity(entity).id, cast("Format", format_name))
    if format_name == "jsonl":
        ids = None if query is None else library.search(query).ids
        return (f"{line}\n" for line in library.export(ids))
    return gathering.export_results(library, library.search(query or ""), cast("Format", format_name))


@click.command()
@library_option
@click.option("--failures", is_flag=True, help="List the files and lines that were set aside, and why.")
@json_option
@click.pass_context
def status(context: click.Context, folder: Path | None, failures: bool, as_json: bool) -> None:
    """Say what is in the library."""
    with opened(context, folder) as library:
        found, set_aside = library.status(), library.failures() if failures else []
        if as_json:
            listed = {"failures_list": [asdict(failure) for failure in set_aside]} if failures else {}
            printing.as_json({**asdict(found), **listed})
        else:
            printing.status(found)
            printing.failures(set_aside)


@click.command()
@library_option
@click.option("--rebuild", is_flag=True, help="Build the search index anew from the stored articles.")
@json_option
@click.pass_context
def doctor(context: click.Context, folder: Path | None, rebuild: bool, as_json: bool) -> None:
    """Look for anything wrong with the library, and say what to do about it."""
    from index import doctor as doctoring

    settings = Settings.load(context.obj, Flags(folder))
    if rebuild:
        count = doctoring.rebuild(settings.folder)
        click.echo(f"The search index was built anew from {count} articles.", err=True)
    findings = doctoring.examine(settings.folder, settings.config)
    if as_json:
        printing.as_json([asdict(finding) for finding in findings])
    else:
        printing.findings(findings)
    context.exit(0 if all(finding.is_well for finding in findings) else DatelineError.exit_code + 2)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@library_option
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
@click.pass_context
def backup(context: click.Context, file: Path, folder: Path | None, force: bool) -> None:
    """Copy the library into one file: articles, names, what you read, starred and saved. Safe while it is in use."""
    from index.backup import backup as copy

    settings = Settings.load(context.obj, Flags(folder))
    count = copy(settings.folder, file.expanduser(), replaces=force)
    click.echo(f"{count} articles are in {printable(str(file))}.", err=True)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@library_option
@click.option("--force", is_flag=True, help="Put it in the place of the library that is there, which is kept aside.")
@click.pass_context
def restore(context: click.Context, file: Path, folder: Path | None, force: bool) -> None:
    """Make the library from a copy that `dateline backup` wrote, and its search index anew."""
    from index.backup import restore as bring_back

    settings = Settings.load(context.obj, Flags(folder))
    count, aside = bring_back(file.expanduser(), settings.folder, replaces=force)
    click.echo(f"{count} articles are in the library at {printable(str(settings.folder))}.", err=True)
    if aside is not None:
        click.echo(f"The library that was there is kept in {printable(str(aside))}.", err=True)
