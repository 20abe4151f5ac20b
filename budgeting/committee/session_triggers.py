"""What the database itself refuses in a session: an item decided without a quorum of people who are there."""

# ruff: noqa: S608  (the statement is put together from constants of this module only)
import pgtrigger

NO_QUORUM = "item_decided_without_quorum"
STANDS = "decided_item_stands"

# An upper bound on purpose: the domain leaves out whom a rule excludes as well, so its number may be smaller than what
# is counted here, and never greater. The row lock on the session waits for attendance that is being written.
ITEM_HAS_QUORUM = pgtrigger.Trigger(
    name="has_quorum",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    declare=[("there", "integer"), ("held", "text")],
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
            SELECT s.state INTO held FROM committee_session s WHERE s.id = NEW.session_id FOR UPDATE;
            SELECT count(*) INTO there
            FROM committee_attendance a JOIN committee_member m ON m.id = a.member_id
            WHERE a.session_id = NEW.session_id AND a.present AND m.votes AND 'none' = COALESCE((
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
