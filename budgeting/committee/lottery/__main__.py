"""python -m budgeting.committee.lottery FILE [--json]: repeat a published draw. Exit 0 it holds, 1 it differs, 2 no draw."""

import argparse
import json
import sys
from pathlib import Path

from budgeting.committee.lottery.files import Repeated, repeat
from budgeting.committee.lottery.pool import LotteryError


def main(arguments: list[str] | None = None) -> int:
    """Read, draw again, compare, say so."""
    parser = argparse.ArgumentParser(
        prog="python -m budgeting.committee.lottery", description="Repeat a published draw."
    )
    parser.add_argument("file", help="the published file of a draw (JSON)")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    given = parser.parse_args(arguments)
    try:
        repeated = repeat(Path(given.file).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        return _wrong(f"{given.file} cannot be read: {error}", as_json=given.json)
    except LotteryError as error:
        return _wrong(str(error), as_json=given.json)
    print(_as_json(repeated) if given.json else _as_text(repeated))
    return 0 if repeated.holds else 1


def _wrong(text: str, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"error": text}, ensure_ascii=False))
    else:
        print(text, file=sys.stderr)
    return 2


def _as_json(repeated: Repeated) -> str:
    said = {
        "holds": repeated.holds,
        "checks": {one.name: one.holds for one in repeated.checks},
        "selected": list(repeated.drawn.selected),
        "reserve_list": list(repeated.drawn.reserves),
    }
    return json.dumps(said, ensure_ascii=False, indent=2)


def _as_text(repeated: Repeated) -> str:
    lines = [f"{'yes' if one.holds else 'NO '}  {one.text}" for one in repeated.checks]
    return "\n".join(
        [
            *lines,
            f"members:  {', '.join(repeated.drawn.selected)}",
            f"reserves: {', '.join(repeated.drawn.reserves) or 'none'}",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
