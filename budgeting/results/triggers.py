"""What the database refuses of a count: any change of its figures; a publication is the one step it takes."""

import pgtrigger

NO_CHANGE = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)

COUNT_IS_FIXED = pgtrigger.Trigger(
    name="count_is_fixed",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'a count stays' USING ERRCODE = 'restrict_violation';
        END IF;
        IF (OLD.ballots, OLD.voted, OLD.channels, OLD.classes, OLD.eligible, OLD.turnout, OLD.turnout_by_age, OLD.counted_by_id,
                OLD.counted_at, OLD.software)
            IS DISTINCT FROM
            (NEW.ballots, NEW.voted, NEW.channels, NEW.classes, NEW.eligible, NEW.turnout, NEW.turnout_by_age, NEW.counted_by_id,
                NEW.counted_at, NEW.software)
            OR OLD.state = 'published' THEN
            RAISE EXCEPTION 'the figures of a count do not change' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)
