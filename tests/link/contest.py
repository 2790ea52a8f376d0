"""The 50 colorways of the StockX data contest 2019, with shoe and colorway judged by hand."""

_EXPECTED = """
Adidas-Yeezy-Boost-350-Low-Moonrock,adidas-yeezy-boost-350,moonrock
Adidas-Yeezy-Boost-350-Low-Oxford-Tan,adidas-yeezy-boost-350,oxford-tan
Adidas-Yeezy-Boost-350-Low-Pirate-Black-2015,adidas-yeezy-boost-350,pirate-black-2015
Adidas-Yeezy-Boost-350-Low-Pirate-Black-2016,adidas-yeezy-boost-350,pirate-black-2016
Adidas-Yeezy-Boost-350-Low-Turtledove,adidas-yeezy-boost-350,turtledove
Adidas-Yeezy-Boost-350-Low-V2-Beluga,adidas-yeezy-boost-350-v2,beluga
Adidas-Yeezy-Boost-350-V2-Beluga-2pt0,adidas-yeezy-boost-350-v2,beluga-2-0
Adidas-Yeezy-Boost-350-V2-Blue-Tint,adidas-yeezy-boost-350-v2,blue-tint
Adidas-Yeezy-Boost-350-V2-Core-Black-Copper,adidas-yeezy-boost-350-v2,core-black-copper
Adidas-Yeezy-Boost-350-V2-Core-Black-Green,adidas-yeezy-boost-350-v2,core-black-green
Adidas-Yeezy-Boost-350-V2-Core-Black-Red,adidas-yeezy-boost-350-v2,core-black-red
Adidas-Yeezy-Boost-350-V2-Core-Black-Red-2017,adidas-yeezy-boost-350-v2,core-black-red-2017
Adidas-Yeezy-Boost-350-V2-Core-Black-White,adidas-yeezy-boost-350-v2,core-black-white
Adidas-Yeezy-Boost-350-V2-Cream-White,adidas-yeezy-boost-350-v2,cream-white
Adidas-Yeezy-Boost-350-V2-Semi-Frozen-Yellow,adidas-yeezy-boost-350-v2,semi-frozen-yellow
Adidas-Yeezy-Boost-350-V2-Sesame,adidas-yeezy-boost-350-v2,sesame
Adidas-Yeezy-Boost-350-V2-Zebra,adidas-yeezy-boost-350-v2,zebra
Air-Jordan-1-Retro-High-Off-White-Chicago,air-jordan-1-retro-high,off-white-chicago
Air-Jordan-1-Retro-High-Off-White-University-Blue,air-jordan-1-retro-high,off-white-university-blue
Air-Jordan-1-Retro-High-Off-White-White,air-jordan-1-retro-high,off-white-white
Nike-Air-Force-1-Low-Off-White,nike-air-force-1-low,off-white
Nike-Air-Force-1-Low-Off-White-Black-White,nike-air-force-1-low,off-white-black-white
Nike-Air-Force-1-Low-Off-White-Volt,nike-air-force-1-low,off-white-volt
Nike-Air-Force-1-Low-Virgil-Abloh-Off-White-AF100,nike-air-force-1-low,off-white-af100
Nike-Air-Max-90-Off-White,nike-air-max-90,off-white
Nike-Air-Max-90-Off-White-Black,nike-air-max-90,off-white-black
Nike-Air-Max-90-Off-White-Desert-Ore,nike-air-max-90,off-white-desert-ore
Nike-Air-Max-97-Off-White,nike-air-max-97,off-white
Nike-Air-Max-97-Off-White-Black,nike-air-max-97,off-white-black
Nike-Air-Max-97-Off-White-Elemental-Rose-Queen,nike-air-max-97,off-white-elemental-rose-queen
Nike-Air-Max-97-Off-White-Menta,nike-air-max-97,off-white-menta
Nike-Air-Presto-Off-White,nike-air-presto,off-white
Nike-Air-Presto-Off-White-Black-2018,nike-air-presto,off-white-black-2018
Nike-Air-Presto-Off-White-White-2018,nike-air-presto,off-white-white-2018
Nike-Air-VaporMax-Off-White,nike-air-vapormax,off-white
Nike-Air-VaporMax-Off-White-2018,nike-air-vapormax,off-white-2018
Nike-Air-VaporMax-Off-White-Black,nike-air-vapormax,off-white-black
Nike-Blazer-Mid-Off-White,nike-blazer-mid,off-white
Nike-Blazer-Mid-Off-White-All-Hallows-Eve,nike-blazer-mid,off-white-all-hallows-eve
Nike-Blazer-Mid-Off-White-Grim-Reaper,nike-blazer-mid,off-white-grim-reaper
Nike-Blazer-Mid-Off-White-Wolf-Grey,nike-blazer-mid,off-white-wolf-grey
Nike-React-Hyperdunk-2017-Flyknit-Off-White,nike-react-hyperdunk-2017-flyknit,off-white
Nike-Zoom-Fly-Mercurial-Off-White-Black,nike-zoom-fly-mercurial,off-white-black
Nike-Zoom-Fly-Mercurial-Off-White-Total-Orange,nike-zoom-fly-mercurial,off-white-total-orange
Nike-Zoom-Fly-Off-White,nike-zoom-fly,off-white
Nike-Zoom-Fly-Off-White-Black-Silver,nike-zoom-fly,off-white-black-silver
Nike-Zoom-Fly-Off-White-Pink,nike-zoom-fly,off-white-pink
adidas-Yeezy-Boost-350-V2-Butter,adidas-yeezy-boost-350-v2,butter
adidas-Yeezy-Boost-350-V2-Static,adidas-yeezy-boost-350-v2,static
adidas-Yeezy-Boost-350-V2-Static-Reflective,adidas-yeezy-boost-350-v2,static-reflective
"""

CONTEST = [tuple(line.split(",")) for line in _EXPECTED.split()]
"""Title, shoe, and the colorway's own part of its slug."""
