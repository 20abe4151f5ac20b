"""Drawing the roll: who may vote, taken once from the verified residents by the rules of the cycle."""

from datetime import datetime
from hashlib import sha256

from django.db import connection

from budgeting.voting import queries
from budgeting.voting.domain.classing import draw_classes
from budgeting.voting.models import RollEntry, VotingGroup

# The district of a person is the borough that their verified area belongs to; people of the city as a whole stay there.
_DRAW = """
WITH RECURSIVE here AS (
    SELECT code, level, parent_id FROM areas_area WHERE code = %(area)s
    UNION ALL
    SELECT a.code, a.level, a.parent_id FROM areas_area a JOIN here h ON a.parent_id = h.code
)
INSERT INTO voting_rollentry (group_id, resident, area_code, age_band)
SELECT %(group)s, u.uuid, CASE WHEN h.level = 'neighbourhood' THEN h.parent_id ELSE h.code END, r.age_band
FROM accounts_residency r
JOIN accounts_user u ON u.id = r.user_id
JOIN here h ON h.code = r.area_id
WHERE u.is_active
  AND r.verified_at <= %(at)s
  AND (r.expires_at IS NULL OR r.expires_at > %(at)s)
  AND r.basis = ANY(%(bases)s)
  AND (NOT %(declared_age)s OR u.age_confirmed_at IS NOT NULL OR r.proven_age IS NOT NULL)
ORDER BY u.uuid
"""


def draw_roll(group: VotingGroup, at: datetime) -> None:
    """Fill the roll in one statement, write down the classes of voters, then fix both with hash, size and totals.

    Called inside the transaction that makes the group. Eligible: an active person with a valid verification in the
    cycle's area on one of the bases of the rule set; where a minimum age of up to 14 is set, also the declaration of being
    14 (or a statement). An age above it is asked for when somebody votes, not here: whoever shows it while the vote runs
    may vote (decision 0220).
    """
    cycle, rules = group.cycle, group.cycle.rules
    with connection.cursor() as cursor:
        cursor.execute(
            _DRAW,
            {
                "area": cycle.process.area_id,
                "group": group.pk,
                "at": at,
                "bases": list(rules.electorate) or ["resident"],
                "declared_age": rules.minimum_age is not None and queries.asked_age(cycle) is None,
            },
        )
    draw_classes(group, at)
    fix_roll(group, at)


def forget_ages(group: VotingGroup) -> None:
    """Empty the age bands of a roll, once the keys are destroyed: they have served, the turnout by age is counted."""
    RollEntry.objects.filter(group=group).exclude(age_band="").update(age_band="")


def fix_roll(group: VotingGroup, at: datetime) -> None:
    """Record hash, size and totals; from here on a trigger refuses every change of the roll.

    The hash is SHA-256 over ``uuid;area\\n`` sorted by uuid: who holds the roll can prove that it is this one.
    """
    digest, size, totals = sha256(), 0, dict[str, int]()
    rows = RollEntry.objects.filter(group=group).order_by("resident").values_list("resident", "area_code")
    for resident, area in rows.iterator(chunk_size=5000):
        digest.update(f"{resident};{area}\n".encode())
        totals[area] = totals.get(area, 0) + 1
        size += 1
    group.roll_hash, group.roll_size, group.roll_totals = digest.digest(), size, dict(sorted(totals.items()))
    group.roll_fixed_at = at
    group.save(
        update_fields=["roll_hash", "roll_size", "roll_totals", "classes", "classes_hash", "roll_fixed_at"]
    )
