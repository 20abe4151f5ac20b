"""Numbers of a decision as sentences."""

from django.utils.translation import gettext as _

from budgeting.committee.models import Decision


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
    return (
        "; ".join(
            [said, *recusals_in_words(decision.recused - decision.recused_by_rule, decision.recused_by_rule)]
        )
        + "."
    )


def recusals_in_words(by_themselves: int, by_rule: int) -> list[str]:
    """ "1 recused (self)", "2 recused (by rule)"; nothing for nobody."""
    found = []
    if by_themselves:
        found.append(_("%(n)s recused (self)") % {"n": by_themselves})
    if by_rule:
        found.append(_("%(n)s recused (by rule)") % {"n": by_rule})
    return found
