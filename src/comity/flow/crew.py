"""Worker processes: the same results in the same order, whatever their number and whatever befalls one."""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import resource_tracker
from types import TracebackType
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")
AHEAD = 2  # tasks handed out for each process: enough to keep it busy, few enough to keep memory flat


class Died:
    """Stands for the result of a task whose process died under it, even when it ran alone."""


class Crew(Generic[T, R]):
    """Runs one function over many items with `jobs` processes (in this one, for a single job)."""

    def __init__(self, work: Callable[[T], R], jobs: int) -> None:
        self.work = work
        self.jobs = max(1, jobs)
        self.pool: ProcessPoolExecutor | None = None
        self.others: set[int | None] = set()

    def run(self, items: Iterable[T]) -> Iterator[tuple[T, R | Died]]:
        """Each item with its result, in the order of the items."""
        if self.jobs == 1:
            yield from ((item, self.work(item)) for item in items)
            return
        waiting: deque[tuple[T, Future[R]]] = deque()
        rest = iter(items)
        while True:
            for item in islice(rest, self.jobs * AHEAD - len(waiting)):
                waiting.append((item, self._submit(item)))
            if not waiting:
                return
            try:
                result = waiting[0][1].result()
            except BrokenProcessPool:
                yield from self._one_by_one([item for item, _ in waiting])
                waiting.clear()
                continue
            yield waiting.popleft()[0], result

    def _one_by_one(self, items: list[T]) -> Iterator[tuple[T, R | Died]]:
        """Tasks that were under way when a process died: alone, so that it shows which one kills."""
        for item in items:
            self.close()
            try:
                yield item, self._submit(item).result()
            except BrokenProcessPool:
                yield item, Died()
        self.close()

    def _submit(self, item: T) -> Future[R]:
        for _ in range(self.jobs * AHEAD):
            if self.pool is None:
                self.pool = self._start()
            try:
                return self.pool.submit(self.work, item)
            except BrokenProcessPool:
                failed: Future[R] = Future()
                failed.set_exception(BrokenProcessPool("a process died before this task"))
                return failed
        raise AssertionError

    def _start(self) -> ProcessPoolExecutor:
        self.others = {process.pid for process in multiprocessing.active_children()}
        context = multiprocessing.get_context("spawn")
        with one_thread_each(), deaf_to_interrupts():
            pool = ProcessPoolExecutor(self.jobs, mp_context=context, initializer=begin)
            for _ in range(self.jobs):  # started now, while the environment is theirs
                pool.submit(os.getpid)
        return pool

    def close(self, kill: bool = False) -> None:
        if self.pool is None:
            return
        self.pool.shutdown(wait=not kill, cancel_futures=True)
        if kill:
            for process in multiprocessing.active_children():
                if process.pid not in self.others:
                    process.terminate()
        self.pool = None

    def __enter__(self) -> Crew[T, R]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        self.close(kill=kind is not None)


@contextlib.contextmanager
def one_thread_each() -> Iterator[None]:
    """Processes share the cores already: their linear algebra must not fight for them with threads."""
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    fresh = [name for name in names if name not in os.environ]
    os.environ.update(dict.fromkeys(fresh, "1"))
    try:
        yield
    finally:
        for name in fresh:
            del os.environ[name]


@contextlib.contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Processes started meanwhile do not hear Ctrl-C, not even before `begin`; this one hears it afterwards."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # it would undo this when it is started for the first process
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def begin() -> None:
    """At the start of a worker: it leaves Ctrl-C to its parent, and ends when its parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.getLogger().addHandler(logging.NullHandler())
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=end_with, args=(parent.join,), daemon=True).start()


def end_with(parent_ends: Callable[[], None]) -> None:
    parent_ends()
    os._exit(1)
