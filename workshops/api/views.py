"""The same acts as on the pages, for programs."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from civic.api.checking import checked
from civic.api.paging import PageQuery, listed, page_asked, page_of, paged
from civic.api.scopes import Scope
from civic.common.clock import now
from civic.common.refusals import SignInFirst
from workshops import queries
from workshops.after import queries as after
from workshops.api import inputs, outputs
from workshops.before import queries as before
from workshops.domain import registering, waiting
from workshops.models import Registration, Waiting, Workshop
from workshops.refusals import NotRegistered, NotWaiting


def _workshop(request: Request, code: str) -> Workshop:
    return get_object_or_404(Workshop.objects.visible_to(request.user).with_names(), code=code)


class WorkshopList(APIView):
    @extend_schema(
        operation_id="workshops_list",
        parameters=[inputs.WorkshopQuery],
        responses=page_of(outputs.WorkshopOutput),
        summary="Workshops to come, or those that are over",
    )
    def get(self, request: Request) -> Response:
        wanted = checked(inputs.WorkshopQuery, request.query_params)
        is_past = wanted["when"] == "past"
        found = (queries.past if is_past else queries.upcoming)(request.user, now())
        order = queries.NEWEST_ORDER if is_past else queries.NEXT_ORDER
        page = page_asked(queries.filtered(found, wanted), wanted, order=order)
        return listed(page, outputs.WorkshopOutput)


class SeriesList(APIView):
    @extend_schema(
        operation_id="workshops_series_list",
        parameters=[PageQuery],
        responses=page_of(outputs.SeriesOutput),
        summary="Series of workshops; `series` narrows the list of workshops to one",
    )
    def get(self, request: Request) -> Response:
        found = before.series_list(request.user, now())
        return paged(request, found, order=("title", "id"), output=outputs.SeriesOutput)


class SeriesDetail(APIView):
    @extend_schema(
        operation_id="workshops_series_read",
        responses=outputs.SeriesOutput,
        summary="One series of workshops",
    )
    def get(self, request: Request, code: str) -> Response:
        series = get_object_or_404(before.series_list(request.user, now()), code=code)
        return Response(outputs.SeriesOutput(series).data)


class WorkshopDetail(APIView):
    @extend_schema(
        operation_id="workshops_read",
        responses=outputs.WorkshopDetailOutput,
        summary="One workshop with its outcome",
    )
    def get(self, request: Request, code: str) -> Response:
        workshop = _workshop(request, code)
        outcome = queries.outcome(workshop.opinions.all()) if workshop.has_record else None
        workshop.outcome = outcome  # type: ignore[attr-defined]  # only for the serializer
        return Response(outputs.WorkshopDetailOutput(workshop).data)


class OwnRegistration(APIView):
    """The signed-in person's registration for one workshop."""

    scope = Scope.TAKE_PART

    @extend_schema(
        operation_id="workshops_registration_read",
        responses=outputs.RegistrationOutput,
        summary="One's own registration for a workshop",
    )
    def get(self, request: Request, code: str) -> Response:
        return Response(outputs.RegistrationOutput(self._own(request, _workshop(request, code))).data)

    @extend_schema(
        operation_id="workshops_register",
        request=inputs.RegistrationInput,
        responses={201: outputs.RegistrationOutput},
        summary="Take one place",
    )
    def post(self, request: Request, code: str) -> Response:
        workshop = _workshop(request, code)
        given = checked(inputs.RegistrationInput, request.data)
        registration = registering.register(request.user, workshop, at=now(), **given)
        return Response(outputs.RegistrationOutput(registration).data, status=201)

    @extend_schema(
        operation_id="workshops_cancel_registration", responses={204: None}, summary="Give the place back"
    )
    def delete(self, request: Request, code: str) -> Response:
        registration = self._own(request, _workshop(request, code))
        registering.cancel_registration(request.user, registration, at=now())
        return Response(status=204)

    def _own(self, request: Request, workshop: Workshop) -> Registration:
        if not request.user.is_authenticated:
            raise SignInFirst
        registration = queries.registration_of(workshop, request.user)
        if registration is None:
            raise NotRegistered
        return registration


class OwnWaiting(APIView):
    """The signed-in person's place in line for one workshop."""

    scope = Scope.TAKE_PART

    @extend_schema(
        operation_id="workshops_waiting_read",
        responses=outputs.WaitingOutput,
        summary="One's own place in line",
    )
    def get(self, request: Request, code: str) -> Response:
        return Response(outputs.WaitingOutput(own_waiting(request, code)).data)

    @extend_schema(
        operation_id="workshops_wait",
        request=inputs.RegistrationInput,
        responses={201: outputs.WaitingOutput},
        summary="Join the waiting list of a full workshop",
    )
    def post(self, request: Request, code: str) -> Response:
        given = checked(inputs.RegistrationInput, request.data)
        entry = waiting.join(request.user, _workshop(request, code), at=now(), **given)
        return Response(outputs.WaitingOutput(entry).data, status=201)

    @extend_schema(
        operation_id="workshops_stop_waiting", responses={204: None}, summary="Leave the waiting list"
    )
    def delete(self, request: Request, code: str) -> Response:
        waiting.leave_line(request.user, own_waiting(request, code), at=now())
        return Response(status=204)


class TakePlace(APIView):
    scope = Scope.TAKE_PART

    @extend_schema(
        operation_id="workshops_take_place",
        request=None,
        responses={201: outputs.RegistrationOutput},
        summary="Take the place that is held",
    )
    def post(self, request: Request, code: str) -> Response:
        registration = waiting.take(request.user, own_waiting(request, code), at=now())
        return Response(outputs.RegistrationOutput(registration).data, status=201)


def own_waiting(request: Request, code: str) -> Waiting:
    """The caller's place in line. Raises SignInFirst, NotWaiting."""
    if not request.user.is_authenticated:
        raise SignInFirst
    entry = queries.waiting_of(_workshop(request, code), request.user)
    if entry is None:
        raise NotWaiting
    return entry


class OpinionList(APIView):
    @extend_schema(
        operation_id="workshops_opinions",
        parameters=[PageQuery],
        responses=page_of(outputs.OpinionOutput),
        summary="The published opinions of a workshop and what became of each",
    )
    def get(self, request: Request, code: str) -> Response:
        workshop = _workshop(request, code)
        if not workshop.has_record:
            raise Http404
        shown: Any = queries.shown_opinions(workshop, request.user)
        page = page_asked(shown, checked(PageQuery, request.query_params), order=("id",))
        counts = queries.statement_counts(page)
        for opinion in page:
            opinion.votes_counted = counts.get(opinion.pk)
        return listed(page, outputs.OpinionOutput)


class Themes(APIView):
    @extend_schema(
        operation_id="workshops_themes",
        responses=outputs.ThemeList,
        summary="The themes of a workshop's published opinions",
    )
    def get(self, request: Request, code: str) -> Response:
        workshop = _recorded(request, code)
        return Response(
            {"results": outputs.ThemeOutput(after.themes_of(workshop, request.user), many=True).data}
        )


class Reports(APIView):
    @extend_schema(
        operation_id="workshops_reports",
        responses=outputs.ReportList,
        summary="The follow-up reports of a workshop, published or owed",
    )
    def get(self, request: Request, code: str) -> Response:
        workshop = _recorded(request, code)
        return Response({"results": outputs.ReportOutput(after.reports_of(workshop), many=True).data})


def _recorded(request: Request, code: str) -> Workshop:
    workshop = _workshop(request, code)
    if not workshop.has_record:
        raise Http404
    return workshop
