"""Settings: base.py holds what is true everywhere; dev, test and prod are short."""
