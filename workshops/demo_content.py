"""Invented opinions of the demo city's workshops: (table, Korean, English, disposition, answer, answer in English)."""

Line = tuple[str, str, str, str, str, str]

REPAIR: tuple[Line, ...] = (
    (
        "1",
        "집집마다 드릴을 살 필요가 있나요? 동네에서 같이 쓰고 고치는 손수레가 돌면 좋겠어요.",
        "Does every home need a drill? A cart that brings tools round the neighbourhood and helps mend things would do.",
        "done",
        "제안으로 이어져 시민참여예산으로 동네 수리 손수레를 운영했습니다.",
        "It became a proposal, and participatory budgeting paid for the repair cart.",
    ),
    (
        "1",
        "경로당 의자가 흔들려도 고칠 사람이 없습니다.",
        "The chairs at the senior centre wobble and nobody mends them.",
        "done",
        "수리 손수레가 석 달마다 경로당을 찾아갑니다.",
        "The repair cart now visits the senior centres every three months.",
    ),
    (
        "2",
        "고장 난 우산을 고쳐 주는 곳이 있으면 좋겠습니다.",
        "It would be good to have a place that mends umbrellas.",
        "done",
        "수리 손수레 품목에 우산을 넣었습니다.",
        "Umbrellas are among the things the cart mends.",
    ),
    (
        "2",
        "주민센터에 공구를 빌려주는 시간을 저녁까지 늘려 주세요.",
        "Please lend tools at the neighbourhood office until the evening.",
        "in_progress",
        "저녁 8시까지 늘리는 근무표를 짜고 있습니다.",
        "We are drawing up a rota until 8 in the evening.",
    ),
    (
        "3",
        "수리를 배울 수 있는 강좌가 필요합니다.",
        "We need courses that teach mending.",
        "done",
        "분기마다 기초 강좌를 열고 있습니다.",
        "A basic course is held every quarter.",
    ),
    (
        "3",
        "수리 부품을 모아 두는 창고를 지어 주세요.",
        "Please build a store for spare parts.",
        "long_term",
        "터를 찾기 어려워 내년에 다시 검토합니다.",
        "No site has been found; we look again next year.",
    ),
    (
        "4",
        "모든 가정에 공구 상자를 하나씩 주세요.",
        "Give every household a tool box.",
        "not_possible",
        "개인에게 물품을 나누어 주는 것은 선거법과 예산 규정에 맞지 않습니다.",
        "Giving goods to private persons is against the election law and the budget rules.",
    ),
    (
        "4",
        "청년이 수리 일을 배워 일자리로 이어지면 좋겠습니다.",
        "Young people could learn mending and make a living of it.",
        "partly",
        "올해 두 사람이 실습으로 참여했고, 내년에 넓히겠습니다.",
        "Two trainees took part this year; more will follow.",
    ),
)
NIGHT: tuple[tuple[str, str, str], ...] = (
    (
        "1",
        "막차에서 내려 집까지 걷는 십 분이 가장 무섭습니다.",
        "The ten minutes from the last train to my door are the worst.",
    ),
    (
        "1",
        "편의점마다 안심벨이 있으면 들어가서 도움을 청할 수 있겠습니다.",
        "A safety bell in every convenience store would help.",
    ),
    ("2", "가로등은 있는데 나무에 가려 어둡습니다.", "There are lamps, but trees hide them."),
    ("2", "골목 거울이 깨진 채로 있습니다.", "The alley mirrors have been broken for months."),
    (
        "3",
        "혼자 사는 사람끼리 연락하는 모임을 도와주세요.",
        "Please support circles of people who live alone.",
    ),
    ("3", "안심귀가 동행을 새벽까지 늘려 주세요.", "Extend the walk-home service to the early morning."),
    ("4", "택배를 맡길 무인 보관함이 더 필요합니다.", "We need more parcel lockers."),
)
