"""Tests that run Spark: they are skipped where Java or the extra is missing."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

READY = shutil.which("java") is not None and find_spec("pyspark") is not None
NEEDS_SPARK = (
    pytest.mark.spark,
    pytest.mark.skipif(not READY, reason="needs Java and the extra `spark`"),
)


class Cluster:
    """A master and two workers, each a process of its own with what it starts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = _free_port()
        self.address = f"spark://127.0.0.1:{self._port}"
        self.master = self._start("master.Master", "--port", str(self._port))
        self.workers = [
            self._start(
                "worker.Worker", "--cores", "1", "--memory", "1g", "--port", "0",
                "--work-dir", str(folder / f"work-{number}"), self.address,
            )
            for number in range(2)
        ]  # fmt: skip

    def _start(self, name: str, *options: str) -> subprocess.Popen[bytes]:
        import pyspark

        home = Path(pyspark.__file__).parent
        command = [home / "bin" / "spark-class", f"org.apache.spark.deploy.{name}"]
        with (self._folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                [*command, "--host", "127.0.0.1", "--webui-port", "0", *options],
                env={**os.environ, "SPARK_HOME": str(home), "PYSPARK_PYTHON": sys.executable},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait(self, seconds: float = 60) -> None:
        """Return when both workers have registered."""
        end, log = time.monotonic() + seconds, self._folder / "master.Master.log"
        while log.read_text().count("Registering worker") < len(self.workers):
            if time.monotonic() > end:
                raise TimeoutError(log.read_text())
            time.sleep(0.2)

    def kill_worker(self) -> None:
        """End a worker and the executors that it started, at once and without a word."""
        _kill(self.workers.pop())

    def close(self) -> None:
        for process in (*self.workers, self.master):
            _kill(process)


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Run a standalone cluster for the length of a `with` block."""
    running = Cluster(folder)
    try:
        running.wait()
        yield running
    finally:
        running.close()


def _kill(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
