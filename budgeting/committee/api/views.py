"""What a committee shows, for programs; what its members do is in ``members``."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from budgeting.committee import actions, queries, rankings
from budgeting.committee.api import outputs
from budgeting.committee.letters import lettered, of_closing
from budgeting.committee.models import Committee, Member
from budgeting.committee.refusals import NotAMember
from budgeting.committee.views.public import committees, decisions_of
from budgeting.committee.working import queue_of
from budgeting.cycles.models import Cycle, Project
from budgeting.cycles.queries import project_page, visible_proposal, with_calendar
from civic.api.paging import PageQuery, page_of, paged
from civic.common.clock import now


def committee_or_404(request: Request, slug: str) -> Committee:
    found = committees(request.user).prefetch_related("rounds__criteria", "members__user")
    return get_object_or_404(found, slug=slug)


def item_of(request: Request, pk: int) -> Project:
    """The project that the address names, as far as the viewer may see it."""
    return get_object_or_404(project_page(request.user), pk=pk)


def item(request: Request, pk: int) -> tuple[Project, Member | None]:
    """The project, and the viewer's seat in its committee."""
    project = item_of(request, pk)
    return project, queries.seat_of(request.user, project.envelope.cycle_id, now())


def scores(mean: Decimal | None, sheets: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Score sheets without names."""
    rows = [{"letter": one["letter"], "scores": one["sheet"].scores} for one in sheets]
    return dict(outputs.ScoresOutput({"mean": mean, "sheets": rows}).data)


class CommitteeList(APIView):
    @extend_schema(
        operation_id="committee_list",
        parameters=[PageQuery],
        responses=page_of(outputs.CommitteeBriefOutput),
        summary="Committees, newest first",
    )
    def get(self, request: Request) -> Response:
        found = Committee.objects.visible_to(request.user).select_related("cycle")
        return paged(request, found, order=["-id"], output=outputs.CommitteeBriefOutput)


class CommitteeDetail(APIView):
    @extend_schema(
        operation_id="committee_read", responses=outputs.CommitteeOutput, summary="A committee and its rubric"
    )
    def get(self, request: Request, slug: str) -> Response:
        return Response(outputs.CommitteeOutput(committee_or_404(request, slug)).data)


class DecisionList(APIView):
    @extend_schema(
        operation_id="committee_decisions",
        parameters=[PageQuery],
        responses=page_of(outputs.DecisionOutput),
        summary="The decisions of a committee, newest first",
    )
    def get(self, request: Request, slug: str) -> Response:
        decisions = decisions_of(committee_or_404(request, slug))
        return paged(request, decisions, order=["-id"], output=outputs.DecisionOutput)


class OwnQueue(APIView):
    @extend_schema(
        operation_id="committee_queue", responses=outputs.QueueOutput, summary="The member's own queue"
    )
    def get(self, request: Request, slug: str) -> Response:
        cycle = get_object_or_404(with_calendar(Cycle.objects.visible_to(request.user)), slug=slug)
        member = queries.seat_of(request.user, cycle, now())
        actions.see_queue.require(request.user, member=member)
        if member is None:  # refused above already; said once more for the type checker
            raise NotAMember
        queue = queue_of(member, cycle, now())
        body = {
            "cycle": cycle.slug,
            "closes_at": queue.closes_at,
            "done": queue.done,
            "mine": queue.mine,
            "to_declare": queue.to_declare,
            "to_score": queue.to_score,
            "scored": queue.scored,
            "recused": len(queue.excluded) + len(queue.withdrawn),
        }
        return Response(outputs.QueueOutput(body).data)


class Dossier(APIView):
    @extend_schema(
        operation_id="committee_dossier", responses=outputs.DossierOutput, summary="Read a dossier"
    )
    def get(self, request: Request, pk: int) -> Response:
        project, member = item(request, pk)
        actions.see_dossier.require(request.user, member=member, project=project, at=now())
        if member is None:  # refused above already; said once more for the type checker
            raise NotAMember
        proposal = visible_proposal(project, request.user)
        review = getattr(project, "review", None)
        body: dict[str, Any] = {
            name: getattr(project, name)
            for name in ("id", "title", "title_en", "summary", "beneficiaries", "beneficiaries_en", "cost")
        }
        body |= {
            "proposal": proposal.number if proposal else None,
            "body": proposal.body if proposal else None,
            "review": review.text if review else None,
            "folder": project.folder_id,
            "proposal_folder": proposal.folder_id if proposal else None,
            "own_sheet": queries.newest_sheets([project], member).get((member.pk, project.pk)),
            "own_draft": member.drafts.filter(project=project, round__in=queries.newest_rounds()).first(),
        }
        return Response(outputs.DossierOutput(body).data)


class Scores(APIView):
    @extend_schema(
        operation_id="committee_scores",
        responses=outputs.ScoresOutput,
        summary="The scores of others, without names",
    )
    def get(self, request: Request, pk: int) -> Response:
        project, member = item(request, pk)
        actions.see_scores.require(request.user, member=member, project=project, at=now())
        committee = get_object_or_404(committees(request.user), cycle=project.envelope.cycle_id, reviews=True)
        standing = queries.standing(committee, project, now())
        closed = standing.closing or queries.last_closing(project)
        sheets = of_closing(closed) if closed else lettered(standing.sheets, project.pk)
        return Response(scores(standing.summary.mean if standing.summary else None, sheets))


class Remarks(APIView):
    @extend_schema(
        operation_id="committee_remarks",
        parameters=[PageQuery],
        responses=page_of(outputs.RemarkOutput),
        summary="The committee's inner discussion of a project, newest first",
    )
    def get(self, request: Request, pk: int) -> Response:
        project, member = item(request, pk)
        actions.see_remarks.require(request.user, member=member, project=project, at=now())
        remarks = project.remarks.select_related("member__user")
        return paged(request, remarks, order=["-id"], output=outputs.RemarkOutput)


class RankingDetail(APIView):
    @extend_schema(
        operation_id="committee_ranking",
        responses=outputs.RankingOutput(many=True),
        summary="The ranking by score, envelope by envelope, as far as the viewer may see it",
    )
    def get(self, request: Request, slug: str) -> Response:
        committee = committee_or_404(request, slug)
        seen = rankings.seen_by(request.user, committee, now())
        minimum = rankings.minimum_of(seen, committee)
        body = [
            {
                "envelope": one.envelope.key,
                "amount": one.envelope.amount,
                "minimum": minimum,
                "places": [_place(line) for line in one.lines],
            }
            for one in rankings.rankings(seen, minimum)
        ]
        return Response(outputs.RankingOutput(body, many=True).data)


def _place(line: rankings.Line) -> dict[str, Any]:
    place, closed, project = line.place, line.closing, line.closing.project
    numbers = ("score", "median", "lowest", "highest", "deviation", "raters", "recused", "voided", "digest")
    return {
        "rank": place.rank,
        "tied": place.tied,
        "project": project.pk,
        **{name: getattr(project, name) for name in ("number", "title", "title_en", "cost")},
        **{name: getattr(closed, name) for name in numbers},
        "above_the_line": place.inside,
        "below_minimum": place.below_minimum,
    }
