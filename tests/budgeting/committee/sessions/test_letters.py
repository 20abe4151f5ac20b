"""The preview of a session's letters names everybody to whom a letter goes."""

from django.test import Client

from budgeting.committee.domain import sitting
from civic.common.clock import now
from proposals.models import CoProposer
from tests import factories
from tests.budgeting.committee.sessions.conftest import Sitting


def test_the_preview_names_all_whose_project_it_is_and_no_one_who_left(room: Sitting, client: Client) -> None:
    proposal, together, gone = (
        room.work.project.proposal,
        factories.a_resident("둘째"),
        factories.a_resident("셋째"),
    )
    assert proposal is not None
    for person in (together, gone):
        CoProposer.objects.create(proposal=proposal, user=person)
    gone.is_active = False
    gone.save(update_fields=["is_active"])
    room.open(0, 1, 2)
    room.vote(ayes=3)
    sitting.close_session(room.han, room.session, at=now())
    factories.a_second_factor(room.han)
    client.force_login(room.han)
    page = client.get(f"/committee/sessions/{room.session.pk}/publish/").content.decode()
    assert f"제안자: {room.work.author.display_name}, {together.display_name}" in page
    assert gone.display_name not in page
