"""What the database itself refuses in the committee: work by somebody who may not judge, and scores out of their time."""

# ruff: noqa: S608  (the statements are put together from constants of this module only)
import pgtrigger

from budgeting.committee.organisations import FORMS, NOISE

CONFLICT = "sheet_needs_a_clear_declaration"
SEALED = "sheet_sealed_by_the_decision"
CLOSED = "sheet_after_the_closing"
FROZEN = "sheet_is_frozen"
UNASSIGNED = "sheet_of_somebody_else"
STAYS_WITHDRAWN = "declaration_withdrawal_stays"
FOREIGN = "committee_of_another_cycle"
WEIGHTS = "rubric_weights_sum_to_100"
RUBRIC = "rubric_is_in_use"
CHALLENGE = "challenge_is_decided"
OWN_CHALLENGE = "challenge_decided_by_the_challenged"

_SAME_CYCLE = f"""
    IF NOT EXISTS (
        SELECT 1 FROM committee_member m
        JOIN committee_committee k ON k.id = m.committee_id
        JOIN cycles_envelope e ON e.cycle_id = k.cycle_id
        JOIN cycles_project p ON p.envelope_id = e.id
        WHERE m.id = NEW.member_id AND p.id = NEW.project_id AND k.reviews
    ) THEN
        RAISE EXCEPTION 'the member sits in the committee of another cycle'
        USING ERRCODE = 'check_violation', CONSTRAINT = '{FOREIGN}';
    END IF;
"""

# organisations.key_of in SQL: one normal form, small letters, without legal form, spaces and marks.
_KEYED = (
    f"regexp_replace(regexp_replace(lower(normalize({{}}, NFC)), '{FORMS}', '', 'g'), '{NOISE}', '', 'g')"
)
_KEY = _KEYED.format("t.organisation")
_GROUP = _KEYED.format("a.group_name")

# The project and what went into it; the proposals of all these and those merged into them (budgeting.cycles.lineage).
_LINE = """
    WITH RECURSIVE line(id) AS (
        SELECT NEW.project_id::bigint
        UNION SELECT l.ancestor_id FROM cycles_lineage l JOIN line ON l.heir_id = line.id
    )"""
_IDEA = f"""{_LINE}, idea(id) AS (
        SELECT q.proposal_id FROM line JOIN cycles_project q ON q.id = line.id WHERE q.proposal_id IS NOT NULL
        UNION SELECT g.id FROM proposals_proposal g JOIN idea ON g.merged_into_id = idea.id
    )"""

# The department in charge, and those that it has come after: what they did is its own now.
_IN_CHARGE = """SELECT p.department_id UNION ALL
                    SELECT unnest(h.stands_for) FROM areas_department h WHERE h.id = p.department_id"""

# The same relations as queries.conflicts, which tells people why; a test walks every one of them through both.
EXCLUDED = f"""
    EXISTS (
        SELECT 1 FROM committee_member m JOIN cycles_project p ON p.id = NEW.project_id
        WHERE m.id = NEW.member_id AND (
            EXISTS (
                SELECT 1 FROM proposals_proposal a
                WHERE a.id IN ({_IDEA} SELECT id FROM idea) AND (
                    a.author_id = m.user_id OR EXISTS (
                        SELECT 1 FROM committee_relation t WHERE t.member_id = m.id AND t.person_id = a.author_id
                    ) OR EXISTS (
                        SELECT 1 FROM proposals_coproposer o WHERE o.proposal_id = a.id AND (
                            o.user_id = m.user_id OR EXISTS (
                                SELECT 1 FROM committee_relation t
                                WHERE t.member_id = m.id AND t.person_id = o.user_id
                            )
                        )
                    ) OR a.group_name <> '' AND (
                        EXISTS (
                            SELECT 1 FROM committee_relation t
                            WHERE t.member_id = m.id AND t.organisation_key = {_GROUP}
                            AND (t.until IS NULL OR t.until >= earliest)
                        ) OR EXISTS (
                            SELECT 1 FROM committee_tie t
                            WHERE t.member_id = m.id AND {_KEY} = {_GROUP}
                            AND (t.until IS NULL OR t.until >= earliest)
                        )
                    )
                )
            ) OR EXISTS (
                SELECT 1 FROM committee_party y WHERE y.project_id IN ({_LINE} SELECT id FROM line) AND (
                    y.user_id = m.user_id OR EXISTS (
                        SELECT 1 FROM committee_relation t WHERE t.member_id = m.id AND (
                            t.person_id = y.user_id OR (
                                t.organisation_key <> '' AND t.organisation_key = y.organisation_key
                                AND (t.until IS NULL OR t.until >= earliest)
                            )
                        )
                    ) OR EXISTS (
                        SELECT 1 FROM committee_tie t WHERE t.member_id = m.id AND y.organisation_key <> ''
                        AND {_KEY} = y.organisation_key AND (t.until IS NULL OR t.until >= earliest)
                    )
                )
            ) OR EXISTS (
                SELECT 1 FROM accounts_role r
                WHERE r.user_id = m.user_id AND r.department_id IN ({_IN_CHARGE}) AND r.kind = 'officer'
                AND r.starts_at <= clock_timestamp() AND (r.ends_at IS NULL OR r.ends_at >= earliest)
            ) OR EXISTS (
                SELECT 1 FROM committee_relation t
                WHERE t.member_id = m.id AND t.department_id IN ({_IN_CHARGE})
                AND (t.until IS NULL OR t.until >= earliest)
            )
        )
    )
"""
_CLEAR = f"""
        SELECT CURRENT_DATE - make_interval(years => r.look_back_years) INTO earliest
        FROM committee_round r JOIN committee_member m ON m.committee_id = r.committee_id
        WHERE m.id = NEW.member_id ORDER BY r.number DESC LIMIT 1;
        SELECT d.interest INTO newest FROM committee_declaration d
        WHERE d.member_id = NEW.member_id AND d.project_id = NEW.project_id ORDER BY d.id DESC LIMIT 1;
        IF newest IS DISTINCT FROM 'none' OR {EXCLUDED} THEN
            RAISE EXCEPTION 'a member with an interest, or without a declaration, takes no part in this project'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{CONFLICT}';
        END IF;
"""
_NAMES = [("newest", "text"), ("earliest", "timestamp")]

# The key-share lock waits for a closing or decision that is being written (it locks the project row); after the wait
# the statements below see what that transaction committed, so no score slips in beside the closing.
_OPEN = f"""
        PERFORM 1 FROM cycles_project WHERE id = NEW.project_id FOR KEY SHARE;
        IF EXISTS (SELECT 1 FROM committee_decision d WHERE d.project_id = NEW.project_id) THEN
            RAISE EXCEPTION 'the committee has decided on this project; its score sheets are sealed'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{SEALED}';
        END IF;
        IF EXISTS (
            SELECT 1 FROM committee_closing c WHERE c.project_id = NEW.project_id AND c.round_id = NEW.round_id
        ) THEN
            RAISE EXCEPTION 'the scoring of this project is closed'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{CLOSED}';
        END IF;
"""
_THIS_ROUND = f"""
        IF NEW.round_id IS DISTINCT FROM (
            SELECT r.id FROM committee_round r JOIN committee_member m ON m.committee_id = r.committee_id
            WHERE m.id = NEW.member_id ORDER BY r.number DESC LIMIT 1
        ) THEN
            RAISE EXCEPTION 'a sheet belongs to the round that is at work'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{FOREIGN}';
        END IF;
"""
NO_CONFLICT = pgtrigger.Trigger(
    name="no_conflict",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=_NAMES,
    func=f"""
        {_OPEN}
        {_SAME_CYCLE}
        {_THIS_ROUND}
        {_CLEAR}
        IF EXISTS (SELECT 1 FROM committee_round r WHERE r.id = NEW.round_id AND r.sharing <> 'all')
        AND NOT EXISTS (
            SELECT 1 FROM committee_assignment a
            WHERE a.round_id = NEW.round_id AND a.member_id = NEW.member_id AND a.project_id = NEW.project_id
        ) AND NOT EXISTS (
            SELECT 1 FROM committee_calibration a WHERE a.round_id = NEW.round_id AND a.project_id = NEW.project_id
        ) THEN
            RAISE EXCEPTION 'this project was given to other members'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{UNASSIGNED}';
        END IF;
        IF NEW.revision > 1 AND NOT EXISTS (
            SELECT 1 FROM committee_scoresheet s JOIN committee_reopening o ON o.sheet_id = s.id
            WHERE s.round_id = NEW.round_id AND s.member_id = NEW.member_id AND s.project_id = NEW.project_id
            AND s.revision = NEW.revision - 1
        ) THEN
            RAISE EXCEPTION 'a sheet that was handed in is frozen until it is reopened'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{FROZEN}';
        END IF;
        RETURN NEW;
    """,
)
DRAFT_NO_CONFLICT = pgtrigger.Trigger(
    name="draft_no_conflict",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    declare=_NAMES,
    func=f"{_OPEN} {_SAME_CYCLE} {_CLEAR} RETURN NEW;",
)
REMARK_NO_CONFLICT = pgtrigger.Trigger(
    name="remark_no_conflict",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=_NAMES,
    func=f"{_SAME_CYCLE} {_CLEAR} RETURN NEW;",
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
CHALLENGE_STANDS = pgtrigger.Trigger(
    name="challenge_stands",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func=f"""
        IF TG_OP = 'DELETE' OR OLD.outcome <> 'pending' OR (NEW.project_id, NEW.member_id, NEW.by_id, NEW.ground, NEW.filed_at)
            IS DISTINCT FROM (OLD.project_id, OLD.member_id, OLD.by_id, OLD.ground, OLD.filed_at) THEN
            RAISE EXCEPTION 'a challenge is decided once and stays as it was filed'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{CHALLENGE}';
        END IF;
        IF EXISTS (SELECT 1 FROM committee_member m WHERE m.id = NEW.member_id AND m.user_id = NEW.decided_by_id) THEN
            RAISE EXCEPTION 'the challenged member takes no part in the decision'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{OWN_CHALLENGE}';
        END IF;
        RETURN NEW;
    """,
)
RUBRIC_FIXED = pgtrigger.Trigger(
    name="rubric_fixed",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func=f"""
        IF EXISTS (
            SELECT 1 FROM committee_scoresheet s
            WHERE s.round_id = CASE WHEN TG_OP = 'DELETE' THEN OLD.round_id ELSE NEW.round_id END
        ) THEN
            RAISE EXCEPTION 'a rubric that was scored by does not change; open another round'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{RUBRIC}';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
)
WEIGHTS_SUM = pgtrigger.Trigger(
    name="weights_sum",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    timing=pgtrigger.Deferred,
    declare=[("whole", "integer"), ("which", "bigint")],
    func=f"""
        which := CASE WHEN TG_OP = 'DELETE' THEN OLD.round_id ELSE NEW.round_id END;
        SELECT sum(c.weight) INTO whole FROM committee_criterion c WHERE c.round_id = which AND c.counted;
        IF whole <> 100 OR (whole IS NULL AND EXISTS (SELECT 1 FROM committee_round r WHERE r.id = which)) THEN
            RAISE EXCEPTION 'the weights of the criteria that count sum to 100, not %', coalesce(whole, 0)
            USING ERRCODE = 'check_violation', CONSTRAINT = '{WEIGHTS}';
        END IF;
        RETURN NULL;
    """,
)
