"""The world in which doors are tried: the demo city, and one person for each role."""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet
from django.test import Client
from django.test.client import ClientHandler
from django.test.utils import override_settings
from django.utils import timezone

from budgeting.committee.domain.declaring import declare_interest
from budgeting.committee.models import (
    Challenge,
    CityRemark,
    Decision,
    Item,
    Member,
    Minutes,
    Plan,
    Recommendation,
    Recruitment,
    Resolution,
    Session,
)
from budgeting.committee.models import Objection as CommitteeObjection
from budgeting.cycles.models import Cycle, CycleDraft, Incompatibility, Objection, PartnerOpinion, Project
from budgeting.delivery.models import Award, Delivery, Milestone
from budgeting.voting.domain.kiosks import open_kiosk
from budgeting.voting.models import PaperBatch, PollingPlace, SlipRun
from civic.accounts.models import Role, User
from civic.areas.domain.loading import load_areas, load_departments, load_topics
from civic.areas.models import Area
from civic.attachments.holders import seen
from civic.comments.models import Comment
from civic.common.clock import now
from civic.notifications.models import Event, Mail, Message
from civic.portal.demo import Stage
from civic.portal.demo_building import build as build_demo
from proposals.domain.together import token_of
from proposals.models import AnswerTemplate, CoProposer, Invitation, Proposal, Question, SavedSearch, Support
from tests import factories
from tests.civic.attachments.conftest import add_document, add_photo
from workshops.before.links import cancel_path
from workshops.models import Opinion, OpinionMap, Registration, Workshop
from workshops.posters import poster_code
from workshops.school.models import Course
from workshops.spaces.models import Booking

M = TypeVar("M", bound=Model)
ROLES = (
    "visitor",
    "newcomer",
    "resident",
    "author",
    "member",
    "recused",
    "moderator",
    "officer",
    "other_officer",
    "host",
    "secretary",
    "budget",
    "publisher",
    "registrar",
    "station",
    "administrator",
)
API_OF = {
    "unmerge": "proposal-unmerge",
    "transfer_news": "proposal-transfer-news",
    "take_back": "proposal-take-back",
    "open_debate": "proposal-debate",
    "decline_debate": "proposal-debate-decline",
    "conclude_debate": "proposal-debate-conclusions",
    "take_part": "proposal-debate-stance",
    "rate": "proposal-rating",
    "ask_once_more": "proposal-question",
}
DEMO = {
    "newcomer": "narae",
    "resident": "citizen-05",
    "author": "haedeun",
    "member": "hanul",
    "recused": "member-02",
    "moderator": "byeori",
    "officer": "seoon",
    "host": "naul",
    "secretary": "gaon",
    "budget": "dasom",
    "publisher": "yeoul",
    "administrator": "admin",
    "station": "sebit",
}


@dataclass
class World:
    people: dict[str, User]
    values: dict[str, Any] = field(default_factory=dict)
    bodies: dict[str, Any] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    door: ClientHandler = field(default_factory=lambda: ClientHandler(enforce_csrf_checks=False))

    def client(self, role: str) -> Client:
        """A browser with a session of the role's person, made once. All go in by one door: its middleware is loaded once."""
        client = Client()
        client.handler = self.door
        if role != "visitor":
            if role not in self.sessions:
                client.force_login(self.people[role])
                self.sessions[role] = client.cookies[settings.SESSION_COOKIE_NAME].value
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return client

    def body(self, route: str) -> bytes:
        """What is sent to an API route: a body that its form lets through, so that the role is what decides."""
        return json.dumps(self.bodies.get(route, {})).encode()

    def value(self, route: str, parameter: str) -> Any:
        """What a route's parameter is given: the most special of "route.parameter", "room.parameter", "parameter"."""
        room = route.split(":", maxsplit=1)[0]
        for key in (f"{route}.{parameter}", f"{room}.{parameter}", parameter):
            if key in self.values:
                return self.values[key]
        raise AssertionError(f"tests/security/world.py: give {route} a value for {parameter!r}")


def one(found: QuerySet[M]) -> M:
    """The first row; the demo city must have one."""
    row = found.first()
    assert row is not None, f"the demo city has no such {found.model.__name__}"
    return row


def build() -> World:
    """Load the demo city and find one of everything."""
    load_areas(city="1100000000")
    load_departments(city="1100000000")
    load_topics()
    stage = Stage(city=Area.objects.get(code="1100000000"), now=now())
    with override_settings(DEMO_MODE=True):  # its members act while it is built, without a second factor
        assert build_demo(stage, lambda _line: None)
    people = {role: stage.people[key] for role, key in DEMO.items()}
    people["other_officer"] = factories.a_staff_member("other", Role.Kind.OFFICER, stage.department("budget"))
    people["registrar"] = factories.a_staff_member("registrar", Role.Kind.REGISTRAR)
    for role, person in people.items():
        if role not in ("newcomer", "resident", "author"):
            factories.a_second_factor(person)
    world = World(people)
    _answered_to_the_author(stage, people)
    world.values |= _values(stage, people) | _polling(stage, people["station"])
    world.bodies |= _bodies(stage)
    return world


def _answered_to_the_author(stage: Stage, people: dict[str, User]) -> None:
    """One answered proposal of the author that, of all roles, only the resident supports."""
    answered: Proposal = stage.things["proposal:free-taxi"]
    Proposal.objects.filter(pk=answered.pk).update(author=people["author"])
    Question.objects.filter(answer__proposal=answered).delete()
    Support.objects.filter(proposal=answered, user__in=people.values()).delete()
    Support.objects.create(proposal=answered, user=people["resident"])
    CoProposer.objects.create(proposal=stage.things["proposal:claimed"], user=people["resident"])


def _values(stage: Stage, people: dict[str, User]) -> dict[str, Any]:
    own: Proposal = stage.things["proposal:alley-lights"]
    waiting: Proposal = stage.things["proposal:bus-shade"]
    said = one(Comment.objects.filter(parent__isnull=True).exclude(author__in=people.values()).order_by("pk"))
    voting: Cycle = stage.things["cycle:voting"]
    scoring: Cycle = stage.things["cycle:scoring"]
    finished: Cycle = stage.things["cycle:finished"]
    scored = one(Project.objects.filter(envelope__cycle=scoring).order_by("-pk"))
    declare_interest(people["recused"], scored, interest="self", ground="가족의 일", at=stage.now)
    delivery = one(Delivery.objects.filter(state="running"))
    milestone = one(Milestone.objects.filter(delivery=delivery, done_on__isnull=True))
    ahead = one(Workshop.objects.filter(state="announced").order_by("starts_at"))
    recorded = one(Workshop.objects.filter(state="recorded"))
    opinion = one(Opinion.objects.filter(workshop=recorded, speaker=people["author"]))
    OpinionMap.objects.create(workshop=recorded, votes=400, people=50, computed_at=stage.now, data={})
    seat = one(Registration.objects.filter(workshop=recorded, user=people["author"]))
    event, message = one(Event.objects.order_by("pk")), _message(people["author"])
    asked = one(PartnerOpinion.objects.filter(answered_at__isnull=True))
    objection = one(Objection.objects.filter(answered_at__isnull=True))
    draft = one(CycleDraft.objects.filter(owner=people["budget"]))
    pair = one(Incompatibility.objects.all())
    values: dict[str, Any] = {
        "number": own.number,
        "proposals.uuid": stage.things["proposal:draft"].uuid,
        "proposals:join.token": token_of(one(Invitation.objects.filter(proposal__state="draft"))),
        "proposals.slug": stage.things["call:open"].call.process.slug,
        "api:call.slug": stage.things["call:open"].call.process.slug,
        "proposals.language": "ko",
        "proposals:change_search.pk": one(
            SavedSearch.objects.filter(user=people["author"]).order_by("pk")
        ).pk,
        "proposals:drop_search.pk": one(SavedSearch.objects.filter(user=people["author"]).order_by("pk")).pk,
        "proposals.token": one(SavedSearch.objects.filter(user=people["author"]).order_by("pk")).token,
        "proposals:part.part": "text",
        "proposals:autosave.part": "text",
        "cycles:opinion.pk": asked.project_id,
        "cycles:opinion.opinion": asked.pk,
        "cycles:answer-objection.pk": objection.project_id,
        "cycles:answer-objection.objection": objection.pk,
        "cycles:join-again.pk": pair.first_id,
        "cycles:join-again.pair": pair.pk,
        "cycles:draft.pk": draft.pk,
        "cycles:draft-check.pk": draft.pk,
        "cycles:draft.step": "rules",
        "cycles:take.number": stage.things["proposal:station-signs"].number,
        "slug": voting.slug,
        "committee.slug": scoring.slug,
        "results.slug": finished.slug,
        "delivery.slug": finished.slug,
        "kind": "voting",
        "key": "city",
        "pk": scored.pk,
        "delivery.pk": delivery.pk,
        "delivery:outcome.pk": one(Delivery.objects.filter(asked_at__isnull=False)).pk,
        "delivery.year": one(Award.objects.all()).year,
        "delivery:reach.pk": milestone.pk,
        "delivery:move.pk": milestone.pk,
        "api:delivery.pk": delivery.pk,
        "api:delivery-spending.pk": delivery.pk,
        "api:milestone-move.pk": milestone.pk,
        "api:milestone-reach.pk": milestone.pk,
        "code": ahead.code,
        "registration_id": seat.pk,
        "registration_code": seat.code,
        "workshops.uuid": opinion.uuid,
        "workshops:scan.code": recorded.code,
        "workshops:votes.code": recorded.code,
        "notifications:open.pk": message.pk,
        "notifications:retry_event.pk": event.pk,
        "notifications:retry_mail.pk": message.mail.pk,
        "notifications.token": "wrong",
        "opendata.name": "proposals",
        "comments.pk": own.thread_id,
        "comments:like.pk": said.thread_id,
        "comments:like.comment": said.pk,
        "proposals:drop_template.pk": one(AnswerTemplate.objects.order_by("pk")).pk,
        "subject": f"proposals.proposal:{own.pk}",
        "name": "result.json",
        "voting:program.name": "witness.py",
        "areas:department.code": "seoul-safety",
        "departments.code": "seoul-parks",
        "accounts:role_end.pk": people["registrar"].roles.get().pk,
        "demo.pk": people["author"].pk,
        "key_reset": "x",
        "uidb36": "1",
        "format": "json",
    }
    values["proposals:slip.number"] = stage.things["proposal:assisted"].number
    for route in (
        "proposals:answer",
        "proposals:interim",
        "proposals:route",
        "api:proposal-answers",
        "api:proposal-route",
    ):
        values[f"{route}.number"] = waiting.number
    for route, key in (
        ("unmerge", "crossing-again"),
        ("transfer_news", "cycle-repair"),
        ("take_back", "cycle-repair"),
        ("open_debate", "station-signs"),
        ("decline_debate", "station-signs"),
        ("conclude_debate", "car-free"),
        ("take_part", "car-free"),
        ("head_answer", "station-signs"),
        ("begin", "station-signs"),
        ("complete", "digital"),
        ("approve", "benches"),
        ("move_date", "station-signs"),
        ("reply", "free-taxi"),
        ("rate", "free-taxi"),
        ("ask_once_more", "free-taxi"),
    ):
        values[f"proposals:{route}.number"] = stage.things[f"proposal:{key}"].number
        values[f"api:{API_OF.get(route, route)}.number"] = values[f"proposals:{route}.number"]
    values["api:proposal-co-proposal.number"] = stage.things["proposal:claimed"].number
    for route in ("proposal-draft", "proposal-draft-submit", "proposal-draft-invitation"):
        values[f"api:{route}.uuid"] = values["proposals.uuid"]
    values["api:proposal-invited.token"] = values["proposals:join.token"]
    values |= _committee_values(scoring, people["author"]) | _files(own, people["author"])
    challenged = one(Challenge.objects.filter(outcome="pending"))
    for route in ("committee:challenge", "api:committee-challenge"):
        values[f"{route}.pk"] = challenged.project_id
    values["committee:decide_challenge.pk"] = challenged.pk
    for route in (
        "api:committee",
        "api:committee-decisions",
        "api:committee-queue",
        "api:committee-members",
        "api:committee-sessions",
        "api:committee-lotteries",
        "api:committee-ranking",
    ):
        values[f"{route}.slug"] = scoring.slug
    for route in (
        "check-in",
        "undo",
        "release",
        "people",
        "desk-opinions",
        "route",
        "publish",
        "hold",
        "walk-in",
        "check-in-by-code",
    ):
        values[f"workshops:{route}.code"] = recorded.code
    values["api:workshop-opinions.code"] = recorded.code
    values |= _live(stage)
    values |= _before_workshops(stage, seat)
    values["api:workshop-themes.code"] = values["api:workshop-reports.code"] = recorded.code
    values |= _after_workshops(stage, recorded)
    values |= _school(stage, people["author"])
    values["api:comments.thread"] = own.thread_id
    values["api:result.slug"] = finished.slug
    return values


def _live(stage: Stage) -> dict[str, Any]:
    """The room in which people choose now; what is closed is tried on the closed one."""
    choosing, closed = stage.things["room:choosing"], stage.things["room:closed"]
    return {
        "live.code": choosing.code,
        "live.workshop": choosing.workshop.code,
        "live.pk": choosing.statements.first().pk,
        "live:free-table.pk": choosing.participants.get(table="3").pk,
        "live:record.workshop": closed.workshop.code,
        "workshops:here.code": choosing.workshop.code,
        "workshops:here.poster": poster_code(choosing.workshop),
    }


def _files(own: Proposal, author: User) -> dict[str, Any]:
    """A photo and a document of the author's proposal, and the photo's addresses."""
    held = seen(f"proposals.proposal:{own.pk}", author)
    assert held is not None
    photo, document = add_photo(author, held), add_document(author, held)
    return {
        "attachments.file": photo.uuid,
        "attachments:document.file": document.uuid,
        "attachments.part": "small",
    }


def _before_workshops(stage: Stage, seat: Registration) -> dict[str, Any]:
    """A series, applications of citizens, the workshop that the author plans, and signed links."""
    series = stage.things["series:listening"]
    routes = ("workshops:series", "workshops:series-feed", "workshops:change-series", "workshops:end-series")
    return {
        **{f"{route}.code": series.code for route in (*routes, "api:workshop-series")},
        "workshops:application.code": stage.things["application:changed"].code,
        "workshops:withdraw-application.code": stage.things["application:changed"].code,
        "workshops:answer-application.code": stage.things["application:waiting"].code,
        "workshops:agenda.code": stage.things["workshop:by-haedeun"].code,
        "workshops:questions.code": one(Workshop.objects.filter(state=Workshop.State.PLANNED)).code,
        "workshops:invitation.token": stage.things["invitation:open"].token,
        "workshops:withdraw-invitation.code": stage.things["invitation:open"].workshop.code,
        "workshops:withdraw-invitation.pk": stage.things["invitation:open"].pk,
        "workshops:cancel-by-link.token": cancel_path(seat).rsplit("/", 2)[1],
        "workshops:shape.code": stage.things["workshop:by-haedeun"].code,
    }


def _after_workshops(stage: Stage, recorded: Workshop) -> dict[str, Any]:
    """Themes and reports of a workshop whose record is public."""
    routes = (
        "themes", "undo-sorting", "closing", "minutes", "draft-follow-up", "follow-up", "report", "report-pdf", "feedback",
        "certificate",
    )  # fmt: skip
    themes = ("theme", "take-out", "merge-theme", "dissolve-theme", "route-theme", "answer-theme")
    booking = one(Booking.objects.in_force().filter(user__email__startswith="haedeun"))
    return {
        "days": 30,
        "spaces.code": booking.space.code,
        "spaces:cancel.pk": booking.pk,
        **{f"workshops:{route}.code": recorded.code for route in routes},
        **{f"workshops:{route}.uuid": stage.things["theme:dark-ways"].uuid for route in themes},
    }


def _school(stage: Stage, author: User) -> dict[str, Any]:
    """A course under way in which the author is enrolled; one to come; one that is over, of which the author is a graduate."""
    course: Course = stage.things["course:under-way"]
    finished = stage.things["course:finished"].code
    return {
        "school.code": course.code,
        "school.pk": one(course.sessions.order_by("starts_at")).pk,
        "school:enrol.code": stage.things["course:to-come"].code,
        "school:certificate.code": finished,
        "school:publish-name.code": finished,
        "school:scan.enrolment_code": one(course.enrolments.filter(user=author)).code,
        "api:course.code": course.code,
    }


def _polling(stage: Stage, clerk: User) -> dict[str, Any]:
    """A place of the vote that is open; a batch of slips of the one that is over, with a difference to decide."""
    place = one(PollingPlace.objects.filter(cycle=stage.things["cycle:voting"]))
    batch = one(PaperBatch.objects.filter(closed_at__isnull=True).select_related("place__cycle"))
    kiosk, code = open_kiosk(clerk, place)
    values: dict[str, Any] = {
        f"voting:{route}.pk": place.pk
        for route in ("station", "mark", "kiosk_open", "kiosk_end", "place", "slips", "begin_batch")
    }
    for route in ("paper", "batch", "enter", "second", "drop", "finish", "resolve", "again"):
        values |= {f"voting:{route}.slug": batch.place.cycle.slug, f"voting:{route}.pk": batch.pk}
    standing = one(Project.objects.filter(envelope__cycle=place.cycle).on_ballot())
    for route in ("voting:take_off", "api:vote-taken-off"):
        values |= {f"{route}.slug": place.cycle.slug, f"{route}.pk": standing.pk}
    return {
        **values,
        "voting:kiosk_end.kiosk": kiosk.pk,
        "voting:kiosk_join.code": code,
        "voting:sheet.pk": one(SlipRun.objects.filter(place=place)).pk,
        "voting:resolve.number": 5,
        "voting:again.reading": "both",
    }


def _committee_values(scoring: Cycle, author: User) -> dict[str, Any]:
    """A session to come, one that is over, its minutes, a draw, a decision of the author's project, a plan."""
    ahead = one(Session.objects.filter(committee__cycle=scoring, state="called", way="room"))
    over = one(Session.objects.filter(committee__cycle=scoring, state="closed", way="room"))
    item = one(ahead.items.order_by("-position"))
    minutes = one(Minutes.objects.filter(session=over))
    waiting = one(Recommendation.objects.filter(answered_at__isnull=True))
    mine = one(Decision.objects.filter(project__proposal__author=author))
    complaint = CommitteeObjection.objects.get_or_create(
        decision=one(Decision.objects.exclude(pk=mine.pk)),
        user=author,
        text="시험",
        due_on=timezone.localdate(),
    )[0]
    plan = one(Plan.objects.all())
    draft = Plan.objects.create(
        committee=plan.committee, area=plan.area, year=plan.year + 1, title="시험", concept="시험"
    )
    live = Session.objects.create(
        committee=over.committee, number=9, state="open", starts_at=now(), place="-", officer="-", phone="-",
        called_at=now(),
    )  # fmt: skip
    open_item = Item.objects.create(session=live, position=1, title="시험")
    last = one(
        Project.objects.filter(envelope__cycle=scoring).order_by("-pk")
    )  # from which "recused" has withdrawn
    asked, unsent = (
        Item.objects.create(
            session=Session.objects.create(
                committee=over.committee, number=number, state=state, way="written", starts_at=now(),
                ends_at=now() + timedelta(days=1), officer="-", phone="-", called_at=now(),
            ),
            position=1, project=last, title="시험",
        )
        for number, state in ((6, "open"), (7, "draft"))
    )  # fmt: skip
    Resolution.objects.create(item=asked, kind="carry", reason="시험")
    seat = one(over.committee.members.filter(lot__gt="").order_by("pk"))
    call = one(Recruitment.objects.all())
    open_call = Recruitment.objects.create(
        committee=over.committee, seats=1, closes_at=now() + timedelta(days=1), opens_at=now(),
        draw_on=timezone.localdate(), seed="x", commitment="x",
    )  # fmt: skip
    shut_call = Recruitment.objects.create(
        committee=over.committee, seats=1, closes_at=now(), opens_at=now() - timedelta(days=1),
        draw_on=timezone.localdate(), seed="x", commitment="x",
    )  # fmt: skip
    consulted = Plan.objects.create(
        committee=plan.committee, area=plan.area, year=plan.year + 2, title="시험", concept="시험",
        state="consultation",
    )  # fmt: skip
    draft_minutes_of = Session.objects.create(
        committee=over.committee, number=8, state="closed", starts_at=now(), place="-", officer="-", phone="-",
        called_at=now(),
    )  # fmt: skip
    confirmed = Minutes.objects.create(session=live, content={}, digest="x")
    remark = CityRemark.objects.create(plan=consulted, text="시험")
    return {
        "committee:session.pk": ahead.pk,
        "api:committee-session.pk": ahead.pk,
        "api:committee-minutes.pk": over.pk,
        **dict.fromkeys(
            (f"api:committee-{name}.pk" for name in ("run", "agenda", "attendance", "steps")), ahead.pk
        ),
        **dict.fromkeys((f"api:committee-{name}.pk" for name in ("pending", "confirm")), over.pk),
        **dict.fromkeys(
            (f"api:committee-{name}.pk" for name in ("votes", "deferral", "recommendations")), open_item.pk
        ),
        "api:committee-motion.pk": unsent.pk,
        "api:committee-publish-minutes.pk": live.pk,
        "committee:run.pk": ahead.pk,
        "committee:attendance.pk": ahead.pk,
        "committee:add.pk": ahead.pk,
        "committee:step.pk": ahead.pk,
        "committee:step.name": "cancel",
        "committee:publish.pk": over.pk,
        "committee:draft.pk": draft_minutes_of.pk,
        "committee:vote.pk": open_item.pk,
        "committee:defer.pk": open_item.pk,
        "committee:recommend.pk": open_item.pk,
        "committee:talk.pk": item.pk,
        "committee:ballot.pk": asked.pk,
        "api:committee-ballot.pk": asked.pk,
        "committee:motion.pk": unsent.pk,
        "committee:minutes.pk": minutes.pk,
        "committee:minutes-json.pk": minutes.pk,
        "committee:minutes-pdf.pk": minutes.pk,
        "committee:minutes-pdf.language": "ko",
        "committee:confirm.pk": minutes.pk,
        "committee:publish-minutes.pk": confirmed.pk,
        "committee:recommendation.pk": waiting.pk,
        "committee:object.pk": mine.pk,
        "committee:objection.pk": complaint.pk,
        "committee:lot.pk": call.pk,
        "committee:lot-file.pk": call.pk,
        "committee:apply.pk": open_call.pk,
        "committee:take-back.pk": open_call.pk,
        "committee:draw.pk": shut_call.pk,
        "committee:end.pk": seat.pk,
        "committee:again.pk": seat.pk,
        "committee:succeed.pk": seat.pk,
        "committee:plan.pk": plan.pk,
        "committee:plan-entry.pk": draft.pk,
        "committee:plan-consult.pk": draft.pk,
        "committee:plan-remark.pk": consulted.pk,
        "committee:plan-agree.pk": consulted.pk,
        "committee:plan-assess.pk": plan.pk,
        "committee:remark-answer.pk": remark.pk,
        "committee:make-plan.slug": plan.committee.slug,
    }


def _bodies(stage: Stage) -> dict[str, Any]:
    day = stage.days(200).date().isoformat()
    challenged = one(Challenge.objects.filter(outcome="pending"))
    seat = one(Member.objects.filter(committee=challenged.member.committee).order_by("-pk"))
    opens, closes = stage.days(1).isoformat(), stage.days(2).isoformat()
    return {
        "api:committee-challenge": {"member": seat.pk, "ground": "시험"},
        "api:committee-declare": {"interest": "none"},
        "api:committee-draft": {"version": 0},
        "api:committee-steps": {"step": "cancel"},
        "api:committee-remarks": {"text": "시험"},
        "api:cycle-phase": {"opens_at": opens, "closes_at": closes, "reason": "시험"},
        "api:delivery-spending": {"amount": 1000, "on": stage.now.date().isoformat(), "purpose": "시험"},
        "api:milestone-move": {"due_on": day, "reason": "시험"},
        "api:milestone-reach": {"on": stage.now.date().isoformat()},
        "api:project-review": {"verdict": "eligible", "text": "시험", "cost": 1000, "calculation": "시험"},
        "api:project-withdrawal": {"reason": "시험"},
        "api:projects": {
            "proposal": stage.things["proposal:station-signs"].number,
            "envelope": "city",
            "cycle": stage.things["cycle:gathering"].slug,
            "cost": 1000,
        },
    }


def _message(person: User) -> Message:
    event = one(Event.objects.filter(kind="proposals.submitted"))
    message = Message.objects.get_or_create(event=event, user=person)[0]
    Mail.objects.get_or_create(message=message)
    return message
