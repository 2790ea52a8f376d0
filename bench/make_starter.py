"""Derive the data files of the starter guide from ../shared/data, so that each figure has a trace.

    python -m bench.make_starter [DATA]

DATA is the folder of the source data (default: ../shared/data beside the checkout). The output
goes to src/solecast/starter/ and is committed; guide.toml, SOURCES.md, the reviews and
facts/balenciaga-speed.csv there are written by hand and left alone. Which record of which source
is about which shoe is decided by hand in bench/starter_names.csv, a table with the columns
source, key, brand, model, version, colorway, category; what it does not list is left out.
"""

import sys
from pathlib import Path

from bench import starter_catalogs as catalogs
from bench import starter_facts as facts
from bench import starter_signals as signals
from bench.starter_records import ROOT, read, subjects, write


def main() -> None:
    """Write every derived file and print how many rows each holds."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data"
    names = subjects(ROOT / "bench" / "starter_names.csv")
    contest = read(data / "sales/stockx-contest-2019-weekly.csv")
    listed = {
        "catalog/stockx-contest.csv": catalogs.contest_catalog(contest, names),
        "catalog/stockx-2021.csv": catalogs.catalog_2021(data, names, contest),
        "catalog/stockx-2023.csv": catalogs.catalog_2023(data, names),
        "catalog/top-sellers-2026.csv": catalogs.top_sellers(data, names),
    }
    for name, rows in listed.items():
        write(name, rows)
    write("catalog/lifestyle-2026.csv", catalogs.lifestyle_catalog(data, names))
    write("catalog/running.csv", catalogs.running_catalog(data, names))
    write("catalog/audience.csv", catalogs.audience_catalog(data, names))
    write("catalog/lyst.csv", catalogs.lyst_catalog(data, names))
    write("facts/materials.csv", facts.material_facts(data, names))
    write("facts/lyst.csv", facts.lyst_facts(data, names))
    every = [row for rows in listed.values() for row in rows]
    write("facts/launches.csv", facts.launches(data, names, every))
    write("signals/stockx-contest.csv", signals.contest_signal(contest, names))
    write("signals/search-2026.csv", signals.search_signal(data, names))
    write("signals/google-trends-canada.csv", signals.trends_signal(data))
    write("signals/google-trends-five.csv", signals.five_signal(data))
    write("signals/lyst-brands.csv", signals.brand_signal(data))
    write("signals/lyst-ranks.csv", signals.lyst_signal(data, names))
    write("signals/top-sellers-2026.csv", signals.top_seller_signal(data, names))


if __name__ == "__main__":
    main()
