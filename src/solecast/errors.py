"""Every error that Solecast raises on purpose.

    SolecastError               catch this to catch them all
    ├── ConfigError             guide.toml has problems; all of them are listed together
    ├── InputError              a folder or file that was asked for cannot be used as a whole
    ├── SeriesError             a time series that cannot be measured, with id and reason
    ├── UnknownShoe             no shoe of the guide has that name; the nearest are suggested
    ├── UnknownPage             no article, author, brand or model has that name; nearest as above
    ├── AmbiguousShoe           several shoes answer to that name; the candidates are listed
    ├── SnapshotError           the snapshot is missing, damaged or from another version
    ├── MissingExtra            an optional package is not installed; the extra is named
    └── FetchError              a public API did not answer as documented

A message is a sentence that gives the key, the value received, what is valid and what to
do next. Rows that cannot be used are not errors: they are quarantined with a reason.
"""

from collections.abc import Sequence


class SolecastError(Exception):
    """Root of all errors that Solecast raises on purpose."""


class ConfigError(SolecastError):
    """`guide.toml` has problems; `problems` holds one sentence for each."""

    def __init__(self, path: str, problems: Sequence[str]) -> None:
        self.problems = list(problems)
        listed = "\n".join(f"  - {problem}" for problem in self.problems)
        super().__init__(f"{path} cannot be used:\n{listed}")


class InputError(SolecastError):
    """A folder or file that was asked for cannot be used as a whole."""


class SeriesError(SolecastError):
    """A time series that cannot be measured, with its id and the reason."""


class UnknownShoe(SolecastError):
    """No shoe of the guide has that name; `nearest` holds the suggestions."""

    def __init__(self, name: str, nearest: Sequence[str]) -> None:
        self.name = name
        self.nearest = list(nearest)
        hint = (
            "The nearest are: " + "; ".join(self.nearest) + "."
            if self.nearest
            else "The guide has no shoe with a similar name."
        )
        super().__init__(f"No shoe in this guide is called {name!r}. {hint}")


class UnknownPage(SolecastError):
    """Nothing of that kind has that name; `kind` is `article`, `author`, `brand` or `model`."""

    def __init__(self, kind: str, name: str, nearest: Sequence[str]) -> None:
        self.kind, self.name = kind, name
        self.nearest = list(nearest)
        article = "an" if kind[0] in "aeiou" else "a"
        hint = (
            "The nearest are: " + "; ".join(self.nearest) + "."
            if self.nearest
            else f"The guide has no {kind} with a similar name."
        )
        super().__init__(f"{name[:200]!r} is not {article} {kind} of this guide. {hint}")


class AmbiguousShoe(SolecastError):
    """Several shoes answer to that name; `candidates` lists them."""

    def __init__(self, name: str, candidates: Sequence[str]) -> None:
        self.name = name
        self.candidates = list(candidates)
        super().__init__(
            f"{name!r} fits {len(self.candidates)} shoes: {'; '.join(self.candidates)}. "
            "Add a word of the name that only one of them has."
        )


class SnapshotError(SolecastError):
    """The snapshot is missing, damaged or from another version."""


class MissingExtra(SolecastError):
    """An optional package is not installed; the message names the extra to install."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(
            f"{what} needs a package that is not installed. "
            f"Install the extra {extra!r}: pip install 'solecast[{extra}]'."
        )


class FetchError(SolecastError):
    """A public API did not answer as its documentation says."""
