"""How much of an input is read: inputs are hostile, so everything has a bound.

What exceeds a bound is left out with a sentence in the import report, never with a crash.
"""

FILE_BYTES = 512 * 1024 * 1024
"""Largest file of a format that must be whole in memory: JSON, XML, HTML, Markdown, workbooks.

Delimited text and Parquet are read piece by piece and have no limit.
"""

LINE_BYTES = 64 * 1024 * 1024
"""Longest line of a text, in bytes, and most that a quote may swallow: rows are read whole."""

RATIO = 500
"""Largest decompressed size, as a multiple of the compressed size; past `RATIO_FROM` bytes."""

RATIO_FROM = 16 * 1024 * 1024
"""Decompressed bytes from which `RATIO` is enforced; small files may compress well."""

ARCHIVE_ENTRIES = 2_000
"""Most entries in a workbook's archive."""

PAGE_BYTES = 32 * 1024 * 1024
"""Largest HTML page, in bytes."""

FRONT_MATTER_CHARS = 64 * 1024
"""Longest YAML front matter, in characters."""

CELL_CHARS = 1024 * 1024
"""Longest cell of a table, in characters; a longer one is quarantined."""

COLUMNS = 1_000
"""Most columns of a table; cells further right are not read."""

TEXT_CHARS = 50_000
"""Longest description or review text that is kept, in characters."""

NAME_CHARS = 500
"""Longest name, brand, size, author, headline or link that is kept, in characters."""

ATTRIBUTES = 80
"""Most attributes of one record."""

ATTRIBUTE_CHARS = 500
"""Longest value of an attribute that is kept, in characters."""

LIST_ITEMS = 50
"""Most pros or cons of one review."""

DEPTH = 100
"""Deepest nesting of XML, and of objects in JSON that is looked into."""

TAG_DEPTH = 1_000
"""Deepest nesting of HTML elements: parsing takes the square of the nesting."""

QUARANTINE_CHARS = 300
"""How much of a quarantined row is shown, in characters."""

MENDABLE_ROWS = 5_000
"""Quarantined rows of one file that can be exported and mended; more are a matter of the file."""

PICTURE_BYTES = 32 * 1024 * 1024
"""Largest file of a picture, in bytes."""

PICTURE_PIXELS = 50_000_000
"""Most pixels of a picture; more would take too much memory to decode."""

PICTURE_SIDE = 512
"""Longest side of a picture as a guide keeps it, in pixels."""
