"""The pairs of all titles, each beside the proposals that hold it: what similar proposals are found by.

A question reads some thousand of these rows and hardly a proposal: what it wants of a title stands in their index. The
database keeps them itself, whoever writes a title or moves a state; see docs/decisions/0225.
"""

import pgtrigger
from django.db import models

# Nobody can support or comment on these, or nobody may see them: they have no rows here.
NOT_WORTH_MEETING = ("draft", "hidden", "withdrawn", "merged", "transferred")

_UNMET = "ARRAY[" + ", ".join(f"'{state}'" for state in NOT_WORTH_MEETING) + "]"

KEEP_PAIRS = pgtrigger.Trigger(
    name="keep_pairs_of_title",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("state", "title_keys") | pgtrigger.Delete,
    func=f"""
        IF TG_OP = 'UPDATE' AND OLD.title_keys = NEW.title_keys
           AND (OLD.state = ANY ({_UNMET})) = (NEW.state = ANY ({_UNMET})) THEN
            RETURN NULL;
        END IF;
        IF TG_OP <> 'INSERT' THEN
            DELETE FROM proposals_titlepair WHERE key = ANY (OLD.title_keys) AND proposal_id = OLD.id;
        END IF;
        IF TG_OP <> 'DELETE' AND NEW.state <> ALL ({_UNMET}) THEN
            INSERT INTO proposals_titlepair (key, proposal_id, length, bits)
            SELECT key, NEW.id, cardinality(NEW.title_keys), proposal_title_bits(NEW.title_keys)
            FROM unnest(NEW.title_keys) AS key
            ON CONFLICT DO NOTHING;
        END IF;
        RETURN NULL;
    """,  # noqa: S608  the names of states, from above
)
"""A title's pairs come with its proposal, change with it, and go with it or when it is no longer worth meeting."""


class TitlePair(models.Model):
    """A pair of syllables in the title of a proposal that is worth meeting, and what else that title holds.

    The key is all there is to a row, so that its index answers alone.
    """

    pk = models.CompositePrimaryKey("key", "proposal_id", "length", "bits")
    key = models.TextField(db_collation="C")
    proposal_id = models.BigIntegerField()
    length = models.SmallIntegerField()  # how many pairs the title has
    # Each pair of the title sets one of 64 bits, some the same: they say what a title may hold, and what it does not.
    bits = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.key}: {self.proposal_id}"
