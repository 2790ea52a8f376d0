"""A small guide with every kind of doubt, made once and copied for each test."""

from solecast.build import build_guide

ATTACK = "<script>alert(1)</script>"

FILES = {
    "guide.toml": 'title = "Doubts"\nlink_threshold = 0.95\n',
    "catalog/shop.csv": (
        "brand,model,version,colorway,style_code,retail price,release date\n"
        "Brooks,Ghost,16,Black,1104181D090,140,2024-02-01\n"
        "Nike,Pegasus,41,Volt,FD2722-700,140,2024-06-01\n"
        "Balenciaga,Speed,2.0,Black,617196W2DB21015,795,2020-06-01\n"
    ),
    "catalog/other.csv": (
        "name,brand,style_code,price\n"
        "Nike Dunk Low Black,Nike,AA1111-001,90\n"
        "Nike Dunk Low Black,Nike,BB2222-002,95\n"
        "Nike Dunk Low Swirl Panda,Nike,,110\n"
    ),
    "signals/search.csv": (
        "date,shoe,metric,value,source\n"
        "2025-01-06,Nike Zoom Foo Pegasus 41,searches,10,web\n"
        "2025-01-13,Nike Zoom Foo Pegasus 41,searches,11,web\n"
        "2025-01-20,Nike Zoom Foo Pegasus 41,searches,12,web\n"
        "2025-01-06,mystery sock,searches,4,web\n"
        f"2025-01-06,{ATTACK} speed,searches,4,web\n"
    ),
}
PEGASUS, MYSTERY, PANDA = "Nike Zoom Foo Pegasus 41", "mystery sock", "Nike Dunk Low Swirl Panda"
DUNK = "Nike Dunk Low Black"


def build(folder):
    """Write the files of the guide into a folder and build it."""
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    build_guide(folder).close()
    return folder
