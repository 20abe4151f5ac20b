"""What the database itself refuses, whoever asks: a change of the roll after it was fixed, a change of what was promised."""

# ruff: noqa: S608  (the statements are put together from constants of this module only)
import pgtrigger

OFF_WITH_A_REASON = "taken_off_with_its_reason"
OFF_FOR_GOOD = "taken_off_for_good"

#: No row of a roll is added, changed or taken away once its hash is recorded. The row of the group is locked for the
#: answer, so that a row added at the very moment of fixing is either in the hash or refused.
ROLL_IS_FIXED = pgtrigger.Trigger(
    name="roll_is_fixed",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("fixed", "timestamptz")],
    func="""
        SELECT roll_fixed_at INTO fixed FROM voting_votinggroup
            WHERE id = COALESCE(NEW.group_id, OLD.group_id) FOR SHARE;
        IF fixed IS NOT NULL THEN
            RAISE EXCEPTION 'the roll of this vote is fixed since %', fixed USING ERRCODE = 'restrict_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
)

#: Of an entry of the roll one thing may still be done once the keys are destroyed: its age band is forgotten.
ENTRY_IS_FIXED = pgtrigger.Trigger(
    name="roll_is_fixed",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("fixed", "timestamptz"), ("destroyed", "timestamptz")],
    func="""
        SELECT roll_fixed_at, keys_destroyed_at INTO fixed, destroyed FROM voting_votinggroup
            WHERE id = COALESCE(NEW.group_id, OLD.group_id) FOR SHARE;
        IF TG_OP = 'UPDATE' AND destroyed IS NOT NULL AND NEW.age_band = ''
            AND (NEW.id, NEW.group_id, NEW.resident, NEW.area_code)
                = (OLD.id, OLD.group_id, OLD.resident, OLD.area_code) THEN
            RETURN NEW;
        END IF;
        IF fixed IS NOT NULL THEN
            RAISE EXCEPTION 'the roll of this vote is fixed since %', fixed USING ERRCODE = 'restrict_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
)

#: The sealing key and a fixed roll stay as they are; a closed vote is not opened again.
GROUP_IS_FIXED = pgtrigger.Trigger(
    name="group_is_fixed",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func="""
        IF NEW.public_key IS DISTINCT FROM OLD.public_key
            OR NEW.cycle_id IS DISTINCT FROM OLD.cycle_id
            OR (OLD.roll_fixed_at IS NOT NULL AND (
                NEW.roll_fixed_at IS DISTINCT FROM OLD.roll_fixed_at
                OR NEW.roll_hash IS DISTINCT FROM OLD.roll_hash
                OR NEW.roll_size IS DISTINCT FROM OLD.roll_size
                OR NEW.roll_totals IS DISTINCT FROM OLD.roll_totals
                OR NEW.classes IS DISTINCT FROM OLD.classes
                OR NEW.classes_hash IS DISTINCT FROM OLD.classes_hash))
            OR (OLD.closed_at IS NOT NULL AND NEW.closed_at IS DISTINCT FROM OLD.closed_at)
            OR (OLD.published_at IS NOT NULL AND NEW.published_at IS DISTINCT FROM OLD.published_at)
            OR (OLD.log_key IS NOT NULL AND NEW.log_key IS DISTINCT FROM OLD.log_key)
            OR (OLD.keys_destroyed_at IS NOT NULL AND NEW.keys_destroyed_at IS DISTINCT FROM OLD.keys_destroyed_at)
        THEN
            RAISE EXCEPTION 'the key, the fixed roll and the close of a vote do not change' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)

#: Opened ballots come into being after the close and before the publication, at no other time. A box is opened by one
#: statement (domain/opened.py), which is asked once and not for each ballot; the row of the group is locked for the
#: answer, so that a publication at that very moment waits for the ballots or finds them refused.
OPENED_ONCE = pgtrigger.Trigger(
    name="opened_after_the_close",
    level=pgtrigger.Statement,
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    referencing=pgtrigger.Referencing(new="added"),
    declare=[("early_or_late", "boolean")],
    func="""
        SELECT bool_or(closed_at IS NULL OR published_at IS NOT NULL) INTO early_or_late FROM (
            SELECT closed_at, published_at FROM voting_votinggroup
            WHERE id IN (SELECT group_id FROM added) FOR SHARE
        ) of_them;
        IF early_or_late THEN
            RAISE EXCEPTION 'ballots are opened between the close and the publication only' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NULL;
    """,
)

#: The ledger has no gap and no second beginning; no ballot comes after the close; after the result only an annulment.
#: Whoever writes holds the ledger's lock (domain/ledgering.py); this is the last word whoever writes.
LEDGER_IN_ORDER = pgtrigger.Trigger(
    name="ledger_in_order",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[("last", "bigint")],
    func="""
        SELECT max(index) INTO last FROM voting_ledgerentry WHERE group_id = NEW.group_id;
        IF NEW.index <> COALESCE(last, -1) + 1 THEN
            RAISE EXCEPTION 'entry % of the ledger does not come after entry %', NEW.index, last
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF (NEW.kind = 'open') <> (last IS NULL) THEN
            RAISE EXCEPTION 'a ledger begins with its open entry and has one' USING ERRCODE = 'restrict_violation';
        END IF;
        IF (NEW.kind IN ('ballot', 'close') AND EXISTS (
                SELECT 1 FROM voting_ledgerentry WHERE group_id = NEW.group_id AND kind = 'close'))
            OR (NEW.kind NOT IN ('ballot', 'annul') AND EXISTS (
                SELECT 1 FROM voting_ledgerentry WHERE group_id = NEW.group_id AND kind = 'result'))
        THEN
            RAISE EXCEPTION 'the ledger is past entries of the kind %', NEW.kind USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)

#: What was read from the slips of a closed batch, by whom, and what it hashed to, stays as it is.
BATCH_IS_FIXED = pgtrigger.Protect(
    name="batch_is_fixed",
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Q(old__closed_at__isnull=False),
)

#: A reading changes until its reader has finished; nothing of a batch changes once it is closed. The batch's row is
#: locked for the answer, so that a slip entered at the very moment of finishing is either part of it or refused.
READING_IS_FIXED = pgtrigger.Trigger(
    name="reading_is_fixed",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("batch", "voting_paperbatch%ROWTYPE")],
    func="""
        SELECT * INTO batch FROM voting_paperbatch WHERE id = COALESCE(NEW.batch_id, OLD.batch_id) FOR SHARE;
        IF batch.closed_at IS NOT NULL
            OR (COALESCE(NEW.reader, OLD.reader) = 'first' AND batch.entered_at IS NOT NULL)
            OR (COALESCE(NEW.reader, OLD.reader) = 'second' AND batch.confirmed_at IS NOT NULL)
        THEN
            RAISE EXCEPTION 'this reading of the slips is finished' USING ERRCODE = 'restrict_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
)

#: Trustees are named before the keys are made; afterwards nobody is exchanged, because the copies are sealed to them.
TRUSTEES_ARE_FIXED = pgtrigger.Trigger(
    name="trustees_are_fixed",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF EXISTS (SELECT 1 FROM voting_votinggroup WHERE cycle_id = COALESCE(NEW.cycle_id, OLD.cycle_id)) THEN
            RAISE EXCEPTION 'the keys of this vote are made' USING ERRCODE = 'restrict_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
)

#: A project is off the ballot, and the reason why is written down, or neither: looked at when the transaction ends, because
#: the two rows are written one after the other (domain/taking_off.py).
_OFF_AND_REASON = f"""
        IF EXISTS (SELECT 1 FROM cycles_project WHERE id = {{project}} AND state = 'taken_off')
            IS DISTINCT FROM EXISTS (SELECT 1 FROM voting_takenoff WHERE project_id = {{project}}) THEN
            RAISE EXCEPTION 'a project is taken off the ballot with its reason, and not without'
                USING ERRCODE = 'check_violation', CONSTRAINT = '{OFF_WITH_A_REASON}';
        END IF;
        RETURN NULL;
    """

OFF_HAS_A_REASON = pgtrigger.Trigger(
    name="off_has_a_reason",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("state"),
    timing=pgtrigger.Deferred,
    condition=pgtrigger.Q(new__state="taken_off"),
    func=_OFF_AND_REASON.format(project="NEW.id"),
)
REASON_IS_OF_ONE_OFF = pgtrigger.Trigger(
    name="reason_is_of_one_off",
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    timing=pgtrigger.Deferred,
    func=_OFF_AND_REASON.format(project="NEW.project_id"),
)

#: What left the ballot does not come back to it, nor does its state become one that hides why: the reason stays too.
OFF_STAYS_OFF = pgtrigger.Trigger(
    name="off_stays_off",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("state"),
    condition=pgtrigger.Q(old__state="taken_off") & ~pgtrigger.Q(new__state="taken_off"),
    func=f"""
        RAISE EXCEPTION 'a project that was taken off the ballot stays off'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{OFF_FOR_GOOD}';
    """,
)
