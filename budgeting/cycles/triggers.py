"""What the database itself refuses: rules, prices and envelopes that change after people have begun to rely on them.

The moment is compared with ``clock_timestamp()``, the database's own clock, so that no machine's clock and no door
(ORM, bulk update, raw SQL, admin) can go round it. Rows of an imported cycle (``external_id`` set) may be *added* after
its dates, because its dates are history when it is loaded; they can be changed no more than others.
"""

# ruff: noqa: S608  (the statements are put together from constants of this module only)
import pgtrigger

RULES_FROZEN = "cycle_rules_are_frozen"
MONEY_FROZEN = "cycle_money_is_frozen"
SOURCE_FIXED = "cycle_source_is_fixed"
WEIGHTS_WHOLE = "cycle_weights_make_100"
ONE_ENVELOPE = "incompatible_in_one_envelope"

_RETURN = "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"


def _frozen(name: str, message: str, moment: str, cycles: str) -> str:
    """The body of a trigger that raises from ``moment`` on, for the cycles whose ids the SQL ``cycles`` gives."""
    return f"""
        SELECT {moment}, bool_and(c.external_id IS NOT NULL) INTO opening, imported
        FROM cycles_cycle c JOIN processes_phase p ON p.process_id = c.process_id WHERE c.id IN ({cycles});
        IF opening <= clock_timestamp() AND NOT (TG_OP = 'INSERT' AND imported) THEN
            RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';
        END IF;
        {_RETURN}
    """


DECLARED = [("opening", "timestamptz"), ("imported", "boolean")]
FIRST_PHASE = "min(p.opens_at)"
PRICES_PHASE = "COALESCE(min(p.opens_at) FILTER (WHERE p.kind = 'prices'), min(p.opens_at) FILTER (WHERE p.kind = 'voting'))"
ANY_CHANGE = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete

FROZEN_RULES = pgtrigger.Trigger(
    name="frozen",
    when=pgtrigger.Before,
    operation=ANY_CHANGE,
    declare=DECLARED,
    func=_frozen(
        RULES_FROZEN,
        "the rules of a cycle are frozen when its first phase opens",
        FIRST_PHASE,
        "OLD.cycle_id, NEW.cycle_id",
    ),
)
FROZEN_CURRENCY = pgtrigger.Trigger(
    name="frozen_currency",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("currency", "money_unit"),
    declare=DECLARED,
    func="IF (OLD.currency, OLD.money_unit) = (NEW.currency, NEW.money_unit) THEN RETURN NEW; END IF;"
    + _frozen(
        RULES_FROZEN,
        "the currency of a cycle is frozen when its first phase opens",
        FIRST_PHASE,
        "OLD.id",
    ),
)
FROZEN_ENVELOPES = pgtrigger.Trigger(
    name="frozen",
    when=pgtrigger.Before,
    operation=ANY_CHANGE,
    declare=DECLARED,
    func=_frozen(
        MONEY_FROZEN,
        "envelopes are frozen when prices are published",
        PRICES_PHASE,
        "OLD.cycle_id, NEW.cycle_id",
    ),
)
BALLOT_COLUMNS = (
    "key", "area_id", "own_borough_only", "ceiling", "event_ceiling", "floor", "max_projects", "method", "picks_min",
    "picks_max", "picks_per_topic", "budget_limit", "points", "points_each",
)  # fmt: skip
"""What of an envelope is a rule: it freezes with the rules, before the money does; so does which envelopes there are."""
FROZEN_BALLOTS = pgtrigger.Trigger(
    name="frozen_rules",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf(*BALLOT_COLUMNS) | pgtrigger.Delete,
    declare=DECLARED,
    func=f"IF TG_OP = 'UPDATE' AND ({', '.join(f'OLD.{name}' for name in BALLOT_COLUMNS)})"
    f" IS NOT DISTINCT FROM ({', '.join(f'NEW.{name}' for name in BALLOT_COLUMNS)}) THEN RETURN NEW; END IF;"
    + _frozen(
        RULES_FROZEN,
        "how an envelope is voted on is frozen when the first phase opens",
        FIRST_PHASE,
        "OLD.cycle_id, NEW.cycle_id",
    ),
)
WHOLE_WEIGHTS = pgtrigger.Trigger(
    name="whole_weights",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("weights"),
    declare=[("wrong", "boolean")],
    func=f"""
        wrong := jsonb_typeof(NEW.weights) <> 'object';
        IF NOT wrong THEN
            SELECT COALESCE(bool_or(jsonb_typeof(w.value) <> 'number'), TRUE) INTO wrong FROM jsonb_each(NEW.weights) w;
        END IF;
        IF NOT wrong THEN
            SELECT sum(w.value::numeric) <> 100 OR min(w.value::numeric) < 0 INTO wrong FROM jsonb_each(NEW.weights) w;
        END IF;
        IF wrong THEN
            RAISE EXCEPTION 'the weights of the voter classes must make 100'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{WEIGHTS_WHOLE}';
        END IF;
        RETURN NEW;
    """,
)
PROJECT_COLUMNS = (
    "cost", "proposed_cost", "envelope_id", "number", "title", "title_en", "summary", "summary_en", "place",
    "place_en", "beneficiaries", "beneficiaries_en", "is_event",
)  # fmt: skip
"""What of a project voters rely on: what people vote on stays what they read."""
FROZEN_COSTS = pgtrigger.Trigger(
    name="frozen",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf(*PROJECT_COLUMNS) | pgtrigger.Delete,
    declare=DECLARED,
    func=f"IF TG_OP = 'UPDATE' AND ({', '.join(f'OLD.{name}' for name in PROJECT_COLUMNS)})"
    f" = ({', '.join(f'NEW.{name}' for name in PROJECT_COLUMNS)}) THEN RETURN NEW; END IF;"
    + _frozen(
        MONEY_FROZEN,
        "the projects and their costs are frozen when prices are published",
        PRICES_PHASE,
        "SELECT e.cycle_id FROM cycles_envelope e WHERE e.id IN (OLD.envelope_id, NEW.envelope_id)",
    ),
)
FROZEN_PAIRS = pgtrigger.Trigger(
    name="frozen",
    when=pgtrigger.Before,
    operation=ANY_CHANGE,
    declare=DECLARED,
    func=f"""
        IF TG_OP <> 'DELETE' AND (SELECT count(DISTINCT p.envelope_id) FROM cycles_project p
                                  WHERE p.id IN (NEW.first_id, NEW.second_id)) <> 1 THEN
            RAISE EXCEPTION 'only projects of one envelope exclude one another'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{ONE_ENVELOPE}';
        END IF;
    """
    + _frozen(
        MONEY_FROZEN,
        "which projects exclude one another is fixed when prices are published",
        PRICES_PHASE,
        "SELECT e.cycle_id FROM cycles_project j JOIN cycles_envelope e ON e.id = j.envelope_id"
        " WHERE j.id IN (OLD.first_id, OLD.second_id, NEW.first_id, NEW.second_id)",
    ),
)
FIXED_SOURCE = pgtrigger.Trigger(
    name="fixed_source",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("external_id", "process_id"),
    func=f"""
        IF OLD.external_id IS DISTINCT FROM NEW.external_id OR OLD.process_id <> NEW.process_id THEN
            RAISE EXCEPTION 'a cycle keeps its source and its process'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{SOURCE_FIXED}';
        END IF;
        RETURN NEW;
    """,
)
