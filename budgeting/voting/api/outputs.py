"""What programs get."""

from typing import Any

from rest_framework import serializers

from budgeting.cycles.models import Cycle, Project
from budgeting.voting import queries
from budgeting.voting.ballots import Paper
from budgeting.voting.classes import CITIZENS
from budgeting.voting.domain.casting import Receipt
from budgeting.voting.finding import Found
from budgeting.voting.judging import void_in
from budgeting.voting.models import TakenOff


class VoteOutput(serializers.Serializer[Any]):
    """A vote and when it is open. ``roll_sha256`` is null before the roll is fixed."""

    slug = serializers.CharField()
    title = serializers.CharField()
    title_en = serializers.CharField()
    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()
    result_at = serializers.DateTimeField(allow_null=True)
    roll_size = serializers.IntegerField()
    roll_sha256 = serializers.CharField(allow_null=True)


class ReasonOutput(serializers.Serializer[Any]):
    """Why the caller may not vote now."""

    code = serializers.CharField()
    title = serializers.CharField()
    detail = serializers.CharField()


class CandidateOutput(serializers.Serializer[Project]):
    """A project on the ballot."""

    number = serializers.CharField()
    title = serializers.CharField()
    title_en = serializers.CharField()
    cost = serializers.IntegerField()
    area_code = serializers.CharField(source="area_id", allow_null=True)
    place = serializers.CharField()
    summary = serializers.CharField()


class SectionOutput(serializers.Serializer[Any]):
    """An envelope on the ballot: method, picks, points, money, and the rule in words."""

    key = serializers.CharField(source="envelope.key")
    name = serializers.CharField(source="envelope.name")
    name_en = serializers.CharField(source="envelope.name_en")
    method = serializers.CharField(source="envelope.method")
    amount = serializers.IntegerField(source="envelope.amount")
    picks_min = serializers.IntegerField(source="envelope.picks_min")
    picks_max = serializers.IntegerField(source="envelope.picks_max", allow_null=True)
    points = serializers.IntegerField(source="envelope.points", allow_null=True)
    points_each = serializers.IntegerField(source="envelope.points_each", allow_null=True)
    rule = serializers.CharField()
    projects = CandidateOutput(many=True)


class TakenOffOutput(serializers.Serializer[TakenOff]):
    """A project that left the ballot after prices were published; ballots that name it count without it."""

    project = serializers.IntegerField(source="project_id")
    number = serializers.CharField(source="project.number")
    title = serializers.CharField(source="project.title")
    title_en = serializers.CharField(source="project.title_en")
    ground = serializers.ChoiceField(TakenOff.Ground.values)
    reason = serializers.CharField()
    reason_en = serializers.CharField()
    at = serializers.DateTimeField()


class BallotOutput(VoteOutput):
    """The ballot: the caller's own where they are on the roll, else every envelope. ``voters`` is null under ten.

    ``voter_class``: the class that the caller's ballot counts in; null in a vote without classes, and off the roll.
    """

    may_vote = serializers.BooleanField()
    reasons = ReasonOutput(many=True)
    times_cast = serializers.IntegerField(allow_null=True)
    voters = serializers.IntegerField(allow_null=True)
    voter_class = serializers.CharField(allow_null=True)
    envelopes = SectionOutput(many=True)
    taken_off = TakenOffOutput(many=True)


class ReceiptOutput(serializers.Serializer[Any]):
    """The receipt. ``repeated`` says that this very request had been received before; nothing was cast a second time.

    ``promise`` is a signed line: the commitment will be in the vote's public ledger by the time that it names.
    """

    receipt = serializers.CharField()
    commitment = serializers.CharField()
    repeated = serializers.BooleanField()
    promise = serializers.CharField(allow_blank=True)


class FoundOutput(serializers.Serializer[Any]):
    """What is known of a receipt.

    ``in_box``, ``replaced``, ``void`` (its voter voted in person), ``counted`` (then with its choices), ``unknown``.
    ``index`` is the ballot's place in the vote's public ledger; null until it is there. ``voter_class`` is the class that it
    was counted in; null before that, and in a vote without classes. ``void_in`` are the keys of the envelopes in which a
    counted ballot is void by the rules of its vote; null before the result is published.
    """

    state = serializers.ChoiceField(["in_box", "replaced", "void", "counted", "unknown"])
    vote = serializers.CharField(allow_null=True)
    index = serializers.IntegerField(allow_null=True)
    choices = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()), allow_null=True
    )
    points = serializers.DictField(
        child=serializers.ListField(child=serializers.IntegerField()), allow_null=True
    )
    voter_class = serializers.CharField(allow_null=True)
    void_in = serializers.ListField(child=serializers.CharField(), allow_null=True)


def vote_data(cycle: Cycle) -> dict[str, Any]:
    """A cycle as VoteOutput takes it."""
    phase, group = queries.voting_phase(cycle), queries.group_of(cycle)
    return {
        "slug": cycle.slug,
        "title": cycle.process.title,
        "title_en": cycle.process.title_en,
        "opens_at": phase.opens_at if phase else None,
        "closes_at": phase.closes_at if phase else None,
        "result_at": queries.result_at(cycle),
        "roll_size": group.roll_size if group else 0,
        "roll_sha256": bytes(group.roll_hash).hex() if group and group.roll_hash else None,
    }


def ballot_data(
    cycle: Cycle,
    paper: Paper,
    reasons: list[Any],
    times_cast: int | None,
    voters: int | None,
    voter_class: str | None,
) -> dict[str, Any]:
    """The same with the ballot, as BallotOutput takes it."""
    return {
        **vote_data(cycle),
        "may_vote": not reasons,
        "reasons": [{"code": no.code, "title": str(no), "detail": no.way_forward} for no in reasons],
        "times_cast": times_cast,
        "voters": voters,
        "voter_class": voter_class,
        "envelopes": paper.sections,
        "taken_off": queries.taken_off(cycle),
    }


def found_data(found: Found | None) -> dict[str, Any]:
    """The answer to a look-up, as FoundOutput takes it."""
    if found is None:
        nothing = dict.fromkeys(("vote", "index", "choices", "points", "voter_class", "void_in"))
        return {"state": "unknown", **nothing}
    classed = found.opened is not None and found.opened.class_seal is not None
    return {
        "state": found.state,
        "vote": found.cycle.slug,
        "index": found.proof.entry.index if found.proof else None,
        "choices": found.opened.choices if found.opened else None,
        "points": found.opened.points if found.opened else None,
        "voter_class": (found.opened.voter_class or CITIZENS) if found.opened and classed else None,
        "void_in": list(void_in(found.opened)) if found.opened else None,
    }


def receipt_data(receipt: Receipt) -> dict[str, Any]:
    """A receipt as ReceiptOutput takes it."""
    return {
        "receipt": receipt.code,
        "commitment": receipt.commitment.hex(),
        "repeated": receipt.repeated,
        "promise": receipt.promise.text if receipt.promise else "",
    }
