"""What a browser may send to the ballot pages."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from budgeting.voting.ballots import LARGEST, Section
from budgeting.voting.receipts import LETTERS, prefix_of
from budgeting.voting.sealing import Choices, Points

Choice = tuple[list[str], list[int]]


def merged(section: Section, post: QueryDict, kept: Choice) -> Choice:
    """The choice in one envelope after a form was sent: what stands on the page, and what was chosen but not shown.

    ``shown`` names the projects that the form showed (a filter may have left some out). Buttons say one more thing:
    ``drop`` takes a project out, ``add`` takes one in, ``up`` and ``down`` move it, ``more`` and ``less`` change its points.
    """
    given = dict(zip(kept[0], kept[1] or [0] * len(kept[0]), strict=False))
    if section.is_points:
        given = _shared(section, post, given)
    elif section.is_ranking:
        given = dict.fromkeys(_moved(post, list(given)), 0)
    else:
        given = dict.fromkeys(_ticked(section, post, list(given)), 0)
    added = post.get("add", "")
    if added in section.by_number:
        given.setdefault(added, 1)
    given.pop(post.get("drop", ""), None)
    return list(given), list(given.values()) if section.is_points else []


def _ticked(section: Section, post: QueryDict, kept: list[str]) -> list[str]:
    """In the order of choosing, so that the newest is known: what still stands, then what is new."""
    shown = shown_of(section, post)
    ticked = [number for number in post.getlist("project") if number in section.by_number]
    if section.is_single and (ticked or "" in post.getlist("project")):
        return ticked[-1:]
    stays = [number for number in kept if number not in shown or number in ticked]
    return [*stays, *(number for number in dict.fromkeys(ticked) if number not in stays)]


def _shared(section: Section, post: QueryDict, kept: dict[str, int]) -> dict[str, int]:
    """Points from the fields, then the pressed button; a field that holds no number leaves what was there."""
    given = dict(kept)
    for project in section.projects:
        typed = post.get(f"points-{project.pk}", "").strip()
        if typed.isdecimal() or (typed == "" and f"points-{project.pk}" in post):
            given[project.number] = min(int(typed or 0), LARGEST)
    for name, step in (("more", 1), ("less", -1)):
        number = post.get(name, "")
        if number in section.by_number:
            given[number] = min(given.get(number, 0) + step, LARGEST)
    return {number: points for number, points in given.items() if points > 0}


def _moved(post: QueryDict, order: list[str]) -> list[str]:
    for name, step in (("up", -1), ("down", 1)):
        number = post.get(name, "")
        if number in order:
            at = order.index(number)
            to = min(max(at + step, 0), len(order) - 1)
            order.insert(to, order.pop(at))
    return order


def shown_of(section: Section, post: QueryDict) -> set[str]:
    """The numbers of the projects that the form showed."""
    keys = set(post.get("shown", "").split())
    return {project.number for project in section.projects if str(project.pk) in keys}


def place_of(section: Section, post: QueryDict, number: str) -> str:
    """The anchor of this project's card on the page that was sent, "" where it has none there."""
    project = section.by_number.get(number)
    shown = post.get("shown", "").split()
    return f"#at-{shown.index(str(project.pk)) + 1}" if project and str(project.pk) in shown else ""


def marked(section: Section, post: QueryDict, kept: set[int]) -> set[int]:
    """The bookmarks after a form was sent: those ticked, and those of projects that the page did not show."""
    known, ticked = section.by_number, set(post.getlist("mark"))
    shown = {known[number].pk for number in shown_of(section, post)}
    return (kept - shown) | {known[number].pk for number in ticked if number in known}


def reviewed(request: HttpRequest) -> tuple[Choices, Points]:
    """What the review page showed and the voter sent: "envelope:number" a field in order, "envelope:points" beside it.

    An envelope in which nothing was chosen is not among them: it is blank.
    """
    choices: Choices = {}
    points: Points = {}
    for pair in request.POST.getlist("choice"):
        key, _colon, number = pair.partition(":")
        choices.setdefault(key, []).append(number)
    for pair in request.POST.getlist("given"):
        key, _colon, given = pair.partition(":")
        points.setdefault(key, []).append(int(given) if given.isdecimal() else 0)
    return choices, points


def form_key(request: HttpRequest) -> UUID | None:
    """The form's own key; None for what is none."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return None


class ReceiptForm(forms.Form):
    """The code of a receipt, as people type it."""

    code = forms.CharField(
        label=_("Code on your receipt"),
        help_text=_(
            "16 letters and digits, for example K7QM-2X9T-0B4R-8HWE. Hyphens and capital letters do not matter."
        ),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "data-receipt": "",
            }
        ),
    )

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if prefix_of(code) is None:
            raise forms.ValidationError(
                _("A code has %(letters)s letters and digits.") % {"letters": LETTERS}
            )
        return code
