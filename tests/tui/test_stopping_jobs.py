"""Work in the background is stopped and goes on by one key; what was done stays, and it is told."""

from __future__ import annotations

from pathlib import Path

from index.events import Finished, Progress
from tests.tui.conftest import reading
from tests.tui.fake_library import FakeLibrary
from tui.widgets.bars import progress_text


async def test_capital_p_stops_the_job_tells_what_stays_and_goes_on_with_the_same() -> None:
    async with reading(job_paths=[Path("/articles")], size=(160, 40)) as reader:
        await reader.until(lambda: reader.main.job is not None)
        reader.library.job.send(Progress("annotating", 12, 30, rate=0.4, eta=43.0))
        await reader.until(lambda: "finding names 12/30 · 24/min · ETA 43 s" in reader.screen_text)
        await reader.press("P")
        await reader.until(lambda: reader.library.job.cancellings == 1)
        await reader.until(lambda: "stopped · P goes on" in reader.screen_text)
        assert "stopped: 3 articles added, names found in 2 articles; what was done stays" in reader.screen_text
        assert not reader.main.is_job_running
        await reader.press("P")
        await reader.until(lambda: reader.library.added_calls == [(Path("/articles"),)] * 2)
        assert "P goes on" not in reader.screen_text


async def test_while_it_stops_it_says_so_whatever_the_job_still_reports() -> None:
    library = FakeLibrary()
    async with reading(library, job_paths=[Path("/articles")], size=(160, 40)) as reader:
        await reader.until(lambda: reader.main.job is not None)
        library.job.answers_cancel = False
        await reader.press("P")
        library.job.send(Progress("annotating", 13, 30, rate=410.0))
        await reader.until(lambda: "stopping after the batch in hand" in reader.screen_text)
        await reader.press("P")
        await reader.until(lambda: "it stops as soon as the batch in hand is done" in reader.screen_text)
        assert library.job.cancellings == 1
        assert "13/30" not in reader.screen_text
        library.job.send(Finished(0, 0, 0, 0, 13, 2, 1.0, cancelled=True), None)
        await reader.until(lambda: "stopped: nothing new, names found in 13 articles" in reader.screen_text)


async def test_a_job_that_ended_by_itself_leaves_nothing_to_go_on_with() -> None:
    async with reading(job_paths=[Path("/articles")]) as reader:
        reader.library.job.send(Finished(3, 0, 0, 0, 3, 2, 1.0), None)
        await reader.until(lambda: "3 articles added" in reader.screen_text)
        await reader.press("P")
        await reader.until(lambda: "nothing is being done in the background" in reader.screen_text)
        assert len(reader.library.added_calls) == 1


async def test_the_palettes_action_goes_on_with_names_left_by_an_earlier_session() -> None:
    async with reading() as reader:
        await reader.app.run_action("screen.resume_job", reader.main)
        await reader.until(lambda: reader.library.added_calls == [()])
        await reader.app.run_action("screen.resume_job", reader.main)
        await reader.until(lambda: "being added already" in reader.screen_text)


async def test_stopped_before_anything_was_read_the_page_says_how_to_go_on() -> None:
    async with reading(FakeLibrary([]), job_paths=[Path("/articles")]) as reader:
        await reader.until(lambda: reader.main.job is not None)
        await reader.press("P")
        await reader.until(lambda: "Stopped before anything was read" in reader.screen_text)
        assert "P goes on" in reader.screen_text


def test_a_slow_job_tells_its_pace_by_the_minute() -> None:
    assert progress_text(Progress("annotating", 1, 9, rate=0.5)) == "finding names 1/9 · 30/min"
    assert progress_text(Progress("annotating", 1, 9, rate=0.001)) == "finding names 1/9"
