"""Verification codes for programs: how a city's own identity service (a mobile identity, a check of the real name, a
print shop for letters) lets people in. It checks who somebody is in its own way, asks for a code here and hands it to them."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from civic.accounts import actions
from civic.accounts.domain.verifying import VALID_FOR, issue_code
from civic.accounts.models import AgeBand, ProvenAge, Residency
from civic.api.checking import checked
from civic.api.scopes import Scope
from civic.areas.models import Area
from civic.common.clock import now


class CodeInput(serializers.Serializer[dict[str, Any]]):
    """What the service knows of a person, and may tell.

    ``identifier`` is what every desk and service of the city knows this person by for good, one and the same for all of
    them (CI, for example): of it only a keyed hash is stored, by which nobody votes twice. ``area`` is the code of the
    neighbourhood or borough. ``proven_age`` is the greatest of the listed ages that the person has reached; a date of
    birth is neither asked for nor stored. ``age_band`` only with the person's consent.
    """

    identifier = serializers.CharField(max_length=200)
    area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.exclude(level=Area.Level.CITY))
    basis = serializers.ChoiceField(Residency.Basis.choices, default=Residency.Basis.RESIDENT)
    age_band = serializers.ChoiceField(AgeBand.choices, required=False, allow_blank=True, default="")
    proven_age = serializers.ChoiceField(ProvenAge.choices, required=False, allow_null=True, default=None)


class CodeOutput(serializers.Serializer[dict[str, Any]]):
    """The code, which is not shown again, and until when it is good."""

    code = serializers.CharField()
    valid_until = serializers.DateTimeField()


class Codes(APIView):
    scope = Scope.OFFICE

    @extend_schema(
        operation_id="verification_codes_issue",
        summary="Issue a code that verifies one person",
        description=(
            "For a registrar's token. The person enters the code at /account/residency/, once. A code that was lost is not "
            "shown again: ask for another, which verifies the same person."
        ),
        request=CodeInput,
        responses={201: CodeOutput},
    )
    def post(self, request: Request) -> Response:
        actions.issue_code.require(request.user)  # before anybody reads what was sent
        given, at = checked(CodeInput, request.data), now()
        issued = issue_code(request.user, at=at, **given)
        data = {"code": issued, "valid_until": at + VALID_FOR}
        headers = {"Cache-Control": "no-store, private"}
        return Response(CodeOutput(data).data, status=status.HTTP_201_CREATED, headers=headers)
