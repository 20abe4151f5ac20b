"""The demo's answering desk: drafts in every status, templates, a note, a moved date, ratings and one more question."""

from datetime import timedelta

from civic.comments.domain import liking
from civic.comments.domain.writing import Words, write_comment
from civic.comments.models import Comment
from civic.moderation.domain.deciding import decide
from civic.moderation.domain.reporting import appeal
from civic.moderation.models import Rule
from civic.portal.demo import Stage
from proposals.domain import approving, following_up, noting, templating
from proposals.domain.following_up import final_of
from proposals.models import Answer, AnswerDraft, Proposal

TEXT = "제안하신 곳을 돌아보고 첫 10곳을 정하였습니다. 내년 봄까지 설치하고, 이용하는 분들의 의견을 들어 넓히겠습니다."

SAID = (
    ("for", "지난해 하루 해 보았을 때 아이들이 길 한가운데서 놀았습니다. 가게 매출도 줄지 않았습니다."),
    ("for", "걷는 사람이 많아지면 골목 가게에도 도움이 됩니다."),
    ("against", "일요일에 짐을 싣는 가게는 어떻게 합니까? 아침 9시까지는 차가 들어올 수 있어야 합니다."),
    ("against", "돌아가는 버스가 늘 붐빕니다. 버스를 먼저 늘려 주십시오."),
    ("neutral", "휠체어를 쓰는 사람의 차는 들어갈 수 있는지 알려 주세요."),
)


def fill(stage: Stage) -> None:
    """What an officer finds on a Monday morning."""
    officer, second = stage.people["seoon"], stage.people["yeoul"]
    templating.keep(
        officer, name="접수 안내(검토 중)", disposition="",
        text="제안을 잘 읽었습니다. 현장을 확인하고 있으며, 기한 안에 결과를 답해 드리겠습니다.",
    )  # fmt: skip
    templating.keep(
        officer, name="채택 답변", disposition=Answer.Disposition.ADOPTED,
        text="좋은 제안 고맙습니다. 아래 날짜까지 시행하겠습니다. 진행 상황은 이 화면에서 알려 드리겠습니다.",
    )  # fmt: skip
    if stage.name != "seoul":
        return
    things = stage.things
    _talk(stage, things["proposal:car-free"])
    _draft(stage, things["proposal:benches"], ask=True)
    approving.approve(second, _draft(stage, things["proposal:ramp"], ask=True))
    returned = _draft(stage, things["proposal:compost"], ask=True)
    approving.send_back(second, returned, because="시험한 두 곳의 결과를 한 문장으로 덧붙여 주십시오.")
    noting.write_note(
        stage.people["byeori"], things["proposal:bus-shade"], at=stage.days(-4),
        text="@이서온 기한이 지났습니다. 중간답변이라도 먼저 드릴 수 있을까요?",
    )  # fmt: skip
    _after(stage, things["proposal:station-signs"], things["proposal:free-taxi"])


def _talk(stage: Stage, proposal: Proposal) -> None:
    """Both sides of a debate, with what people found helpful."""
    if proposal.thread is None:
        return
    for stance, words in SAID:
        writer, *readers = stage.random.sample(stage.citizens(), 7)
        comment = write_comment(writer, proposal.thread, Words(words, stance))
        for reader in readers[: len(words) % 6 + 1]:
            liking.like(reader, comment, at=stage.now)
    _warn_and_appeal(stage, comment)


def _warn_and_appeal(stage: Stage, comment: Comment) -> None:
    """A writer was warned and finds it wrong: a second moderator has not looked yet."""
    warning = decide(
        stage.people["byeori"], comment, outcome="warned", rule=Rule.OFF_TOPIC,
        reason="제안과 다른 이야기로 흐르지 않게 해 주십시오.",
    )  # fmt: skip
    if comment.author is not None:
        appeal(
            comment.author,
            comment,
            warning,
            text="휠체어 차가 다닐 수 있는지는 이 제안에 꼭 필요한 이야기입니다.",
        )


def _draft(stage: Stage, proposal: Proposal, *, ask: bool) -> AnswerDraft:
    draft = approving.save_draft(
        stage.people["seoon"], proposal, at=stage.days(-1), disposition=Answer.Disposition.ADOPTED, text=TEXT,
        planned_on=stage.days(150).date(),
    )  # fmt: skip
    return approving.ask(stage.people["seoon"], draft) if ask else draft


def _after(stage: Stage, adopted: Proposal, refused: Proposal) -> None:
    officer, answer = stage.people["seoon"], final_of(adopted)
    if answer is not None and answer.planned_on is not None:
        following_up.move_date(
            officer, adopted, new_on=answer.planned_on + timedelta(days=60), at=stage.days(-20),
            reason="안내판을 만드는 업체의 사정으로 두 달 늦어집니다.",
        )  # fmt: skip
        people = [one.user for one in adopted.supports.select_related("user").order_by("pk")[:12]]
        for number, person in enumerate(people):
            following_up.rate(person, answer, value=(5, 4, 4, 3)[number % 4], at=stage.days(-30))
    answer = final_of(refused)
    if answer is not None and refused.author is not None:
        following_up.ask_once_more(
            refused.author, answer, at=stage.days(-12), text="심야버스는 어느 길로 언제부터 다니게 됩니까?"
        )
        following_up.reply(
            officer, refused, at=stage.days(-5),
            text="강남대로와 도심을 잇는 두 노선을 검토하고 있습니다. 다음 달에 노선을 정하여 이 화면에서 알려 드리겠습니다.",
        )  # fmt: skip
