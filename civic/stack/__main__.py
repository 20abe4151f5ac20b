"""``python -m civic.stack run|services|env|reset``: used by the Makefile, and by hand."""

import argparse
import sys

from civic.stack import locks
from civic.stack.errors import Trouble
from civic.stack.launcher import Wishes, run, run_lock, serve_only_services
from civic.stack.paths import local_folder, remove_contents
from civic.stack.screen import say, utf8_output
from civic.stack.services import read_env_file, services_lock

KEPT_BY_RESET = frozenset({"cache", "screenshots"})  # nothing of a city in them


def main(arguments: list[str] | None = None) -> int:
    utf8_output()
    options = _parser().parse_args(arguments)
    try:
        if options.command == "run":
            return run(Wishes(options.host, options.port, options.city))
        if options.command == "services":
            return serve_only_services()
        if options.command == "env":
            return show_environment()
        return reset()
    except Trouble as trouble:
        if options.command == "env":  # its output is read by a shell
            print(trouble, file=sys.stderr)
        else:
            say(str(trouble))
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m civic.stack", description="Civic on one machine.")
    commands = parser.add_subparsers(dest="command", required=True)
    starting = commands.add_parser("run", help="start everything and stay until Ctrl-C")
    starting.add_argument("--host", default="127.0.0.1")
    starting.add_argument("--port", type=_port, default=8000)
    starting.add_argument("--city", default="seoul", help="the demo city of the first start")
    commands.add_parser("services", help="start only PostgreSQL and Valkey and stay until Ctrl-C")
    commands.add_parser("env", help="print DATABASE_URL and REDIS_URL of the running servers")
    commands.add_parser("reset", help="delete all local data")
    return parser


def _port(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port number, such as 8123") from None


def show_environment() -> int:
    """Lines for a shell: ``eval "$(python -m civic.stack env)"``."""
    addresses = read_env_file()
    if not addresses:
        raise Trouble("The servers do not run. Start them with `make run` or `make services`.")
    for name, value in addresses.items():
        print(f"export {name}={value}")
    return 0


def reset() -> int:
    """Start over: delete what lies in the local folder. Refuses while something runs."""
    for lock in (run_lock(), services_lock()):
        facts = locks.holder(lock)
        if facts is not None:
            raise Trouble(
                f"Civic is running (process {facts.get('pid', '?')}). Stop it with Ctrl-C, then `make reset`."
            )
    gone = remove_contents(local_folder(), keep=KEPT_BY_RESET)
    say(f"deleted from {local_folder()}: {', '.join(gone)}" if gone else "nothing to delete")
    return 0


if __name__ == "__main__":
    sys.exit(main())
