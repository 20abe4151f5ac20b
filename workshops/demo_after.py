"""The demo city after its workshops: a theme, promises that have come back, reports that are out and one that is late."""

from datetime import timedelta

from civic.portal.demo import Stage
from workshops.demo_planning import moment, plan, with_people, write_down
from workshops.domain.answering import Answer, answer_opinion
from workshops.domain.following_up import publish_follow_up
from workshops.domain.minuting import write_minutes
from workshops.domain.recording import publish_record
from workshops.domain.routing import route_opinions
from workshops.domain.theme_answers import answer_theme, route_theme
from workshops.domain.theming import gather
from workshops.models import FollowUp, Opinion, Workshop

SAID = (
    (
        "정류장에 그늘이 없어 여름에 서 있기 힘듭니다.",
        "There is no shade at the stop; standing there in summer is hard.",
    ),
    ("버스 정류장에 그늘막을 쳐 주세요.", "Please put up awnings at the bus stops."),
    ("햇볕이 강한 정류장부터 그늘을 만들어 주세요.", "Make shade first where the sun is strongest."),
    (
        "공원 음수대가 오후에는 물이 나오지 않습니다.",
        "The fountain in the park gives no water in the afternoon.",
    ),
    ("쉼터 의자를 나무 아래로 옮겨 주세요.", "Move the benches under the trees."),
    (
        "횡단보도 앞에서 기다릴 때 햇볕을 피할 곳이 없습니다.",
        "There is no shade while one waits at the crossings.",
    ),
)


def build(stage: Stage) -> None:
    _sorted(stage)
    _shade(stage)
    _old_reports(stage)


def _sorted(stage: Stage) -> None:
    """At the workshop of ten days ago: two opinions on dark ways make a theme, which waits for its department."""
    host = stage.people["naul"]
    recorded = Workshop.objects.filter(state=Workshop.State.RECORDED, area=stage.city).latest("starts_at")
    dark = list(
        Opinion.objects.filter(workshop=recorded, text__contains="십 분")
        | Opinion.objects.filter(workshop=recorded, text__contains="가로등")
    )
    at = stage.days(-2)
    theme = gather(host, recorded, dark, title="어두운 귀갓길", title_en="Dark ways home", at=at)
    route_theme(host, theme, department=stage.department("safety"), due_at=recorded.answers_due_at, at=at)
    stage.things["theme:dark-ways"] = theme


def _shade(stage: Stage) -> None:
    """Held 95 days ago: one theme answered once, promised days that have come and passed, a report that is out and one overdue."""
    host, officer = stage.people["naul"], stage.people["seoon"]
    safety = stage.department("safety")
    workshop = plan(
        stage,
        "뜨거운 여름을 나는 동네",
        "A neighbourhood that gets through hot summers",
        moment(stage, -95, 19),
        30,
        department=safety,
        summary="더위를 피하고 쉬어 갈 곳을 어떻게 늘릴지 이야기했습니다.",
        summary_en="How to make more places in which to escape the heat.",
        place="마을회관 1층",
        captions=True,
        topic=stage.topic("safety"),
    )
    seats = with_people(stage, workshop, 10)
    tables = [(str(number), text, text_en) for number, (text, text_en) in enumerate(SAID, 1)]
    opinions = write_down(stage, workshop, tables, seats)
    published = publish_record(host, workshop, at=workshop.ends_at + timedelta(days=5))
    at = workshop.ends_at + timedelta(days=6)
    shade = gather(host, published, opinions[:3], title="정류장 그늘", title_en="Shade at the stops", at=at)
    due = workshop.answers_due_at
    route_theme(host, shade, department=safety, due_at=due, at=at)
    route_opinions(host, opinions[3:], department=safety, due_at=due, at=at)
    answer_theme(
        officer,
        shade,
        Answer(
            "in_progress",
            "해가 가장 강한 정류장 열두 곳에 그늘막을 먼저 설치하고 있습니다.",
            "Awnings are being put up at the twelve stops with the strongest sun.",
            planned_on=stage.days(-1).date(),
        ),
        at=at + timedelta(days=10),
    )
    answer_opinion(
        officer,
        opinions[3],
        Answer(
            "done",
            "음수대 배관을 고쳐 하루 내내 물이 나옵니다.",
            "The pipe has been mended; there is water all day.",
            evidence_url="https://example.org/fountain",
        ),
        at=at + timedelta(days=12),
    )
    answer_opinion(
        officer,
        opinions[4],
        Answer(
            "long_term",
            "나무뿌리를 다치지 않을 자리를 찾고 있습니다.",
            "We are looking for places that do not hurt the roots.",
            recheck_on=stage.now.date(),
        ),
        at=at + timedelta(days=15),
    )
    answer_opinion(
        officer,
        opinions[5],
        Answer(
            "partly",
            "건널목 스무 곳 가운데 아홉 곳에 그늘막을 세웠습니다. 나머지는 바닥을 고친 뒤에 세웁니다.",
            "Nine of twenty crossings have awnings; the others follow after work on the pavement.",
            planned_on=stage.days(-4).date(),
        ),
        at=at + timedelta(days=15),
    )
    write_minutes(
        host,
        workshop,
        text="## 여는 말\n\n소관부서가 지난여름의 무더위 대책을 설명했습니다.\n\n## 모둠 토론\n\n- 정류장의 그늘\n- 공원의 물\n"
        "- 쉼터의 자리\n\n## 맺는 말\n\n모든 의견에 답변 기한을 정하기로 했습니다.",
        text_en="## Opening\n\nThe department told of last summer's measures.\n\n## At the tables\n\n- Shade at the stops\n"
        "- Water in the park\n- Places to rest\n\n## Closing words\n\nEvery opinion gets a day for its answer.",
        at=workshop.ends_at + timedelta(days=4),
    )
    thirty = FollowUp.objects.get(workshop=workshop, days=30)
    publish_follow_up(
        host,
        thirty,
        at=thirty.due_at,
        remark="그늘막 열두 곳 가운데 다섯 곳의 설치를 마쳤습니다. 남은 곳은 바닥 공사 뒤에 설치합니다.",
        remark_en="Five of twelve awnings are up; the others follow after work on the pavement.",
    )


def _old_reports(stage: Stage) -> None:
    """The oldest workshop has all three reports behind it."""
    host = stage.people["naul"]
    oldest = Workshop.objects.filter(
        state=Workshop.State.REPORTED, area=stage.city, external_id=None
    ).earliest("starts_at")
    for report in FollowUp.objects.filter(workshop=oldest).order_by("days"):
        publish_follow_up(host, report, at=report.due_at)
