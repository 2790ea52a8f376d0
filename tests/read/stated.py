"""What a reading says, in plain lists."""

import pyarrow as pa

from solecast import model
from solecast.read import part_files


def rows(reading, table):
    """The rows of a table of a reading, without the columns that say nothing."""
    return [
        {name: value for name, value in row.items() if value is not None}
        for row in reading.tables[table].to_pylist()
    ]


def whole(tables):
    """The tables of a reading of a folder, the big ones too, in memory."""
    return {
        name: pa.concat_tables(
            [model.RAW[name].empty_table(), *(part_files.load(path, name) for path in found.files)]
        )
        if isinstance(found, model.Parts)
        else found
        for name, found in tables.items()
    }


def only(reading, table):
    """The only row of a table of a reading."""
    found = rows(reading, table)
    assert len(found) == 1, found
    return found[0]


def reasons(reading):
    """Why rows were quarantined, in order."""
    return reading.tables["quarantine"].column("reason").to_pylist()
