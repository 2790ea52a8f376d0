"""Runs every benchmark, one after the other: `make bench` or `python -m bench [NAME ...]`.

Options are those of the one benchmark that is named: `python -m bench scale --only first`.
"""

import importlib
import sys

BENCHMARKS = (
    "build",
    "read",
    "link",
    "link_mentions",
    "facts",
    "alternatives",
    "trend",
    "launches",
    "heat",
    "scale",
    "site",
)


def main() -> None:
    """Run the benchmarks named on the command line, or all."""
    given = sys.argv[1:]
    first = next((at for at, word in enumerate(given) if word.startswith("-")), len(given))
    names = given[:first] or list(BENCHMARKS)
    # Each benchmark reads its own options from sys.argv.
    sys.argv = [sys.argv[0], *given[first:]]
    for name in names:
        print(f"\n== {name} ==", flush=True)
        importlib.import_module(f"bench.{name}").main()


if __name__ == "__main__":
    main()
