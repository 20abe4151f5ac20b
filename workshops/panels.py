"""What workshops show on home, my page, and the staff desk; the knots of the golden thread; what search finds."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from civic.accounts.actors import holds
from civic.accounts.models import Role, User
from civic.common.bilingual import localized
from civic.portal.panels import Context, panel
from civic.portal.searching import Found, finder
from civic.portal.threads import Knot, thread_part
from proposals.queries.grown import grew_out_of
from workshops import queries, words
from workshops.models import Opinion, Registration, Workshop

SHOWN = 3


@panel("workshops.next", place="home", order=20, template="workshops/panels/home.html")
def home(request: HttpRequest, at: datetime) -> Context | None:
    """The next workshop with its seats and days, and what became of the last one."""
    found = queries.upcoming(request.user, at).filter(state=Workshop.State.ANNOUNCED, starts_at__gt=at)
    lines = [words.line(one, at) for one in found.order_by(*queries.NEXT_ORDER)[:SHOWN]]
    outcome = queries.outcome_of_a_year(at)
    return {"lines": lines, "outcome": outcome} if lines or outcome.total else None


@panel("workshops.mine", place="me", order=20, template="workshops/panels/me.html")
def mine(request: HttpRequest, at: datetime) -> Context | None:
    """Where I am registered, and what became of what I said."""
    user = request.user
    if not isinstance(user, User):
        return None
    registrations = list(
        Registration.objects.in_force()
        .filter(user=user, workshop__ends_at__gt=at)
        .select_related("workshop")
        .order_by("workshop__starts_at")[:SHOWN]
    )
    opinions = list(queries.spoken_by(user).order_by("-id")[:SHOWN])
    if not registrations and not opinions:
        return None
    lines = [{"opinion": one, "kind": words.DISPOSITION_KINDS[one.disposition]} for one in opinions]
    return {"registrations": registrations, "opinions": lines}


@panel("workshops.closing", place="desk", order=30, template="workshops/panels/closing.html")
def closing(request: HttpRequest, at: datetime) -> Context | None:
    """The host's work: records to publish, opinions without a department, the workshops of the next days."""
    if not holds(request.user, Role.Kind.HOST):
        return None
    records = list(queries.records_to_close(request.user).order_by("ends_at")[:10])
    counts = dict(
        queries.without_owner()
        .order_by()
        .values_list("workshop")
        .annotate(n=Count("pk"))
        .order_by("workshop__code")[:10]
    )
    ownerless = [
        {"workshop": one, "n": counts[one.pk]}
        for one in Workshop.objects.filter(pk__in=counts).order_by("code")
    ]
    soon = list(
        Workshop.objects.filter(
            state__in=[Workshop.State.PLANNED, Workshop.State.ANNOUNCED], ends_at__lt=at + timedelta(days=7)
        ).order_by("starts_at")[:10]
    )
    lines = [{"workshop": one, "state": words.state_label(one, at)} for one in soon]
    context = {"records": records, "ownerless": ownerless, "soon": lines}
    return context if any(context.values()) else None


@panel("workshops.answers", place="desk", order=20, template="workshops/panels/answers.html")
def answers(request: HttpRequest, at: datetime) -> Context | None:
    """The officer's work: opinions that wait for the department's answer, the overdue ones first."""
    if not holds(request.user, Role.Kind.OFFICER):
        return None
    waiting = queries.waiting_for_answer(request.user)
    counts = waiting.order_by().aggregate(total=Count("pk"), overdue=Count("pk", filter=Q(due_at__lte=at)))
    if not counts["total"]:
        return None
    return {"counts": counts, "opinions": list(waiting.order_by("due_at", "id")[:5])}


@thread_part("workshops.opinion")
def opinion_knots(number: str, viewer: Any) -> Iterator[Knot]:
    """The opinions that this proposal grew out of, also by others that were merged into it, as they were said."""
    grown = Opinion.objects.visible_to(viewer).filter(proposal__in=grew_out_of(number))
    opinions = grown.select_related("workshop")
    for opinion in opinions.order_by("id"):
        yield Knot(
            stage="opinion",
            at=opinion.workshop.starts_at,
            title=_("Said at the workshop: %(title)s") % {"title": localized(opinion.workshop, "title")},
            text=localized(opinion, "text"),
            url=f"{opinion.workshop.get_absolute_url()}#opinion-{opinion.pk}",
            facts={"workshop": opinion.workshop.code, "disposition": opinion.disposition},
        )


@finder("workshops", label=gettext_lazy("Listening workshops"), more="/workshops/")
def find(query: str, viewer: Any) -> list[Found]:
    """Workshops whose title has the words."""
    named = Q(title__icontains=query) | Q(title_en__icontains=query)
    found = Workshop.objects.visible_to(viewer).filter(named).order_by(*queries.NEWEST_ORDER)[:10]
    return [Found(one.get_absolute_url(), localized(one, "title"), words.times(one)) for one in found]
