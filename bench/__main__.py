"""Runs every benchmark, one after the other: `make bench` or `python -m bench [NAME ...]`."""

import importlib
import sys

BENCHMARKS = ("build", "link", "link_mentions", "facts", "trend", "launches", "heat", "scale")


def main() -> None:
    """Run the benchmarks named on the command line, or all."""
    names = sys.argv[1:] or list(BENCHMARKS)
    # Each benchmark reads its own options from sys.argv.
    sys.argv = sys.argv[:1]
    for name in names:
        print(f"\n== {name} ==", flush=True)
        importlib.import_module(f"bench.{name}").main()


if __name__ == "__main__":
    main()
