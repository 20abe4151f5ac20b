"""The ballot paper: which envelopes and projects a voter gets, and whether a choice is valid on it.

Pure once its rows are read: the web page, the API and the domain ask the same paper.
"""

from dataclasses import dataclass, field
from hashlib import sha256

from django.utils.translation import gettext as _

from budgeting.cycles.models import Cycle, Envelope, Project, RuleSet
from budgeting.cycles.wording import ballot_in_words
from budgeting.voting.queries import borough_of
from budgeting.voting.sealing import Choices
from civic.common.money import won


@dataclass(frozen=True)
class Section:
    """One envelope on a voter's ballot, with its projects in this voter's order."""

    envelope: Envelope
    projects: list[Project]

    @property
    def by_number(self) -> dict[str, Project]:
        return {project.number: project for project in self.projects}

    @property
    def rule(self) -> str:
        """How this envelope is voted on, in words."""
        return ballot_in_words(self.envelope)

    @property
    def is_knapsack(self) -> bool:
        return self.envelope.method == Envelope.Method.KNAPSACK

    def cost(self, chosen: list[str]) -> int:
        """What the chosen projects cost together (smallest unit of the cycle's currency)."""
        known = self.by_number
        return sum(known[number].cost for number in chosen if number in known)

    def excess(self, chosen: list[str]) -> int:
        """How many projects, or how much money on a knapsack ballot, is too much; 0 where it fits."""
        if self.is_knapsack:
            return max(0, self.cost(chosen) - self.envelope.amount)
        limit = self.envelope.picks_max
        return 0 if limit is None else max(0, len(chosen) - limit)

    def fault(self, chosen: list[str]) -> str:
        """Why this choice is not valid, or "". Nothing chosen is a blank vote and valid."""
        if len(set(chosen)) < len(chosen):
            return _("a project is named twice")
        if not set(chosen) <= set(self.by_number):
            return _("a project is not on this ballot")
        if not chosen:
            return ""
        name, most, least = str(self.envelope.name), self.envelope.picks_max, self.envelope.picks_min
        if most is not None and len(chosen) > most:
            return _("“%(name)s”: at most %(most)s projects, you chose %(chosen)s.") % {
                "name": name,
                "most": most,
                "chosen": len(chosen),
            }
        if len(chosen) < least:
            return _("“%(name)s”: at least %(least)s projects, you chose %(chosen)s.") % {
                "name": name,
                "least": least,
                "chosen": len(chosen),
            }
        if self.is_knapsack and self.excess(chosen):
            return _("“%(name)s”: over the budget by %(over)s.") % {
                "name": name,
                "over": won(self.excess(chosen)),
            }
        return ""


@dataclass(frozen=True)
class Paper:
    """A voter's ballot paper: the envelopes that are theirs. ``scope`` is their district where the paper depends on it."""

    sections: list[Section]
    scope: str = ""
    voids: bool = False
    others: list[Envelope] = field(default_factory=list)

    def section(self, key: str) -> Section | None:
        return next((one for one in self.sections if one.envelope.key == key), None)

    def fault(self, choices: Choices) -> str:
        """Why these choices are no ballot, or "". Where invalid ballots are void, only foreign projects are refused."""
        unknown = set(choices) - {one.envelope.key for one in self.sections}
        if unknown:
            return _("an envelope is not on this ballot")
        for section in self.sections:
            chosen = choices.get(section.envelope.key, [])
            fault = section.fault(chosen)
            if fault and not (
                self.voids and set(chosen) <= set(section.by_number) and len(set(chosen)) == len(chosen)
            ):
                return fault
        return ""

    def complete(self, choices: Choices) -> Choices:
        """The choices with every envelope of the paper named, blank ones too."""
        return {one.envelope.key: sorted(choices.get(one.envelope.key, [])) for one in self.sections}


def paper(cycle: Cycle, area_code: str | None, seed: bytes = b"") -> Paper:
    """The ballot paper of a voter of this district (None: of nobody in particular, every envelope).

    ``seed`` fixes the order of the projects for this voter. Costs three queries, whatever the number of projects.
    """
    envelopes = list(cycle.envelopes.select_related("area"))
    projects: dict[int, list[Project]] = {}
    rows = Project.objects.filter(envelope__in=envelopes).on_ballot()
    for project in rows.select_related("area", "topic", "department", "proposal", "review"):
        projects.setdefault(project.envelope_id, []).append(project)
    boroughs = borough_of()
    sections, others = [], []
    for envelope in envelopes:
        mine = [p for p in projects.get(envelope.pk, []) if _is_mine(envelope, p, area_code, boroughs)]
        if mine:
            sections.append(Section(envelope, sorted(mine, key=lambda one: _place(one, seed))))
        elif projects.get(envelope.pk):
            others.append(envelope)
    depends = any(one.own_borough_only for one in envelopes)
    rules = RuleSet.objects.filter(cycle=cycle).first()
    voids = rules is not None and rules.invalid_rule == RuleSet.InvalidRule.VOID
    return Paper(sections, (area_code or "") if depends else "", voids, others)


def _is_mine(envelope: Envelope, project: Project, area_code: str | None, boroughs: dict[str, str]) -> bool:
    """Whether a voter of the district gets the project: always, unless the envelope is for one's own district only."""
    if not envelope.own_borough_only or area_code is None:
        return True
    place = project.area_id or envelope.area_id
    return place is not None and boroughs.get(place, place) == area_code


def _place(project: Project, seed: bytes) -> tuple[bytes, str]:
    """Where a project stands: by a hash with the voter's seed; by number where there is none."""
    if not seed:
        return b"", project.number.rjust(30)
    return sha256(seed + project.pk.to_bytes(8, "big")).digest(), project.number
