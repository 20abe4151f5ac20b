"""Traits of a quota in words: a file has codes, which a program reads; a page has what people say."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from budgeting.committee.models import Member
from budgeting.committee.models.recruitment import AgeBand, Sex
from civic.areas.models import Area

Named = Mapping[tuple[str, str], str]


def labels() -> dict[str, str]:
    """What a trait is called."""
    return {"sex": _("Sex"), "age": _("Age"), "area": _("Borough"), "kind": _("Kind of member")}


def names_of(traits: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """(trait, code) → its name; one query for the areas among them, and the code itself where there is no name."""
    asked = set(traits)
    known = {"sex": dict(Sex.choices), "age": dict(AgeBand.choices), "kind": dict(Member.Kind.choices)}
    codes = {code for trait, code in asked if trait == "area"}
    areas = {one.code: str(one) for one in Area.objects.filter(code__in=codes)} if codes else {}
    return {
        (trait, code): areas.get(code, code) if trait == "area" else str(known.get(trait, {}).get(code, code))
        for trait, code in asked
    }
