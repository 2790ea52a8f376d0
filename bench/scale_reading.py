"""Reading and summing up weeks beside DuckDB by hand, each in a process of its own."""

import sys
from pathlib import Path

import duckdb

from .scale_guides import LAST_DAY, Plan, write_guide
from .scale_run import Run, measured

_GROUP_BY = """
import duckdb, sys
duckdb.sql(f"SELECT shoe, source, date_trunc('week', date), sum(value) "
           f"FROM read_csv('{sys.argv[1]}', quote = '\\"') GROUP BY ALL").fetchall()
"""

_READ_CSV = """
import duckdb, sys
for path in sys.argv[1:]:
    duckdb.sql(f"CREATE TABLE rows AS SELECT * FROM read_csv('{path}', quote = '\\"')")
    duckdb.sql("DROP TABLE rows")
"""

_READ = """
import sys
from pathlib import Path
from solecast import read
from solecast.config import load_config
folder = Path(sys.argv[1])
read.run(folder, load_config(folder), folder / ".solecast" / "read")
"""

_IMPORTS = "import solecast.read, solecast.settings.config"


def group_by(path: Path) -> Run:
    """Sum a CSV of observations up by shoe, source and week, as little as a build can do."""
    return _python(_GROUP_BY, path)


def csv_beside_duckdb(folder: Path, rows: int) -> str:
    """Read signals into raw tables, beside DuckDB's reader of the same files."""
    write_guide(folder, Plan(1_000, 1_000, rows))
    ours, theirs = _python(_READ, folder), _python(_READ_CSV, *(folder / "signals").glob("*.csv"))
    start, bare = _python(_IMPORTS), _python("import duckdb")
    spent, limit = ours.cpu - start.cpu, theirs.cpu - bare.cpu
    return (
        f"read {rows:,} rows of CSV: {spent:.2f} s of CPU, {spent / limit:.1f} times DuckDB's "
        f"{limit:.2f} s (imports left out); {ours.driver:,.0f} MB"
    )


_BY_HAND = """
WITH weeks AS (
  SELECT shoe, source, scale_group, metric, colorway, comparable,
         CAST(date_trunc('week', date + CAST(period = 'week' AS INT) * 3) AS DATE) AS week,
         sum(value) AS total, avg(value) AS mean, count(*) AS observations,
         bool_and(censored) AS censored, bool_or(partial) AS partial
  FROM observations GROUP BY ALL
)
SELECT shoe, source, scale_group, metric, comparable, week, sum(total) AS total,
       avg(mean) AS mean, sum(observations) AS observations, bool_and(censored) AS censored,
       bool_or(partial) AS partial
FROM weeks GROUP BY ALL ORDER BY ALL
"""

_WEEKLY = f"""
import datetime, sys
from pyarrow import parquet
from solecast.engine import open_engine
from solecast.measure.series.weekly import weekly
with open_engine() as engine:
    observations = engine.table(parquet.read_table(sys.argv[1]))
    weekly(observations, engine, datetime.date.fromisoformat("{LAST_DAY}"))
"""

_QUERY = f'''
import duckdb, sys
from pyarrow import parquet
observations = parquet.read_table(sys.argv[1])
duckdb.sql("""{_BY_HAND}""").to_arrow_table()
'''

_OPENED = """
import sys
from pyarrow import parquet
from solecast.engine import open_engine
from solecast.measure.series import weekly
with open_engine() as engine:
    parquet.read_table(sys.argv[1])
"""

_LOADED = """
import duckdb, sys
from pyarrow import parquet
parquet.read_table(sys.argv[1])
"""


def weekly_beside_duckdb(folder: Path, rows: int) -> str:
    """Sum linked observations up by week, beside a query by hand of the same table."""
    write_guide(folder, Plan(1_000, 1_000, rows))
    table = folder / "linked.parquet"
    _linked(folder, table)
    programs = (_WEEKLY, _QUERY, _OPENED, _LOADED)
    ours, theirs, start, bare = (_python(code, table) for code in programs)
    bare = _python(
        "import duckdb, sys\nfrom pyarrow import parquet\nparquet.read_table(sys.argv[1])", table
    )
    spent, limit = ours.cpu - start.cpu, theirs.cpu - bare.cpu
    return (
        f"weekly sums of {rows:,} rows: {spent:.2f} s of CPU, {spent / limit:.2f} times the query "
        f"by hand, {limit:.2f} s (loading left out); {ours.driver:,.0f} MB"
    )


def _linked(folder: Path, path: Path) -> None:
    """Write the signals as linked observations: each name is a shoe of its own."""
    duckdb.sql(
        f"""
        COPY (
          SELECT 'signals.csv' AS file, row_number() OVER () AS line, source,
                 lower(replace(shoe, ' ', '-')) AS shoe, NULL::VARCHAR AS colorway,
                 source || ':' || metric AS scale_group, comparable, date, period, metric,
                 value::DOUBLE AS value, false AS censored, false AS partial,
                 CASE WHEN metric = 'price' THEN 'USD' END AS currency, NULL::VARCHAR AS place
          FROM read_csv('{folder}/signals/*.csv', quote = '"')
        ) TO '{path}' (FORMAT parquet)
        """
    )


def _python(code: str, *words: Path) -> Run:
    return measured(sys.executable, "-c", code, *(str(word) for word in words))
