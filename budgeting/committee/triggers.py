"""What the database itself refuses in the committee: a score by somebody who may not judge, and a score after the decision."""

# ruff: noqa: S608  (the statements are put together from constants of this module only)
import pgtrigger

CONFLICT = "sheet_needs_a_clear_declaration"
SEALED = "sheet_sealed_by_the_decision"
STAYS_WITHDRAWN = "declaration_withdrawal_stays"
FOREIGN = "committee_of_another_cycle"

_SAME_CYCLE = f"""
    IF NOT EXISTS (
        SELECT 1 FROM committee_member m
        JOIN committee_committee k ON k.id = m.committee_id
        JOIN cycles_envelope e ON e.cycle_id = k.cycle_id
        JOIN cycles_project p ON p.envelope_id = e.id
        WHERE m.id = NEW.member_id AND p.id = NEW.project_id
    ) THEN
        RAISE EXCEPTION 'the member sits in the committee of another cycle'
        USING ERRCODE = 'check_violation', CONSTRAINT = '{FOREIGN}';
    END IF;
"""

# The key-share lock waits for a decision that is being written (it locks the project row); after the wait the
# statements below see what that transaction committed, so no score slips in beside the decision.
NO_CONFLICT = pgtrigger.Trigger(
    name="no_conflict",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[("newest", "text")],
    func=f"""
        PERFORM 1 FROM cycles_project WHERE id = NEW.project_id FOR KEY SHARE;
        IF EXISTS (SELECT 1 FROM committee_decision d WHERE d.project_id = NEW.project_id) THEN
            RAISE EXCEPTION 'the committee has decided on this project; its score sheets are sealed'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{SEALED}';
        END IF;
        {_SAME_CYCLE}
        SELECT d.interest INTO newest FROM committee_declaration d
        WHERE d.member_id = NEW.member_id AND d.project_id = NEW.project_id ORDER BY d.id DESC LIMIT 1;
        IF newest IS DISTINCT FROM 'none' OR EXISTS (
            SELECT 1 FROM committee_member m
            JOIN cycles_project p ON p.id = NEW.project_id
            JOIN proposals_proposal a ON a.id = p.proposal_id OR a.merged_into_id = p.proposal_id
            WHERE m.id = NEW.member_id AND a.author_id = m.user_id
        ) OR EXISTS (
            SELECT 1 FROM committee_member m
            JOIN cycles_project p ON p.id = NEW.project_id
            JOIN accounts_role r ON r.user_id = m.user_id AND r.department_id = p.department_id
            WHERE m.id = NEW.member_id AND r.kind = 'officer' AND r.starts_at <= clock_timestamp()
            AND (r.ends_at IS NULL OR r.ends_at > clock_timestamp())
        ) THEN
            RAISE EXCEPTION 'a member with an interest, or without a declaration, cannot score'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{CONFLICT}';
        END IF;
        RETURN NEW;
    """,
)
WITHDRAWAL_STAYS = pgtrigger.Trigger(
    name="withdrawal_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func=f"""
        {_SAME_CYCLE}
        IF NEW.interest = 'none' AND EXISTS (
            SELECT 1 FROM committee_declaration d
            WHERE d.member_id = NEW.member_id AND d.project_id = NEW.project_id AND d.interest <> 'none'
        ) THEN
            RAISE EXCEPTION 'who has withdrawn from a project stays withdrawn'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{STAYS_WITHDRAWN}';
        END IF;
        RETURN NEW;
    """,
)
