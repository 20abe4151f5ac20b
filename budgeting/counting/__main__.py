"""``python -m budgeting.counting``."""

import sys

from budgeting.counting.cli import main

if __name__ == "__main__":
    sys.exit(main())
