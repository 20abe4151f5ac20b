"""Traits of a quota in words: a file has codes, which a program reads; a page has what people say."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from budgeting.committee.lottery import LotteryError
from budgeting.committee.lottery.pool import QuotasEntangled, TooFewCandidates, TooFewOfValue, TooManyForTrait
from budgeting.committee.models import Member
from budgeting.committee.models.recruitment import AgeBand, Sex
from civic.areas.models import Area

Named = Mapping[tuple[str, str], str]
Quotas = Mapping[str, Mapping[str, int]]
CHOICES = {"sex": Sex.choices, "age": AgeBand.choices, "kind": Member.Kind.choices}


class LineUnread(ValueError):
    """A line of quotas that names no trait, no value or no number of seats."""


def labels() -> dict[str, str]:
    """What a trait is called."""
    return {"sex": _("Sex"), "age": _("Age"), "area": _("Borough"), "kind": _("Kind of member")}


def names_of(traits: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """(trait, code) → its name; one query for the areas among them, and the code itself where there is no name."""
    asked = set(traits)
    known = {trait: dict(choices) for trait, choices in CHOICES.items()}
    codes = {code for trait, code in asked if trait == "area"}
    areas = {one.code: str(one) for one in Area.objects.filter(code__in=codes)} if codes else {}
    return {
        (trait, code): areas.get(code, code) if trait == "area" else str(known.get(trait, {}).get(code, code))
        for trait, code in asked
    }


def in_order(trait: str, wanted: Mapping[str, int]) -> list[tuple[str, int]]:
    """The quotas of a trait as people count them up; the database keeps an object in an order of its own."""
    order = [code for code, _name in CHOICES.get(trait, [])]
    return sorted(wanted.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order))


def lines_of(quotas: Quotas) -> str:
    """Quotas as lines to read and change: "성별: 여성 4, 남성 4"."""
    named = names_of((trait, code) for trait, wanted in quotas.items() for code in wanted)
    return "\n".join(
        f"{labels().get(trait, trait)}: {', '.join(f'{named[trait, code]} {n}' for code, n in in_order(trait, wanted))}"
        for trait, wanted in quotas.items()
    )


def read_lines(text: str) -> dict[str, dict[str, int]]:
    """Lines → trait → code → seats; names in any language of the platform, or codes. Raises LineUnread."""
    traits, found = _codes_of_traits(), {}
    for line in filter(str.strip, text.splitlines()):
        name, colon, rest = line.partition(":")
        trait = traits.get(_key(name))
        pairs = [part.rsplit(maxsplit=1) for part in rest.split(",") if part.strip()]
        if not colon or trait is None or not all(len(pair) == 2 and pair[1].isdecimal() for pair in pairs):
            raise LineUnread(line.strip())
        codes = _codes_of_values(trait, [pair[0] for pair in pairs])
        if codes is None:
            raise LineUnread(line.strip())
        found[trait] = {code: int(pair[1]) for code, pair in zip(codes, pairs, strict=True)}
    return found


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _codes_of_traits() -> dict[str, str]:
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {_key(name): code for code, name in labels().items()}
    return found | {code: code for code in labels()}


def _codes_of_values(trait: str, names: list[str]) -> list[str] | None:
    """The codes in the order of the names; None where one is none of the trait's."""
    known = {code: code for code, _name in CHOICES.get(trait, [])}
    for language, _name in settings.LANGUAGES:
        with override(language):
            known |= {_key(str(name)): code for code, name in CHOICES.get(trait, [])}
    if trait == "area":
        for area in Area.objects.all():
            known |= {area.code: area.code, _key(area.name): area.code, _key(area.name_en): area.code}
    codes = [known.get(_key(name)) for name in names]
    return None if None in codes else [code for code in codes if code is not None]


def why_in_words(error: LotteryError) -> str:
    """Why nothing can be drawn, for the staff; what only a file can say wrong stays as its program says it."""
    if isinstance(error, TooFewCandidates):
        return _("%(candidates)s applications are too few for %(seats)s seats.") % vars(error)
    if isinstance(error, TooManyForTrait):
        trait = labels().get(error.trait, error.trait)
        return _("“%(trait)s” asks for %(asked)s seats; there are %(seats)s.") % {
            **vars(error),
            "trait": trait,
        }
    if isinstance(error, TooFewOfValue):
        trait, value = labels().get(error.trait, error.trait), names_of([(error.trait, error.value)])
        words = {**vars(error), "trait": trait, "value": value[error.trait, error.value]}
        return (
            _("“%(trait)s: %(value)s” asks for %(asked)s seats; %(candidates)s of the applicants are that.")
            % words
        )
    if isinstance(error, QuotasEntangled):
        return _("Each quota could be met, but no choice of applicants meets all of them together.")
    return str(error)
