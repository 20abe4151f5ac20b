"""What the database itself refuses in a session: an item decided without a quorum of people who are there."""

# ruff: noqa: S608  (the statement is put together from constants of this module only)
import pgtrigger

from budgeting.committee.triggers import EXCLUDED

NO_QUORUM = "item_decided_without_quorum"
STANDS = "decided_item_stands"
OUT_OF_TIME = "written_vote_out_of_time"
RECUSED = "written_vote_of_the_recused"

# An upper bound on purpose: the domain leaves out whom a rule excludes as well, so its number may be smaller than what
# is counted here, and never greater. Who votes in writing is there for the items that they voted on. The
# row lock on the session waits for attendance that is being written.
ITEM_HAS_QUORUM = pgtrigger.Trigger(
    name="has_quorum",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    declare=[("there", "integer"), ("held", "text"), ("how", "text")],
    func=f"""
        IF TG_OP = 'UPDATE' THEN
            IF OLD.state = 'decided' THEN
                IF ROW(NEW.state, NEW.outcome, NEW.reason, NEW.condition, NEW.present, NEW.needed, NEW.project_id)
                IS DISTINCT FROM
                ROW(OLD.state, OLD.outcome, OLD.reason, OLD.condition, OLD.present, OLD.needed, OLD.project_id) THEN
                    RAISE EXCEPTION 'what a committee has decided stands'
                    USING ERRCODE = 'check_violation', CONSTRAINT = '{STANDS}';
                END IF;
                RETURN NEW;
            END IF;
        END IF;
        IF NEW.state = 'decided' THEN
            SELECT s.state, s.way INTO held, how FROM committee_session s WHERE s.id = NEW.session_id FOR UPDATE;
            SELECT count(*) INTO there
            FROM committee_member m
            WHERE m.votes AND CASE WHEN how = 'written' THEN EXISTS (
                SELECT 1 FROM committee_writtenvote v WHERE v.item_id = NEW.id AND v.member_id = m.id
            ) ELSE EXISTS (
                SELECT 1 FROM committee_attendance a
                WHERE a.session_id = NEW.session_id AND a.member_id = m.id AND a.present
            ) END AND 'none' = COALESCE((
                SELECT d.interest FROM committee_declaration d
                WHERE d.member_id = m.id AND d.project_id = NEW.project_id ORDER BY d.id DESC LIMIT 1
            ), 'none');
            IF held <> 'open' OR there < NEW.present OR there < NEW.needed OR NEW.needed < 1 THEN
                RAISE EXCEPTION 'an item is decided in an open session with a quorum of those present and not recused'
                USING ERRCODE = 'check_violation', CONSTRAINT = '{NO_QUORUM}';
            END IF;
        END IF;
        RETURN NEW;
    """,
)

# The vote of a session is taken under the lock of the project's row; a sheet waits for it here and then sees the vote,
# so that what was voted on stays what was scored until the decision is published.
SEALED_BY_VOTE = pgtrigger.Trigger(
    name="sealed_by_vote",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func="""
        PERFORM 1 FROM cycles_project WHERE id = NEW.project_id FOR KEY SHARE;
        IF EXISTS (SELECT 1 FROM committee_item i WHERE i.project_id = NEW.project_id AND i.state = 'decided') THEN
            RAISE EXCEPTION 'the committee has voted on this project; its score sheets are sealed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_sealed_by_the_decision';
        END IF;
        RETURN NEW;
    """,
)

# The key-share lock waits for a count that is being written (it locks the session's row); after the wait the row says
# that the session is over. Who is recused is asked as for a score sheet.
_EXCLUDED_FROM_ASKED = EXCLUDED.replace("NEW.project_id", "asked")
VOTE_IN_WRITING = pgtrigger.Trigger(
    name="vote_in_writing",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[
        ("asked", "bigint"), ("held", "text"), ("how", "text"), ("until", "timestamptz"), ("waits", "text"),
        ("body", "bigint"), ("scores", "boolean"), ("newest", "text"), ("earliest", "timestamp"),
    ],
    func=f"""
        SELECT s.state, s.way, s.ends_at, s.committee_id INTO held, how, until, body
        FROM committee_session s
        WHERE s.id = (SELECT i.session_id FROM committee_item i WHERE i.id = NEW.item_id) FOR KEY SHARE;
        SELECT i.state, i.project_id INTO waits, asked FROM committee_item i WHERE i.id = NEW.item_id;
        IF how <> 'written' OR held <> 'open' OR waits <> 'waiting' OR NEW.at >= until THEN
            RAISE EXCEPTION 'votes in writing are taken while the vote is open'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{OUT_OF_TIME}';
        END IF;
        SELECT k.reviews INTO scores FROM committee_committee k WHERE k.id = body;
        SELECT d.interest INTO newest FROM committee_declaration d
        WHERE d.member_id = NEW.member_id AND d.project_id = asked ORDER BY d.id DESC LIMIT 1;
        SELECT CURRENT_DATE - make_interval(years => COALESCE((
            SELECT r.look_back_years FROM committee_round r WHERE r.committee_id = body ORDER BY r.number DESC LIMIT 1
        ), 3)) INTO earliest;
        IF NOT EXISTS (
            SELECT 1 FROM committee_member m WHERE m.id = NEW.member_id AND m.committee_id = body AND m.votes
        ) OR (asked IS NOT NULL AND (
            COALESCE(newest, CASE WHEN scores THEN 'undeclared' ELSE 'none' END) <> 'none' OR {_EXCLUDED_FROM_ASKED}
        )) THEN
            RAISE EXCEPTION 'a vote in writing is a voting member''s who is not recused and has declared so'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{RECUSED}';
        END IF;
        RETURN NEW;
    """,
)  # fmt: skip
