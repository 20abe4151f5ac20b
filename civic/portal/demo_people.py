"""The people of the demo city: invented, under a mail domain that nobody has."""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from civic.accounts.identity import identity_hash
from civic.accounts.models import AgeBand, ProvenAge, Residency, Role, User
from civic.areas.models import Area
from civic.notifications.kinds import FAMILIES
from civic.notifications.models import Preference
from civic.portal.demo import Stage, demo_part

DOMAIN = "demo.example.org"
PASSWORD = "civic-demo-2026"  # noqa: S105  printed at every start of the demo, which holds nothing real
LOGINS = {
    "haedeun": ("김해든", "시민 · citizen"),
    "narae": ("박나래솔", "시민, 아직 참여 자격 미확인 · citizen, not verified yet"),
    "seoon": ("이서온", "소관부서 담당자 · department officer"),
    "naul": ("최나울", "토론회 진행 담당 · workshop host"),
    "hanul": ("정한울솔", "위원 · committee member"),
    "gaon": ("한가온별", "위원회 간사 · committee secretary"),
    "dasom": ("오다솜결", "참여예산 담당 · budget officer"),
    "yeoul": ("장여울빛", "결과 공표 담당 · second officer"),
    "byeori": ("남벼리찬", "운영 담당 · moderator"),
    "admin": ("관리자", "관리자 · administrator"),
    "sebit": ("윤세빛결", "투표소 담당자 · polling clerk"),
    "dami": ("문다미솔", "투표소 담당자 · polling clerk"),
}
ROLES = {
    "naul": ("host", None),
    "gaon": ("secretary", None),
    "dasom": ("budget", None),
    "yeoul": ("publisher", None),
    "byeori": ("moderator", None),
    "admin": ("administrator", None),
    "sebit": ("station", None),
    "dami": ("station", None),
}
OFFICERS = {
    "seoul": ("safety", "sharing", "transport", "welfare", "parks", "digital", "innovation"),
    "busan": ("safety", "innovation", "transport", "marine"),
}
FAMILY = "강고곽구권김나남노류문민박방배백서손송신심안양엄오우원유윤이임장전정조주차최추하한허홍황"
GIVEN = (
    "가온별",
    "나울",
    "다올찬",
    "도담결",
    "라온솔",
    "마루한",
    "미르찬",
    "벼리솔",
    "보람결",
    "새론빛",
    "서온",
    "아람결",
    "여울솔",
    "온유별",
    "우솔",
    "이든결",
    "자람",
    "지음솔",
    "찬솔",
    "초롱결",
    "하람빛",
    "해든솔",
)
COMMITTEE = 14
CITIZENS = 60


def address(key: str, city: str = "") -> str:
    """The mail address of a demo person; people of a second city bear its name."""
    return f"{key}@{DOMAIN}" if city in ("", "seoul") else f"{key}.{city}@{DOMAIN}"


@demo_part("accounts", order=10)
def build(stage: Stage) -> None:
    """Ten people with parts of their own, fourteen committee members (one of them has a log-in), sixty citizens."""
    hashed = make_password(PASSWORD)
    boroughs = list(Area.objects.filter(parent=stage.city).order_by("code"))
    _people(
        stage,
        hashed,
        {key: name for key, (name, _what) in LOGINS.items()}
        | {f"member-{number:02}": _invented(stage, number) for number in range(1, COMMITTEE)}
        | {f"citizen-{number:02}": _invented(stage, number + COMMITTEE) for number in range(CITIZENS)},
    )
    for key, (kind, _department) in ROLES.items():
        _role(stage, key, kind)
    for department in OFFICERS[stage.name]:
        _role(stage, "seoon", Role.Kind.OFFICER, department)
    _no_mail(stage)
    verified = [key for key in stage.people if key not in ("narae", "admin", "sebit", "dami")]
    homes = {key: boroughs[position % len(boroughs)] for position, key in enumerate(verified)}
    if stage.name == "seoul":
        homes["haedeun"] = stage.borough("은평구")
    Residency.objects.bulk_create(
        Residency(
            user=stage.people[key],
            area=homes[key],
            identity_hash=identity_hash(f"demo:{stage.name}:{key}"),
            **_age(stage, position, key),
            method="demo",
            verified_at=stage.days(-200),
        )
        for position, key in enumerate(verified)
    )


def neighbours(stage: Stage, borough: Area, key: str, places: range) -> list[User]:
    """More verified residents of one borough, who read their inbox only; ``places`` number them, and choose their names."""
    people = User.objects.bulk_create(
        User(
            email=address(f"{key}-{place:02}", stage.name),
            display_name=_invented(stage, place + COMMITTEE + CITIZENS),
            password=make_password(None),
            date_joined=stage.days(-210),
            age_confirmed_at=stage.days(-210),
        )
        for place in places
    )
    Residency.objects.bulk_create(
        Residency(
            user=one,
            area=borough,
            identity_hash=identity_hash(f"demo:{one.email}"),
            **_age(stage, place),
            method="demo",
            verified_at=stage.days(-200),
        )
        for place, one in zip(places, people, strict=True)
    )
    Preference.objects.bulk_create(
        Preference(user=one, family=family, by_mail=False) for one in people for family in FAMILIES
    )
    return people


def _band(number: int) -> str:
    """An age band, or for every seventh person none: nobody need state it."""
    return "" if number % 7 == 6 else AgeBand.values[number * 5 % len(AgeBand.values)]


def _age(stage: Stage, number: int, key: str = "") -> dict[str, Any]:
    """What is verified of a person's age: the band, and a statement of 19; some of the crowd have none, nor has one of those
    who sign in, so that the demo shows what is said to them."""
    band = _band(number)
    shown = key != "hanul" and (key in LOGINS or band not in ("", AgeBand.TEENS))
    day = stage.days(-200).date() if shown else None
    return {"age_band": band, "proven_age": ProvenAge.NINETEEN if shown else None, "age_proven_on": day}


def _invented(stage: Stage, number: int) -> str:
    return FAMILY[(number * 7) % len(FAMILY)] + GIVEN[(number * 5) % len(GIVEN)]


def _people(stage: Stage, hashed: str, names: dict[str, str]) -> None:
    """One person for each key, all with the same password."""
    people = User.objects.bulk_create(
        User(
            email=address(key, stage.name),
            display_name=name,
            password=hashed,
            date_joined=stage.days(-220),
            age_confirmed_at=stage.days(-220),
        )
        for key, name in names.items()
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in people
    )
    stage.people.update(zip(names, people, strict=True))


def _role(stage: Stage, key: str, kind: str, department: str | None = None) -> None:
    Role.objects.create(
        user=stage.people[key],
        kind=kind,
        starts_at=stage.now - timedelta(days=200),
        department=stage.department(department) if department else None,
    )


def _no_mail(stage: Stage) -> None:
    """The crowd reads its inbox only: thousands of mails to nobody would bury the few that a visitor looks for."""
    crowd = [person for key, person in stage.people.items() if key.startswith(("citizen-", "member-"))]
    Preference.objects.bulk_create(
        Preference(user=person, family=family, by_mail=False) for person in crowd for family in FAMILIES
    )
