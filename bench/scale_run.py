"""One measured build: `python -m bench.scale_run FOLDER` builds and prints a line a step (JSON).

`measured` runs a command and tells its processor time, its wall time and the memory of all its
processes. It asks /proc, so it needs Linux.
"""

import itertools
import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Run:
    """What a command took: seconds; megabytes of its own process, and of all of them together."""

    cpu: float
    wall: float
    driver: float
    together: float
    said: str
    steps: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Seconds of each step of a build: of processors, and by the clock."""

    def __str__(self) -> str:
        share = self.wall / self.cpu
        return (
            f"{self.cpu:7.1f} s of CPU, {self.wall:7.1f} s by the clock ({share:.2f}), "
            f"{self.driver:,.0f} MB ({self.together:,.0f} MB with its children)"
        )


def build(folder: Path, *options: str) -> Run:
    """Build a guide in a process of its own, with the time of each step."""
    run = measured(sys.executable, "-m", "bench.scale_run", str(folder), *options)
    told = [json.loads(line) for line in run.said.splitlines() if line.startswith("{")]
    for before, after in itertools.pairwise(told):
        cpu, wall = run.steps.get(before["step"], (0.0, 0.0))
        passed = after["cpu"] - before["cpu"], after["wall"] - before["wall"]
        run.steps[before["step"]] = (cpu + passed[0], wall + passed[1])
    return run


def measured(*command: str) -> Run:
    """Run a command to its end; raises `SystemExit` with what it said when it fails."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        watch = _Watch(process.pid)
        watch.start()
        said = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{said}")
    cpu = used.ru_utime + used.ru_stime
    return Run(cpu, wall, watch.driver / 1e6, watch.together / 1e6, said)


class _Watch(threading.Thread):
    """Looks at the memory of a process and of its descendants until the process ends."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self.driver = self.together = 0

    def run(self) -> None:
        while (own := _resident(self._process)) is not None:
            children = [_resident(child) or 0 for child in descendants(self._process)]
            self.driver = max(self.driver, own)
            self.together = max(self.together, own + sum(children))
            time.sleep(0.05)


def _resident(process: int) -> int | None:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return None
    # A process that ended and was not waited for yet holds nothing.
    return pages * _PAGE or None


def descendants(process: int) -> list[int]:
    """Give the processes that a process started, and those that they started."""
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = [int(child) for child in task.read_text().split()]
        except OSError:
            continue
        for child in children:
            found += [child, *descendants(child)]
    return found


def _spent() -> float:
    """Seconds of processor time of this process, and of its children, ended or not."""
    times = os.times()
    total = times.user + times.system + times.children_user + times.children_system
    for child in descendants(os.getpid()):
        try:
            numbers = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(int(number) for number in numbers[11:15]) / _TICKS
    return total


def main() -> None:
    """Build the guide of a folder and print when each step began."""
    from solecast.build import build_guide

    start, current = time.perf_counter(), ""

    def tell(step: str) -> None:
        told = {"step": step, "wall": time.perf_counter() - start, "cpu": _spent()}
        print(json.dumps(told), flush=True)

    def progress(step: str, done: int, total: int) -> None:
        nonlocal current
        if step != current:
            current = step
            tell(step)

    tell("start")
    build_guide(sys.argv[1], progress, force="--force" in sys.argv)
    tell("end")


if __name__ == "__main__":
    main()
