"""A committee as a few sets: what each act should come to, written without the platform's code."""

from dataclasses import dataclass, field

PEOPLE = 6  # all vote; the last one wrote the proposal
AUTHOR = PEOPLE - 1


@dataclass
class Oracle:
    declared: dict[int, str] = field(default_factory=dict)
    scored: set[int] = field(default_factory=set)
    reopened: set[int] = field(default_factory=set)
    given: set[int] | None = None  # whom the project was given to; None: to everybody
    challenged: dict[int, str] = field(default_factory=dict)
    present: set[int] = field(default_factory=set)
    session: str = "called"
    item: str = "waiting"
    outcome: str = ""
    published: bool = False
    minutes: str = ""
    text: tuple[str, int, int] = ("", 0, 0)  # of the minutes, as far as it can differ
    confirmed: set[tuple[int, tuple[str, int, int]]] = field(default_factory=set)

    # What follows from the sets

    def recused(self) -> set[int]:
        return {AUTHOR} | {one for one, interest in self.declared.items() if interest != "none"}

    def sealed(self) -> bool:
        return self.item == "decided"

    def there(self) -> int:
        return len(self.present - self.recused())

    def needed(self) -> int:
        return (PEOPLE - len(self.recused())) // 2 + 1

    def has_quorum(self) -> bool:
        return len(self.recused()) < PEOPLE and self.there() >= self.needed()

    def raters_given(self) -> set[int]:
        return set(range(PEOPLE)) if self.given is None else self.given

    def raters(self) -> int:
        clean = {one for one, interest in self.declared.items() if interest == "none"}
        return len((self.scored & clean & self.raters_given()) - self.recused())

    def enough_scores(self) -> bool:
        entitled = len(self.raters_given() - self.recused())
        return entitled > 0 and self.raters() > entitled / 2

    def pending(self) -> bool:
        return "pending" in self.challenged.values()

    # Acts: the code of the refusal, or an empty string

    def share(self, per_item: int) -> str:
        may = [one for one in range(PEOPLE) if one not in self.recused()]
        self.given = set(may[:per_item])
        return ""

    def declare(self, one: int, interest: str) -> str:
        if self.sealed():
            return "committee.sealed"
        if one == AUTHOR:
            return "committee.excluded"
        if self.declared.get(one, "none") != "none":
            return "committee.withdrawn"
        self.declared[one] = interest
        return ""

    def score(self, one: int) -> str:
        if one == AUTHOR:
            return "committee.excluded"
        if one not in self.declared:
            return "committee.declare_first"
        if self.declared[one] != "none":
            return "committee.withdrawn"
        if self.sealed():
            return "committee.sealed"
        if one in self.scored - self.reopened:
            return "committee.sheet_frozen"
        if one not in self.raters_given():
            return "committee.not_assigned"
        self.scored.add(one)
        self.reopened.discard(one)
        return ""

    def reopen(self, one: int) -> str:
        if self.sealed():
            return "committee.sealed"
        if one not in self.scored - self.reopened - self.recused():
            return "committee.not_the_standing_sheet"
        self.reopened.add(one)
        return ""

    def challenge(self, one: int) -> str:
        if self.sealed():
            return "committee.sealed"
        if one in self.challenged:
            return "committee.challenged_already"
        self.challenged[one] = "pending"
        return ""

    def decide_challenge(self, one: int, accepted: bool) -> str:
        if self.challenged[one] != "pending":
            return "committee.challenge_decided"
        self.challenged[one] = "accepted" if accepted else "dismissed"
        if accepted and self.declared.get(one, "none") == "none":
            self.declared[one] = "challenged"
        return ""

    def attend(self, present: set[int]) -> str:
        if self.session not in ("called", "open"):
            return "committee.not_in_session"
        self.present = present
        return ""

    def open(self) -> str:
        if len(self.present) <= PEOPLE / 2:
            return "committee.no_session_quorum"
        if self.session != "called":
            return "common.stale_state"
        self.session = "open"
        return ""

    def vote(self, kind: str, ayes: int, noes: int, abstentions: int) -> str:
        if self.session != "open":
            return "committee.not_in_session"
        if self.item != "waiting":
            return "committee.item_settled"
        if not self.has_quorum():
            return "committee.no_item_quorum"
        if ayes + noes == 0:
            return "committee.no_votes"
        if ayes + noes + abstentions > self.there():
            return "committee.too_many_votes"
        carried = ayes > self.there() / 2
        comes_to = {
            ("carry", True): "carried", ("carry", False): "lost", ("reject", True): "lost",
            ("condition", True): "conditional", ("defer", True): "deferred",
        }.get((kind, carried), "")  # fmt: skip
        if comes_to in ("carried", "lost", "conditional"):
            if self.pending():
                return "committee.challenge_pending"
            if not self.enough_scores():
                return "committee.scores_lacking"
        if comes_to == "deferred":
            self.item = "deferred"
        elif comes_to:
            self.item, self.outcome = "decided", comes_to
        return ""

    def defer(self) -> str:
        if self.session != "open":
            return "committee.not_in_session"
        if self.item != "waiting":
            return "committee.item_settled"
        self.item = "deferred"
        return ""

    def close(self) -> str:
        if self.item == "waiting":
            return "committee.items_waiting"
        if self.session != "open":
            return "common.stale_state"
        self.session = "closed"
        return ""

    def publish(self) -> str:
        if self.session != "closed":
            return "committee.session_not_closed"
        if self.item != "decided" or self.published:
            return "committee.nothing_to_publish"
        self.published = True
        return ""

    def draft(self, note: str) -> str:
        if self.session != "closed":
            return "committee.session_not_closed"
        if self.minutes in ("confirmed", "published"):
            return "committee.minutes_exist"
        ways = list(self.declared.values())
        self.minutes, self.text = "draft", (note, ways.count("self"), ways.count("challenged"))
        return ""

    def word(self) -> int:
        return sum(1 for _one, text in self.confirmed if text == self.text)

    def confirm(self, one: int) -> str:
        if one not in self.present:
            return "committee.was_not_there"
        if (one, self.text) in self.confirmed:
            return "committee.confirmed_already"
        self.confirmed.add((one, self.text))
        if self.minutes == "draft" and self.word() > len(self.present) / 2:
            self.minutes = "confirmed"
        return ""

    def publish_minutes(self, access: str, ground: str) -> str:
        if self.word() <= len(self.present) / 2:
            return "committee.not_confirmed"
        if self.item == "decided" and not self.published:
            return "committee.decisions_unpublished"
        if access != "open" and not ground:
            return "committee.ground_of_closing"
        if self.minutes != "confirmed":
            return "common.stale_state"
        self.minutes = "published"
        return ""
