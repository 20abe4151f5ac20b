"""Projects of the demo's small vote in Busan; all of it invented. Money is won."""

from typing import NamedTuple

M = 1_000_000

#: Who holds the key of this vote, two of the three together.
TRUSTEES = ("온새미 (시민감사관)", "다솔 (도서관장)", "라온찬 (시의원)")

#: Where people of this vote may come instead.
PLACE = {
    "name": "산마루 마을회관",
    "name_en": "Sanmaru village hall",
    "address": "산마루길 7 (예시)",
    "address_en": "7 Sanmaru-gil (example)",
    "hours": "평일 오전 10시–오후 7시",
    "hours_en": "Weekdays 10 am–7 pm",
    "access": "승강기 있음, 큰 글자 단말기",
    "access_en": "Lift, a device with large type",
}


class Line(NamedTuple):
    """One project: envelope, titles, cost, borough ("" for the whole city), topic, who benefits, text in two languages."""

    envelope: str
    title: str
    title_en: str
    cost: int
    borough: str
    topic: str
    beneficiaries: str
    summary: str
    summary_en: str


#: The project that left the ballot while people voted: its title, and why, in two languages.
TAKEN_OFF = "어린이 갯벌 교실"
WHY = "갯벌이 습지보호지역으로 지정되어 올해부터 체험 활동을 할 수 없게 되었습니다."
WHY_EN = "The flat has become a protected wetland: from this year no lessons may be held on it."

LINES = (
    Line("points", "골목 그늘막 쉼터", "Shaded corners in the alleys", 40 * M, "부산진구", "walking", "걷는 주민",
         "햇볕이 강한 골목 모퉁이 여덟 곳에 접이식 그늘막과 긴 의자를 놓습니다.",
         "Folding awnings and benches at eight sunny corners."),
    Line("points", "밤바다 산책로 발밑등", "Footlights on the sea walk", 55 * M, "수영구", "safety", "밤에 걷는 시민",
         "바다를 따라 걷는 길 900미터에 눈부심이 적은 발밑등을 답니다.",
         "Footlights without glare along 900 metres of the sea walk."),
    Line("points", "동네 빨래터 다시 열기", "The neighbourhood wash-house reopened", 30 * M, "동구", "welfare", "혼자 사는 주민",
         "비어 있는 옛 빨래터를 고쳐 큰 빨래를 함께 할 수 있는 곳으로 엽니다.",
         "The empty wash-house is mended and opens for large laundry."),
    Line("points", "어린이 갯벌 교실", "Tidal-flat lessons for children", 25 * M, "사하구", "access", "초등학생과 가족",
         "갯벌에서 새와 게를 관찰하는 교실을 한 해 스무 번 엽니다.",
         "Twenty lessons a year on birds and crabs of the tidal flat."),
    Line("order", "산복도로 손수레 승강기", "A cart lift on the hillside road", 90 * M, "동구", "walking", "언덕길 주민",
         "계단이 가파른 골목에 짐을 나르는 작은 승강기를 놓습니다.",
         "A small lift carries loads where the stairs are steep."),
    Line("order", "전통시장 쉬어 가는 방", "A room to rest in the market", 70 * M, "중구", "welfare", "시장 상인과 손님",
         "시장 안 빈 점포를 앉아 쉬고 아기를 돌볼 수 있는 방으로 꾸밉니다.",
         "An empty shop becomes a room to sit down and care for babies."),
    Line("order", "강변 자전거 공기 넣는 곳", "Air for bicycles by the river", 35 * M, "사상구", "walking", "자전거 이용자",
         "강변길 다섯 곳에 손으로 공기를 넣고 간단히 고치는 기둥을 세웁니다.",
         "Five posts with a pump and tools along the river."),
    Line("order", "우리 동네 방송국", "Our neighbourhood's radio", 45 * M, "", "access", "모든 주민",
         "주민이 만드는 인터넷 방송을 위해 작은 녹음실과 장비를 마련합니다.",
         "A small studio for programmes that residents make."),
)  # fmt: skip
