"""What is said while there is nothing, not yet everything, or something wrong."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from index.errors import LibraryLocked
from index.events import ArticleFailed, Failed, Finished, Progress
from index.model import OpenArticle
from tests.tui.conftest import Reader, reading
from tests.tui.fake_library import FakeLibrary
from tests.tui.samples import make_article
from tui.app import DatelineApp


async def test_an_empty_library_says_where_it_is_and_how_to_fill_it() -> None:
    async with reading(FakeLibrary([]), starter=Path("/starter")) as reader:
        text = reader.screen_text
        for part in ("This library is empty", "/somewhere/library", "dateline add FOLDER", "press i"):
            assert part in text


async def test_one_key_loads_the_starter_articles() -> None:
    library = FakeLibrary([])
    async with reading(library, starter=Path("/starter")) as reader:
        await reader.press("i")
        await reader.until(lambda: any(call.name == "add" for call in library.calls))
        assert next(call.arguments for call in library.calls if call.name == "add")[0] == (Path("/starter"),)
        generation = library.write(make_article(1, text="First text.", title="First"))
        library.job.send(Progress("reading", 1, 3, changed=1, generation=generation))
        await reader.until(lambda: "First" in reader.screen_text)
        assert "reading 1/3" in reader.screen_text
        await reader.until(lambda: "1 article" in reader.main.view.placeholder)
        await reader.until(lambda: "This library is empty" not in reader.screen_text)


async def test_the_starter_key_does_nothing_to_a_library_with_articles() -> None:
    async with reading(starter=Path("/starter")) as reader:
        await reader.press("i")
        assert "for an empty library" in reader.screen_text
        assert not [call for call in reader.library.calls if call.name == "add"]


async def test_a_running_job_shows_how_far_it_is() -> None:
    async with reading(job_paths=[Path("/articles")]) as reader:
        reader.library.job.send(Progress("annotating", 12480, 30000, rate=410.0, eta=43.0))
        await reader.until(lambda: "finding names 12 480/30 000 · 410/s · ETA 43 s" in reader.screen_text)
        reader.library.job.send(Finished(3, 0, 5, 0, 8, 2, 1.0), None)
        await reader.until(lambda: "3 articles added" in reader.screen_text)
        assert "ETA" not in reader.screen_text


async def test_articles_appear_as_they_arrive_while_nobody_has_chosen_one() -> None:
    async with reading(job_paths=[Path("/articles")]) as reader:
        generation = reader.library.write(make_article(9, text="New.", title="Brand new", date="2026-01-01"))
        reader.library.job.send(Progress("reading", 1, 1, generation=generation))
        await reader.until(lambda: "Brand new" in reader.screen_text)
        assert reader.shown_ids[0] == 9


async def test_a_list_in_use_waits_for_the_dot_key() -> None:
    async with reading(job_paths=[Path("/articles")]) as reader:
        await reader.press("j", "j")
        before, chosen = reader.shown_ids, reader.main.results.selected_id
        for number in (9, 10):
            reader.library.write(make_article(number, text="New.", title=f"Brand new {number}", date="2026-01-01"))
        reader.library.job.send(Progress("reading", 2, 2, generation=reader.library.generation))
        await reader.until(lambda: "+2 new: press ." in reader.screen_text)
        assert reader.shown_ids == before
        await reader.press("full_stop")
        assert len(reader.shown_ids) == len(before) + 2
        assert reader.main.results.selected_id == chosen
        assert "press ." not in reader.screen_text


async def test_an_article_is_readable_before_its_names_are_found_and_jumps_the_queue() -> None:
    async with reading(FakeLibrary(annotated=False), size=(200, 60), job_paths=[Path("/articles")]) as reader:
        await reader.until(lambda: reader.main.job is not None)
        await reader.open("carney")
        assert "Prime Minister Mark Carney came" in reader.screen_text
        assert "Entities pending" in reader.screen_text
        assert "entities 0 %" in reader.screen_text
        assert reader.library.job.preferred == [1]
        place = reader.main.view.cursor
        generation = reader.library.write(annotated=[1])
        reader.library.job.send(Progress("annotating", 1, 8, generation=generation))
        await reader.until(lambda: "People  2" in reader.screen_text)
        assert reader.main.view.cursor == place
        assert reader.main.view.current_entity == "mark-carney"
        assert "mention 1/4 Mark Carney" in reader.screen_text


async def test_opening_goes_on_with_names_that_were_left_to_be_found() -> None:
    async with reading(FakeLibrary(annotated=False)) as reader:
        await reader.until(lambda: reader.library.added_calls == [()])


async def test_opening_a_finished_library_starts_no_job() -> None:
    async with reading(FakeLibrary()) as reader:
        await reader.until(lambda: "entities 100 %" in reader.screen_text)
        assert reader.library.added_calls == []


async def test_a_library_another_program_is_working_on_opens_without_alarm() -> None:
    library = FakeLibrary(annotated=False)
    async with reading(library) as reader:
        await reader.until(lambda: library.added_calls == [()])
        library.job.send(Failed(LibraryLocked.title, "Being written.", "Wait."), None)
        await reader.until(lambda: "another program is finding names" in reader.screen_text)
        assert "Wait." not in reader.screen_text


async def test_an_article_set_aside_is_told_and_the_rest_goes_on() -> None:
    async with reading(job_paths=[Path("/articles")]) as reader:
        job = reader.library.job
        job.send(ArticleFailed("bad.txt", "bad.txt is not text at byte 17"), Finished(1, 0, 0, 1, 1, 2, 1.0), None)
        await reader.until(lambda: "Some articles were set aside" in reader.screen_text)
        assert "bad.txt" in reader.screen_text


async def test_a_job_that_fails_says_what_to_do() -> None:
    async with reading(job_paths=[Path("/articles")]) as reader:
        reader.library.job.send(Failed("Model not installed", "There is no model m.", "pip install m"), None)
        await reader.until(lambda: "pip install m" in reader.screen_text)
        assert reader.main.job is None


async def test_a_library_in_use_by_another_process_stays_readable() -> None:
    library = FakeLibrary()
    library.failures["add"] = LibraryLocked("Another dateline is adding articles.", hint="Wait for it to end.")
    async with reading(library, job_paths=[Path("/articles")]) as reader:
        await reader.until(lambda: "Wait for it to end." in reader.screen_text)
        await reader.open("carney")
        assert reader.opened == 1


async def test_a_folder_without_articles_is_told_of() -> None:
    async with reading(FakeLibrary([]), job_paths=[Path("/articles")]) as reader:
        await reader.until(lambda: reader.main.job is not None)
        reader.library.job.send(Finished(0, 0, 0, 0, 0, 1, 0.1), None)
        await reader.until(lambda: "No articles were found there" in reader.screen_text)


async def test_leaving_closes_the_job() -> None:
    library = FakeLibrary()
    async with reading(library, job_paths=[Path("/articles")]) as reader:
        await reader.until(lambda: reader.main.job is not None)
    assert library.job.is_closed


async def test_an_unexpected_error_ends_with_one_sentence_and_a_log(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    class Broken(FakeLibrary):
        def open_article(self, article_id: int) -> OpenArticle:
            raise ZeroDivisionError("a bug")

    app = DatelineApp(Broken(), log_path=Path("/logs/app.log"))

    async def open_something() -> None:
        async with app.run_test() as pilot:
            reader = Reader(app, FakeLibrary(), pilot)
            await reader.until(lambda: app.main.result is not None)
            await pilot.press("enter")
            await reader.until(lambda: not app.is_running)

    with caplog.at_level(logging.CRITICAL), pytest.raises(Exception, match="a bug"):
        await open_something()
    told = capsys.readouterr()
    assert "The details are in /logs/app.log" in told.err + told.out
    assert "Traceback" not in told.err + told.out
    assert "a bug" in caplog.text
