"""Kernels on all cores: worker processes that get an Arrow table and give one back.

Not `multiprocessing`: its fresh processes run the caller's main script anew, and a script that
builds a guide without `if __name__ == "__main__"` would build it in each of them; its forked
ones inherit DuckDB's threads halfway. A worker here is `python -m solecast.engine.worker`.
"""

import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from queue import SimpleQueue

import pyarrow as pa

from . import Kernel


class Pool:
    """Worker processes, started when a second part first asks for one, and then kept."""

    def __init__(self, workers: int) -> None:
        """Use at most `workers` processes; with one, kernels run in this process."""
        self._workers = workers
        self._free: SimpleQueue[Worker] = SimpleQueue()
        self._started: list[Worker] = []
        self._threads: ThreadPoolExecutor | None = None

    def map(self, kernel: Kernel, parts: Iterable[pa.Table]) -> Iterator[pa.Table]:
        """Apply `kernel` to each part, in order; few parts are in memory at any time."""
        waiting = iter(parts)
        first, second = next(waiting, None), next(waiting, None)
        if self._workers == 1 or second is None:
            yield from map(kernel, _chain(first, second, waiting))
            return
        threads, packed = self._start(), _Packed(kernel)
        pending: deque[Future[pa.Table]] = deque()
        for part in _chain(first, second, waiting):
            pending.append(threads.submit(self._run, packed, part))
            if len(pending) > self._workers:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()

    def _start(self) -> ThreadPoolExecutor:
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self._workers)
            self._started = [Worker() for _ in range(self._workers)]
            for worker in self._started:
                self._free.put(worker)
        return self._threads

    def _run(self, packed: "_Packed", part: pa.Table) -> pa.Table:
        worker = self._free.get()
        try:
            return worker.run(packed, part)
        finally:
            self._free.put(worker)

    def close(self) -> None:
        """Let the workers end."""
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
        for worker in self._started:
            worker.close()
        self._threads, self._started = None, []


def _chain(
    first: pa.Table | None, second: pa.Table | None, rest: Iterator[pa.Table]
) -> Iterator[pa.Table]:
    yield from (part for part in (first, second) if part is not None)
    yield from rest


class _Packed:
    """A kernel as bytes: it is packed once, and unpacked once in each worker."""

    def __init__(self, kernel: Kernel) -> None:
        self.kernel = kernel
        self.bytes = bytes(ForkingPickler.dumps(kernel))


class Worker:
    """One process; requests and answers go through its standard input and output."""

    def __init__(self) -> None:
        """Start the process, with this one's module path."""
        path = os.pathsep.join(filter(None, sys.path))
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "solecast.engine.worker"],
            stdin=theirs_in,
            stdout=theirs_out,
            env={**os.environ, "PYTHONPATH": path},
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._asks = Connection(ours_out, readable=False)
        self._answers = Connection(ours_in, writable=False)
        self._holds: _Packed | None = None

    def run(self, packed: _Packed, part: pa.Table) -> pa.Table:
        """Give the kernel's answer to `part`; raises what the kernel raised.

        Where the process has died, as the system ends those that take too much memory, the part
        is computed in this one.
        """
        try:
            self._asks.send((self._holds is not packed, part))
            if self._holds is not packed:
                self._asks.send_bytes(packed.bytes)
                self._holds = packed
            answer = self._answers.recv()
        except (EOFError, OSError):
            return packed.kernel(part)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self) -> None:
        """Let the process end: it does when its input does."""
        self._asks.close()
        self._process.wait()
        self._answers.close()
