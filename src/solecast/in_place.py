"""`InPlace`: observations in Parquet files that lie elsewhere, and what is to be read of them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class InPlace:
    """A dataset of observations that is read where it lies, one value a row.

    `columns` leads from columns of RAW `observations` to those of the files; `constants` holds
    what no column says and is the same for all rows. `words` has for `metric` and `period` what
    each cell means; a cell that is not among them means nothing. `root` is the folder above all
    files, below which folders such as `place=Canada` are columns; `below` the one from which rows
    call their file. `clean` says that every row can be used, so that none is looked at for it;
    rows after `until` are left out. `answers` is a Parquet file of names and the shoes they mean:
    with it the rows are linked ones.
    """

    files: tuple[Path, ...]
    root: Path
    columns: Mapping[str, str]
    constants: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    below: Path | None = None
    clean: bool = False
    until: dt.date | None = None
    answers: Path | None = None

    def name(self, file: Path) -> str:
        """Say how rows call their file: by its path in the guide's folder, or its whole one."""
        if self.below and file.is_relative_to(self.below):
            return file.relative_to(self.below).as_posix()
        return file.as_posix()
