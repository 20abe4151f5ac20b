"""What the database refuses of a department that has ended: any change of what became of it, and a successor that is none."""

# ruff: noqa: S608  (the statement is put together from constants of this module only)
import pgtrigger

SUCCESSOR_IN_FORCE = "department_successor_in_force"
ENDED_STAYS = "department_ended_stays"

# A successor is always in force when it is named, and an ended department changes no more: so no successors run in a circle.
# What a department stands for is written here alone: a row that was read before and is saved whole takes nothing away.
# The update of the successor's row waits for whoever ends that one at the same moment, and then finds it ended.
ENDING = pgtrigger.Trigger(
    name="ending",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func=f"""
        IF pg_trigger_depth() = 1 THEN  -- else by the update below
            NEW.stands_for := CASE WHEN TG_OP = 'UPDATE' THEN OLD.stands_for ELSE '{{}}' END;
        END IF;
        IF TG_OP = 'UPDATE' THEN
            IF OLD.ended_at IS NOT NULL AND
                (OLD.ended_at, OLD.successor_id, OLD.ended_because, OLD.ended_because_en, OLD.name, OLD.name_en)
                IS DISTINCT FROM
                (NEW.ended_at, NEW.successor_id, NEW.ended_because, NEW.ended_because_en, NEW.name, NEW.name_en)
            THEN
                RAISE EXCEPTION 'a department that has ended stays as it was'
                USING ERRCODE = 'check_violation', CONSTRAINT = '{ENDED_STAYS}';
            END IF;
            IF OLD.successor_id IS NOT NULL THEN RETURN NEW; END IF;
        END IF;
        IF NEW.successor_id IS NOT NULL THEN
            UPDATE areas_department SET stands_for = stands_for || NEW.id || NEW.stands_for
            WHERE id = NEW.successor_id AND id <> NEW.id AND ended_at IS NULL;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'a successor is another department, and one that has not ended'
                USING ERRCODE = 'check_violation', CONSTRAINT = '{SUCCESSOR_IN_FORCE}';
            END IF;
        END IF;
        RETURN NEW;
    """,
)
