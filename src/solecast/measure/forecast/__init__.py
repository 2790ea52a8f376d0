"""Weekly lines in, what comes out: forecasts with bands, growth, tests on the past."""
