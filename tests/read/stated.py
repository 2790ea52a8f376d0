"""What a reading says, in plain lists."""


def rows(reading, table):
    """The rows of a table of a reading, without the columns that say nothing."""
    return [
        {name: value for name, value in row.items() if value is not None}
        for row in reading.tables[table].to_pylist()
    ]


def only(reading, table):
    """The only row of a table of a reading."""
    found = rows(reading, table)
    assert len(found) == 1, found
    return found[0]


def reasons(reading):
    """Why rows were quarantined, in order."""
    return reading.tables["quarantine"].column("reason").to_pylist()
