"""Writing an imported election: a finished, published cycle with its ballots, counted by us."""

import re
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.utils.text import slugify

from budgeting.counting import VERSION, Election
from budgeting.cycles.models import Cycle, Envelope, Project, RuleSet
from budgeting.results.domain.counting import write_count
from budgeting.results.domain.importing.ballots import ENVELOPE, Progress, sealed_rows
from budgeting.results.domain.importing.reading import day_of, external_id, moment_of, settings_of
from budgeting.results.domain.publishing import finish
from budgeting.results.models import Count
from budgeting.voting.domain.opened import write_opened
from budgeting.voting.models import VotingGroup
from civic.accounts.actors import Actor
from civic.areas.models import Area
from civic.audit.domain.recording import record
from civic.comments.models import Thread
from civic.common.clock import now
from civic.common.korean import nfc
from civic.processes.models import Phase, Process

LETTERS = str.maketrans(
    {"Ł": "L", "ł": "l", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss"}
)  # what NFKD does not take apart


@dataclass(frozen=True)
class Imported:
    """What an import did. ``created`` is False where the same election was there already (nothing was written then)."""

    cycle: Cycle
    created: bool
    ballots: int
    remarks: tuple[str, ...] = ()


class Import:
    """One election on its way into the tables, in the order in which they lean on each other."""

    def __init__(self, actor: Actor, election: Election, area: Area | None, tell: Progress) -> None:
        self.actor, self.election, self.tell = actor, election, tell
        self.meta = {
            name: nfc(value) for name, value in election.meta.items()
        }  # "ź" may come as two characters
        self.area = area or self._area()
        self.settings, self.note = settings_of(election)
        self.begins = moment_of(day_of(self.meta["date_begin"], last=False))
        self.ends = moment_of(day_of(self.meta["date_end"], last=True) + timedelta(days=1))

    def run(self) -> Imported:
        cycle = self._cycle()
        envelope = self._envelope(cycle)
        numbers = self._projects(envelope)
        self._phases(cycle)
        group = VotingGroup.objects.create(
            cycle=cycle, public_key=bytes(32), opened_at=self.begins, closed_at=self.ends
        )
        write_opened(group, sealed_rows(self.election, numbers, self.tell))
        self.tell("count", 0, 1)
        count = write_count(self._count(cycle), group, self.settings, self._official())
        count.state, count.published_at = Count.State.PUBLISHED, self.ends
        finish(count)
        self.tell("count", 1, 1)
        record(self.actor, "results.imported", cycle, ballots=count.ballots, source=cycle.external_id)
        remarks = (*map(str, self.election.remarks), *([self.note] if self.note else []))
        return Imported(cycle, True, count.ballots, remarks)

    def _area(self) -> Area:
        """The city that the file names: one of ours by name, else one of its own, whose code no official list uses."""
        name = self.meta.get("unit") or self.meta.get("country") or "?"
        known = Area.objects.filter(name=name).first() or Area.objects.filter(name_en=name).first()
        if known is not None:
            return known
        code = "99" + str(int.from_bytes(sha256(name.encode()).digest()[:8], "big"))[:8]
        return Area.objects.get_or_create(
            code=code, defaults={"level": Area.Level.CITY, "name": name, "name_en": name}
        )[0]

    def _cycle(self) -> Cycle:
        title = (self.meta.get("description") or external_id(self.election))[:200]
        names = [self.meta.get(name, "") for name in ("unit", "subunit", "instance")]
        mark = sha256(external_id(self.election).encode()).hexdigest()[:6]
        words = " ".join(names).translate(LETTERS)
        slug = f"{slugify(words)[:50]}-{mark}".strip("-")
        process = Process.objects.create(
            slug=slug,
            kind=Process.Kind.BUDGET,
            area=self.area,
            title=title,
            title_en=title,
            created_at=self.begins,
        )
        instance = self.meta.get("instance", "")
        note = " ".join(part for part in (self.meta.get("comment", ""), self.note) if part)
        cycle = Cycle.objects.create(
            process=process,
            slug=slug,
            budget_year=int(instance) if instance.isdigit() and len(instance) == 4 else self.ends.year,
            published=True,
            external_id=external_id(self.election),
            currency=currency_of(self.election.currency),
            money_unit=self.election.unit,
            source_note=f"Pabulib: {external_id(self.election)[8:]}. {note}"[:300],
        )
        RuleSet.objects.create(
            cycle=cycle,
            electorate=["resident"],
            weights={"citizens": 100},
            count_rule=self.settings.rule,
            count_options={**self.settings.options, **self.settings.shape},
            tie_break=[],
        )
        return cycle

    def _envelope(self, cycle: Cycle) -> Envelope:
        most = self.meta.get("max_length", "")
        name = (self.meta.get("subunit") or self.meta.get("unit") or ENVELOPE)[:100]
        method = (
            Envelope.Method.KNAPSACK if self.election.vote_type == "knapsack" else Envelope.Method.APPROVAL
        )
        return Envelope.objects.create(
            cycle=cycle,
            key=ENVELOPE,
            name=name,
            name_en=name,
            area=self.area,
            amount=self.election.budget,
            method=method,
            picks_max=int(most) if most.isdigit() and int(most) else None,
        )

    def _projects(self, envelope: Envelope) -> list[str]:
        rows = Project.objects.bulk_create(
            [
                Project(
                    envelope=envelope,
                    number=each.line.id,
                    state=Project.State.ON_BALLOT,
                    title=_shortened(nfc(each.line.name) or each.line.id, 200),
                    summary=nfc(each.line.name) if len(each.line.name) > 200 else "",
                    area=self.area,
                    place=(each.columns.get("neighborhood") or each.columns.get("district") or "")[:200],
                    proposed_cost=each.line.cost,
                    cost=each.line.cost,
                    external_id=each.line.id[:60],
                    created_at=self.begins,
                )
                for each in self.election.projects
            ]
        )
        threads = Thread.objects.bulk_create(
            [
                Thread(subject=f"cycles.project:{row.pk}", path=f"/budget/projects/{row.pk}/", open=False)
                for row in rows
            ]
        )
        for row, thread in zip(rows, threads, strict=True):
            row.thread = thread
        Project.objects.bulk_update(rows, ["thread"], batch_size=1000)
        return [row.number for row in rows]

    def _phases(self, cycle: Cycle) -> None:
        result = self.ends + timedelta(days=30)
        for kind, opens, closes in (
            (Phase.Kind.VOTING, self.begins, self.ends),
            (Phase.Kind.RESULT, self.ends, result),
        ):
            Phase.objects.create(process=cycle.process, kind=kind, opens_at=opens, closes_at=closes)

    def _count(self, cycle: Cycle) -> Count:
        return Count(
            cycle=cycle,
            ballots=len(self.election.ballots),
            software=f"budgeting.counting {VERSION}",
            counted_at=now(),
        )

    def _official(self) -> dict[str, bool] | None:
        if self.election.official is None:
            return None
        return {each.line.id: each.selected == 1 for each in self.election.projects}


def currency_of(stated: str) -> str:
    """The ISO 4217 code that a file states; won where it states none, XXX ("no currency") for what is no code."""
    code = stated.strip().upper()
    return code if re.fullmatch("[A-Z]{3}", code) else "XXX" if code else "KRW"


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
