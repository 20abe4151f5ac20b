"""The secretary prepares a session, puts items on its agenda, and calls it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from budgeting.committee.models import Committee, Item, Session
from budgeting.committee.sessions import actions
from budgeting.committee.sessions.queries import charter_of, notice_is_short
from budgeting.committee.sessions.refusals import AlreadyOnAgenda
from budgeting.committee.sessions.states import table
from budgeting.cycles.models import Project
from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from civic.common.constraints import refusing
from civic.notifications.domain.notifying import notify


@transaction.atomic
def prepare_session(
    actor: Actor,
    committee: Committee,
    *,
    starts_at: datetime,
    place: str = "",
    officer: str,
    phone: str,
    way: str = Session.Way.ROOM,
    ends_at: datetime | None = None,
) -> Session:
    """The committee's next session, as a draft; ``ends_at``: until when votes in writing are taken, where they are.

    Raises WrittenNotAllowed, DeadlineMissing, NotAllowed.
    """
    actions.prepare.require(actor, committee=committee, way=way, starts_at=starts_at, ends_at=ends_at)
    Committee.objects.select_for_update().get(pk=committee.pk)  # two sessions made at once get two numbers
    last = committee.sessions.aggregate(last=Max("number"))["last"] or 0
    session = Session.objects.create(
        committee=committee,
        number=last + 1,
        starts_at=starts_at,
        ends_at=ends_at if way == Session.Way.WRITTEN else None,
        place=place,
        officer=officer,
        phone=phone,
        way=way,
    )
    record(actor, "committee.prepare_session", session, number=session.number, starts_at=starts_at, way=way)
    return session


@transaction.atomic
def put_on_agenda(
    actor: Actor, session: Session, *, project: Project | None = None, title: str = "", title_en: str = ""
) -> Item:
    """The next item: a project, or a matter with a title. Raises AgendaFixed, AlreadyOnAgenda, NotBeforeTheCommittee."""
    session = Session.objects.select_for_update(of=("self",)).select_related("committee").get(pk=session.pk)
    if project is not None:
        # Two agendas at once: the second one waits here and then sees the first one's item.
        Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    actions.put_on_agenda.require(actor, session=session, project=project)
    last = session.items.aggregate(last=Max("position"))["last"] or 0
    with refusing({"agenda_has_a_project_once": AlreadyOnAgenda}):
        item = Item.objects.create(
            session=session,
            position=last + 1,
            project=project,
            title=project.title if project else title,
            title_en=project.title_en if project else title_en,
        )
    record(actor, "committee.put_on_agenda", item, session=session.number, project=project and project.pk)
    return item


@transaction.atomic
def call_session(actor: Actor, session: Session, *, at: datetime) -> Session:
    """Give the notice: the session and its agenda become public, and members are told. Raises AgendaEmpty, StaleState."""
    actions.call.require(actor, session=session)
    short = notice_is_short(session, charter_of(session.committee), at)
    fresh = table.move(session, "call", called_at=at)
    record(actor, "committee.call_session", session, starts_at=session.starts_at, short_notice=short)
    notify("committee.called", session, path=session.get_absolute_url(), **session.named)
    return fresh


@transaction.atomic
def cancel_session(actor: Actor, session: Session, *, at: datetime) -> Session:
    """Call it off; its items are free for another agenda. Raises StaleState, NotAllowed."""
    actions.cancel.require(actor, session=session)
    was_called = session.called_at is not None
    fresh = table.move(session, "cancel", called_at=session.called_at or at)
    record(actor, "committee.cancel_session", session, number=session.number)
    if was_called:
        notify("committee.session_cancelled", session, path=session.get_absolute_url(), **session.named)
    return fresh
