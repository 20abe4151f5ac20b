"""The rules of a vote as one text: written at the opening, hashed into the ledger's first line, published as rules.json."""

from hashlib import sha256
from typing import Any

from budgeting.cycles.models import Envelope, Project, ProjectQuerySet, RuleSet
from budgeting.cycles.queries import exclusions
from budgeting.voting.ballots import district_of
from budgeting.voting.ledger.lines import canonical
from budgeting.voting.models import RulesDocument, VotingGroup


def write_rules(group: VotingGroup) -> str:
    """Store the text and give its SHA-256 in hexadecimal. Called once, inside the transaction of the ledger's first line."""
    text = canonical(_rules(group)).decode() + "\n"
    RulesDocument.objects.create(group=group, text=text)
    return sha256(text.encode()).hexdigest()


def _rules(group: VotingGroup) -> dict[str, Any]:
    cycle = group.cycle
    rules = RuleSet.objects.get(cycle=cycle)
    classes = {"classes": _classes(group)} if group.classes else {}
    return classes | {
        "title": cycle.process.title,
        "vote": str(group.pk),
        "electorate": rules.electorate,
        "minimum_age": rules.minimum_age,
        "change_until_close": rules.change_until_close,
        "invalid_rule": rules.invalid_rule,
        "count_rule": rules.count_rule,
        "count_options": rules.count_options,
        "weights": rules.weights,
        "committee_weight": rules.committee_weight,
        "support_threshold": None if rules.support_threshold is None else str(rules.support_threshold),
        "tie_break": rules.tie_break,
        "currency": cycle.currency,
        "phases": _phases(group),
        "envelopes": [
            _envelope(one, rules) for one in Envelope.objects.filter(cycle=cycle).select_related("area")
        ],
    }


def _classes(group: VotingGroup) -> dict[str, Any]:
    """Where classes of voters count apart, with their members, and the hash of the list of all members."""
    return {**group.classes, "members_sha256": bytes(group.classes_hash or b"").hex()}


def _phases(group: VotingGroup) -> dict[str, Any]:
    phase = group.cycle.process.phase("voting")
    return {"opens_at": phase.opens_at.isoformat(), "closes_at": phase.closes_at.isoformat()} if phase else {}


def _asks_the_committee(rules: RuleSet) -> bool:
    """Whether the committee's score weighs in the sum, or decides between equals."""
    weighs = rules.committee_weight or rules.weights.get(RuleSet.VoterClass.COMMITTEE)
    ties = [*rules.tie_break, *rules.count_options.get("ties", [])]
    return bool(rules.count_rule == RuleSet.CountRule.CLASSES and weighs) or bool(
        {"committee", "committee_score"} & set(ties)
    )


def _scores(projects: ProjectQuerySet) -> dict[int, str]:
    """The committee's scores, which are fixed before the vote: whoever counts again can tell that they are still the same."""
    standing = projects.filter(decisions__isnull=False, decisions__set_aside_at__isnull=True)
    rows = standing.values_list("pk", "decisions__score")
    return {pk: str(score) for pk, score in rows}


def _envelope(envelope: Envelope, rules: RuleSet) -> dict[str, Any]:
    found = Project.objects.filter(envelope=envelope).on_ballot()
    projects = list(found.select_related("proposal", "topic", "area").order_by("pk"))
    scores = _scores(found) if _asks_the_committee(rules) else {}
    apart, numbers = exclusions(projects), {one.pk: one.number for one in projects}
    return {
        "key": envelope.key,
        "name": envelope.name,
        "amount": envelope.amount,
        "method": envelope.method,
        "picks_min": envelope.picks_min,
        "picks_max": envelope.picks_max,
        "picks_per_topic": envelope.picks_per_topic,
        "budget_limit": envelope.budget_limit,
        "points": envelope.points,
        "points_each": envelope.points_each,
        "own_borough_only": envelope.own_borough_only,
        "projects": [
            {
                **_project(one, sorted(numbers[other] for other in apart.get(one.pk, ()))),
                **_place(envelope, one),
                **({"committee": scores[one.pk]} if one.pk in scores else {}),
            }
            for one in projects
        ],
    }


def _project(project: Project, excludes: list[str]) -> dict[str, Any]:
    proposal = project.proposal
    submitted = proposal.submitted_at if proposal is not None else None
    return {
        "number": project.number,
        "title": project.title,
        "cost": project.cost,
        "submitted": int(submitted.timestamp()) if submitted else None,
        **({"excludes": excludes} if excludes else {}),
    }


def _place(envelope: Envelope, project: Project) -> dict[str, str]:
    """What else decides whether a ballot is valid: the district on whose paper it stands, the policy field that is limited."""
    found = {}
    if envelope.own_borough_only:
        found["district"] = district_of(envelope, project) or ""
    if envelope.picks_per_topic is not None:
        found["topic"] = project.topic.slug if project.topic is not None else ""
    return found
