"""What the database refuses of a delivery's record."""

import pgtrigger

FINDING_STAYS = pgtrigger.Trigger(
    name="finding_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'a visit stays' USING ERRCODE = 'restrict_violation';
        END IF;
        IF (OLD.delivery_id, OLD.visited_on, OLD.monitors, OLD.finding, OLD.finding_en, OLD.recorded_by_id, OLD.recorded_at)
            IS DISTINCT FROM
            (NEW.delivery_id, NEW.visited_on, NEW.monitors, NEW.finding, NEW.finding_en, NEW.recorded_by_id, NEW.recorded_at)
            OR OLD.answered_at IS NOT NULL THEN
            RAISE EXCEPTION 'a finding and its answer do not change' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)
