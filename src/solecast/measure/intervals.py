"""How wide an interval is: quantiles of the standard normal distribution."""

Z80 = 1.2815515655446004
"""80% of a normal distribution lie within so many standard deviations of its mean."""

Z95 = 1.959963984540054
"""95% of a normal distribution lie within so many standard deviations of its mean."""
