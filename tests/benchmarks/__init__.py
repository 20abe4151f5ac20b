"""Measuring: `make bench`. Never part of `make test`: figures depend on the machine, ratios within one run do not."""
