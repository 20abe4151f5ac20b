"""The evaluation form of a plan: the questions, in their order."""

from django.utils.translation import gettext_lazy as _

QUESTIONS = {
    "participation": _("Did residents take part from the agenda on?"),
    "deliberation": _("Was there deliberation before the ranks were set?"),
    "cooperation": _("Did departments and civil groups carry it out together?"),
    "progress": _("Were the projects carried out as planned?"),
    "money": _("Was the money spent as planned?"),
    "effect": _("What has changed for the neighbourhood?"),
}
LEVELS = [
    (1, _("1 · not at all")),
    (2, _("2 · hardly")),
    (3, _("3 · in part")),
    (4, _("4 · for the most part")),
    (5, _("5 · entirely")),
]
