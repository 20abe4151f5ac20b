"""The reference pages, written from the registries: what is registered and not described cannot be forgotten."""

from collections.abc import Iterable
from inspect import getdoc

from django.apps import apps
from django.core.management import get_commands, load_command_class
from django.urls import get_resolver
from django.utils import translation

from civic.accounts.models import Role
from civic.common import actions, refusals, states
from civic.common.registry import import_all
from civic.notifications import kinds
from civic.opendata import catalogue

NOTE = "Written by `manage.py reference`; a test fails when it is out of date.\n"

HOUSES = ("civic", "proposals", "workshops", "budgeting")


def pages() -> dict[str, str]:
    """File name → text, for docs/reference/; in English."""
    _load_everything()
    with translation.override("en"):
        return {
            "actions.md": _page("Actions: what people may do, and the rule of each", _actions()),
            "refusals.md": _page("Refusals: every way in which the platform says no", _refusals()),
            "states.md": _page("States and transitions", _states()),
            "notices.md": _page("Notices", _notices()),
            "datasets.md": _page("Open datasets", _datasets()),
            "commands.md": _page("Commands", _commands()),
            "roles.md": _page("Roles", _roles()),
        }


def _load_everything() -> None:
    """Import what the doors lead to and every room's refusals and states: nothing may depend on what was used before."""
    get_resolver().url_patterns  # noqa: B018  reading it imports every view
    own = (app for app in apps.get_app_configs() if app.name.split(".")[0] in HOUSES)
    for app in own:
        for room in ("refusals", "states", "domain"):
            import_all(f"{app.name}.{room}")


def _page(title: str, lines: Iterable[str]) -> str:
    return f"# {title}\n{NOTE}\n" + "\n".join(lines) + "\n"


def _table(*heads: str) -> list[str]:
    return [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]


def _cell(text: object) -> str:
    return " ".join(str(text or "").split()).replace("|", "\\|")


def _actions() -> list[str]:
    rows = sorted((one.code, one.label, (one.__doc__ or "").strip()) for one in actions.registry)
    return _table("code", "what", "rule") + [
        f"| `{c}` | {_cell(label)} | {_cell(doc)} |" for c, label, doc in rows
    ]


def _refusals() -> list[str]:
    rows = sorted((one.code, one.status, one.sentence, one.forward) for one in refusals.registry)
    return _table("code", "HTTP", "sentence", "way forward") + [
        f"| `{code}` | {status} | {_cell(sentence)} | {_cell(forward)} |"
        for code, status, sentence, forward in rows
    ]


def _states() -> list[str]:
    lines: list[str] = []
    for table in sorted(states.registry, key=lambda one: one.name):
        lines += [f"\n## {table.name}", f"States: {', '.join(f'`{state}`' for state in table.states)}", ""]
        lines += _table("verb", "from", "to")
        lines += [
            f"| `{t.verb}` | {', '.join(sorted(t.sources))} | {t.target} |"
            for t in table.transitions.values()
        ]
    return lines


def _notices() -> list[str]:
    rows = sorted(kinds.registry, key=lambda one: one.name)
    return _table("kind", "family", "title", "why a person gets it") + [
        f"| `{one.name}` | {one.family} | {_cell(one.title)} | {_cell(one.why)} |" for one in rows
    ]


def _datasets() -> list[str]:
    lines: list[str] = []
    for one in sorted(catalogue.registry, key=lambda each: each.name):
        lines += [f"\n## {one.name}", _cell(one.description), "", *_table("column", "type", "meaning")]
        lines += [f"| `{column.name}` | {column.type} | {_cell(column.help)} |" for column in one.columns]
    return lines


def _commands() -> list[str]:
    own = {app.name for app in apps.get_app_configs() if app.name.split(".")[0] in HOUSES}
    rows = sorted(
        (name, load_command_class(app, name).help) for name, app in get_commands().items() if app in own
    )
    return _table("command", "what it does") + [
        f"| `manage.py {name}` | {_cell(text)} |" for name, text in rows
    ]


def _roles() -> list[str]:
    rows = [f"| `{kind.value}` | {kind.label} |" for kind in Role.Kind]
    return [*_table("role", "name"), *rows, "", _cell(getdoc(Role))]
