"""The background job that reads articles and finds names, as the main screen sees it: progress, news, trouble."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual import on
from textual.message import Message
from textual.timer import Timer

from index.errors import LibraryLocked
from index.events import ArticleFailed, Event, Failed, Finished, Progress
from index.library import Job, Library
from index.model import LibraryStatus
from index.text import printable
from tui.actions import key_of
from tui.messages import ArticleAnnotated, JobReported, StatusRead
from tui.screens.returning import ReturningScreen
from tui.session import Session
from tui.widgets.bars import TitleBar, progress_text
from tui.widgets.lines import plural

# Seconds a job is given to finish its batch when the reader leaves; killed, it loses that batch and nothing else.
PATIENCE = 0.4
STOPPING = "stopping after the batch in hand …"
LOOK_AGAIN_AFTER = 0.5  # seconds at least between two looks at a library that is being written


class JobsScreen(ReturningScreen):
    """Adds background jobs to reading: what they write shows up without disturbing anybody."""

    def __init__(
        self,
        library: Library,
        query: str = "",
        *,
        job_paths: Sequence[Path] = (),
        model: str = "",
        session: Session | None = None,
    ) -> None:
        super().__init__(library, query, session=session)
        self.job: Job | None = None
        self.failures: list[ArticleFailed] = []
        self._job_paths = tuple(job_paths)
        self._model = model
        self._generation = 0
        self._has_looked = False
        self._is_resuming = False
        self._look_timer: Timer | None = None
        self._is_leaving = False
        self._adding: tuple[Path, ...] = ()  # what the job was asked to add
        self._is_stopping = False
        self._stopped: tuple[Path, ...] | None = None  # what a job that was stopped was asked to add

    def on_mount(self) -> None:
        self._read_status()
        if self._job_paths:
            self.start_job(self._job_paths)

    # ------------------------------------------------------------------ the job

    @property
    def is_job_running(self) -> bool:
        return self.job is not None

    def start_job(self, paths: Sequence[Path]) -> None:
        """Add files and folders in the background, one job at a time; without paths, go on where one stopped."""
        if self.job is not None:
            self.status_line.tell("articles are being added already")
            return
        self._is_resuming = not paths
        self._adding, self._is_stopping, self._stopped = tuple(paths), False, None
        self.failures.clear()
        self.status_line.update_job("starting …")
        library, model, chosen = self.library, self._model, tuple(paths)

        def work() -> Message | None:
            job = library.add(chosen, model=model)
            self.job = job
            if self._is_leaving:  # the reader left while the process was being started
                job.close()
            for event in job.events():
                self.post_message(JobReported(event))
            return None

        self.in_thread(work, group="job", where="job")

    def action_stop_job(self) -> None:
        """Stop the job after its batch in hand, or go on with one that was stopped: one key for both."""
        job = self.job
        if job is None and self._stopped is not None:
            self.action_resume_job()
        elif job is None:
            self.status_line.tell("nothing is being done in the background")
        elif self._is_stopping:
            self.status_line.tell("it stops as soon as the batch in hand is done")
        else:
            self._is_stopping = True
            self.status_line.update_job(STOPPING)
            self.run_worker(job.cancel, thread=True, group="cancel")  # it writes to a pipe, which may be full

    def action_resume_job(self) -> None:
        """Go on where a job was stopped, now or in a session before; what was done is not done again."""
        if self.job is None:
            self.start_job(self._stopped or ())
        else:
            self.status_line.tell("it stops first" if self._is_stopping else "articles are being added already")

    @property
    def was_job_stopped(self) -> bool:
        """Whether a job was stopped by hand, and may go on."""
        return self._stopped is not None

    def stop_work(self) -> None:
        """Stop the search and the job; what the job has done stays done. Blocks: not for the UI thread."""
        self._is_leaving = True
        self.cancel_search()
        self.recorder.close()
        if self.job is not None:
            self.job.close(timeout=PATIENCE)

    @on(JobReported)
    def _job_reported(self, message: JobReported) -> None:
        event: Event = message.event
        match event:
            case Progress():
                self.status_line.update_job(STOPPING if self._is_stopping else progress_text(event))
                if event.generation > self._generation:
                    self._generation = event.generation
                    self._look_soon()
            case ArticleFailed():
                self.failures.append(event)
                self.status_line.tell(f"set aside: {event.message}")
            case Finished():
                self._stopped = self._adding if event.cancelled else None
                self._job_ended()
                self._look_again()
                self._tell_finished(event)
            case Failed() if self._is_resuming and event.title == LibraryLocked.title:
                self._job_ended()
                self.status_line.tell("another program is finding names in this library")
            case Failed():
                self._job_ended()
                self.status_line.update_job(f"stopped: {printable(event.title)}")
                self._look_again()
                self._toast(event.title, f"{event.message} {event.hint}".strip(), is_error=True)

    def _job_ended(self) -> None:
        self.job, self._is_stopping = None, False
        self.status_line.update_job(f"stopped · {key_of('stop-job')} goes on" if self._stopped is not None else "")
        self.job_ended()

    def job_ended(self) -> None:
        """For the class that greets: no job is running any more."""

    def job_could_not_start(self) -> None:
        """The library refused the job (it is being written by somebody else, say)."""
        self._job_ended()

    def _tell_finished(self, event: Finished) -> None:
        done = [plural(event.added, "article") + " added"] if event.added else []
        if event.updated:
            done.append(f"{event.updated} updated")
        if event.failed:
            done.append(f"{event.failed} set aside")
        if event.cancelled:
            named = f", names found in {plural(event.annotated, 'article')}" if event.annotated else ""
            done = [f"stopped: {', '.join(done) or 'nothing new'}{named}; what was done stays"]
        if event.failed:
            first = self.failures[0] if self.failures else None
            detail = f"\nFirst: {first.message}" if first else ""
            self._toast("Some articles were set aside", ", ".join(done) + "." + detail, is_error=True)
        elif done:
            self.status_line.tell(", ".join(done))

    def _toast(self, title: str, text: str, *, is_error: bool = False) -> None:
        self.notify(
            printable(text, keep_newlines=True),
            title=printable(title),
            severity="error" if is_error else "information",
            markup=False,
        )

    # ------------------------------------------------------------------ what it wrote

    def _look_soon(self) -> None:
        if self._look_timer is None:
            self._look_timer = self.set_timer(LOOK_AGAIN_AFTER, self._look_again)

    def _look_again(self) -> None:
        if self._look_timer is not None:
            self._look_timer.stop()
            self._look_timer = None
        self._read_status(refreshes=True)

    def _read_status(self, *, refreshes: bool = False) -> None:
        library = self.library

        def work() -> Message:
            has_changed = library.refresh() if refreshes else False
            return StatusRead(library.status(has_model=False), has_changed)

        self.in_thread(work, group="status", is_exclusive=False)

    @on(StatusRead)
    def _status_read(self, message: StatusRead) -> None:
        self.query_one(TitleBar).show(message.status)
        self._resume(message.status)
        self._generation = max(self._generation, message.status.generation)
        self.library_counted(message.status.articles)
        if not message.has_changed:
            return
        if not (self.is_waiting or self.is_going_on):
            self.search(self.query_input.value, is_typing=self.result_is_typing, is_refresh=True)
        opened = self._entities_of
        if opened is not None and not opened.is_annotated:
            library, article_id = self.library, opened.id
            self.in_thread(lambda: ArticleAnnotated(library.open_article(article_id)), group="annotated")

    def _resume(self, status: LibraryStatus) -> None:
        """Once, on opening: find the names an interrupted job left to be found."""
        is_first_look, self._has_looked = not self._has_looked, True
        if is_first_look and not self._job_paths and self.job is None and status.annotated < status.articles:
            self.start_job(())

    def library_counted(self, articles: int) -> None:
        """For the class that greets: how many articles there are."""

    def article_pending(self, article_id: int) -> None:
        if self.job is not None:
            self.job.prefer(article_id)
