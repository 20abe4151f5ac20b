"""The Method of Equal Shares, exactly and fast. How: docs/counting.md, "Exactness"."""
