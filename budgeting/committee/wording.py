"""Numbers of a decision as sentences."""

from django.utils.translation import gettext as _

from budgeting.committee.models import Closing, Decision, Round


def points(value: object) -> str:
    """78.40 → "78.4": without noughts that say nothing."""
    text = f"{value}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def numbers_in_words(decision: Decision) -> str:
    """ "78.4 of 100 points (66 to 90), 9 of 12 members scored, 1 recused (self)". Grounds are never said."""
    said = _(
        "%(score)s of 100 points (%(lowest)s to %(highest)s); %(raters)s of %(entitled)s members scored"
    ) % {
        "score": points(decision.score),
        "lowest": points(decision.lowest),
        "highest": points(decision.highest),
        "raters": decision.raters,
        "entitled": decision.voting_members - decision.recused,
    }
    by_themselves = decision.recused - decision.recused_by_rule - decision.recused_by_challenge
    recusals = recusals_in_words(
        by_themselves, decision.recused_by_rule, decision.recused_by_challenge, decision.voided
    )
    return "; ".join([said, *recusals]) + "."


def recusals_in_words(by_themselves: int, by_rule: int, by_challenge: int = 0, voided: int = 0) -> list[str]:
    """ "1 recused (self)", "2 recused (by rule)", "1 recused (after a challenge)"; nothing for nobody."""
    found = []
    if by_themselves:
        found.append(_("%(n)s recused (self)") % {"n": by_themselves})
    if by_rule:
        found.append(_("%(n)s recused (by rule)") % {"n": by_rule})
    if by_challenge:
        found.append(_("%(n)s recused (after a challenge)") % {"n": by_challenge})
    if voided:
        found.append(_("%(n)s sheet voided by a late declaration") % {"n": voided})
    return found


def recusals_of(closing: Closing) -> list[str]:
    """The recusals that a closing wrote down."""
    return recusals_in_words(
        closing.recused_self, closing.recused_rule, closing.recused_challenge, closing.voided
    )


def rule_in_words(round_: Round) -> str:
    """How sheets become a score in this round."""
    if round_.rule == Round.Rule.MEDIAN:
        return _("The score is the median of the sheets of all members who are not recused.")
    if round_.rule == Round.Rule.TRIMMED:
        return _(
            "The score is the mean of the sheets of all members who are not recused; "
            "from %(n)s sheets on, one highest and one lowest are left out."
        ) % {"n": round_.drop_from}
    return _("The score is the mean of the sheets of all members who are not recused.")
