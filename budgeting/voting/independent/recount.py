"""Recount of a published vote, from its package alone:  python3 recount.py package.zip  (or the unpacked folder)

Checks that the ledger is one unbroken, signed history; that rules, result and files are the ones that it names; that the
published ballots are exactly those of the ledger that were neither replaced nor void; that each opens to its commitment,
and to the class of voters that it was cast in; that there are as many as people voted; and counts them again by the rule
that the city set beforehand (winners.py, to be kept beside this file). Python 3.9 and its standard library, nothing of the
city's. Exit code 0: all fits; 1: something does not; 2: fits, but not everything can be repeated outside; 3: nothing was checked.
What it cannot see: a log that was replaced as a whole (compare with the heads that witnesses kept: witness.py check), and
ballots cast in the name of people who stayed at home (ask them).
"""

import base64
import hashlib
import json
import os
import sys
import zipfile
from collections import Counter
from fractions import Fraction

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # also for those who run it with -I
try:
    import winners as rules_of_counting
except ImportError:
    print("Put winners.py beside this program: it knows the rules by which votes are counted.")
    sys.exit(3)

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
problems, gaps, WITHHELD = [], [], "withheld.jsonl"  # this one: only in the folder that auditors are shown on site

def sha(data):
    return hashlib.sha256(data).digest()

def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

def check(fits, what):
    problems.extend([] if fits else [what])

def point(data):
    """A point of Ed25519 from its 32 bytes (RFC 8032, 5.1.3)."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P)
    x = pow(xx, (P + 3) // 8, P)
    if (x * x - xx) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    return (P - x if x & 1 != sign else x), y

def add(a, b):
    k = D * a[0] * b[0] * a[1] * b[1]
    x = (a[0] * b[1] + b[0] * a[1]) * pow(1 + k, P - 2, P)
    return x % P, (a[1] * b[1] + a[0] * b[0]) * pow(1 - k, P - 2, P) % P

def times(number, a):
    found = (0, 1)
    while number:
        found, a, number = (add(found, a) if number & 1 else found), add(a, a), number >> 1
    return found

def is_signed(key, text, signature):
    """Ed25519 (RFC 8032, 5.1.7)."""
    r, a, s = point(signature[:32]), point(key), int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little")
    on_curve = all((-x * x + y * y - 1 - D * x * x * y * y) % P == 0 for x, y in (r, a))
    base = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
    return on_curve and s < L and times(s, base) == add(r, times(h % L, a))

def ledger(files):
    """The entries, after checking them against the heads and the heads against the key."""
    lines = files["log.jsonl"].splitlines()
    entries = [json.loads(line) for line in lines]
    key = base64.b64decode(b"".join(files["pub.pem"].splitlines()[1:-1]))[-32:]
    check([one["index"] for one in entries] == list(range(len(entries))), "the ledger has gaps")
    check(all(canonical(e) == line for e, line in zip(entries, lines)), "a line of the ledger is written in another way")
    check(entries[0]["kind"] == "open" and entries[0]["log_key"] == key.hex(), "the key is not the one of the first entry")
    heads, stack, previous, at = [json.loads(one) for one in files["sths.jsonl"].splitlines()], [], "0" * 64, 0
    for head in heads:
        for line in lines[at : head["size"]]:
            stack.append((1, sha(b"\0" + line)))
            while len(stack) > 1 and stack[-1][0] == stack[-2][0]:
                (count, right), (_, left) = stack.pop(), stack.pop()
                stack.append((2 * count, sha(b"\1" + left + right)))
        root, at = stack[-1][1], head["size"]
        for _, left in stack[-2::-1]:
            root = sha(b"\1" + left + root)
        check(root.hex() == head["root"], "the ledger is not the one of the head of %(size)d entries" % head)
        check(head["previous"] == previous, "the head of %(size)d entries does not follow the one before it" % head)
        text = b"civic-head-v1\n" + canonical({n: head[n] for n in ("at", "previous", "root", "size", "vote")})
        previous = sha(text).hex()
    check(heads and heads[-1]["size"] == len(lines), "the last head is not that of the whole ledger")
    check(is_signed(key, text, base64.b64decode(heads[-1]["signature"])), "the last head is not signed with the vote's key")
    return entries

def named(files, entries, result):
    """Rules, result and files are the ones whose hashes stand in the ledger and in the result."""
    last = [one["result"] for one in entries if one["kind"] == "result"]
    check(sha(files["rules.json"]).hex() == entries[0]["rules"], "rules.json is not that of the ledger")
    check(last == [sha(files["result.json"]).hex()], "result.json is not the ledger's")
    for name, facts in result["files"].items():
        check(name in files and sha(files[name]).hex() == facts["sha256"], name + " was changed")
    for one in entries:
        if one["kind"] == "annul":
            print("NOTE: this vote was annulled:", one["text"])

def expected(files, entries, result, roll):
    """The commitments that ought to have been counted; the lists of replaced and void ones must say the same."""
    logged = [one for one in entries if one["kind"] == "ballot"]
    web, close = {one["commitment"] for one in logged}, [one for one in entries if one["kind"] == "close"]
    replaced = {one["replaces"]: one["commitment"] for one in logged if "replaces" in one}
    void = {one["commitment"] for one in entries if one["kind"] == "void"}
    slips = [slip for one in entries if one["kind"] == "paper_batch" for slip in one["commitments"]]
    listed = {r["commitment"]: r["replaced_by"] for r in map(json.loads, files["superseded.jsonl"].splitlines())}
    check(len(web) == len(logged), "a ballot stands twice in the ledger")
    check(listed == replaced, "superseded.jsonl is not what the ledger says")
    check({json.loads(r)["commitment"] for r in files["void.jsonl"].splitlines()} == void, "void.jsonl is not the ledger's")
    check(set(replaced) <= web and void <= web - set(replaced), "what was replaced or void was never logged, or both")
    counted = web - set(replaced) - void
    check(len(close) == 1 and close[0]["ballots"] == len(web), "the close names another number of ballots")
    check(len(close) == 1 and close[0]["voters"] == len(counted | void), "the close names another number of voters")
    check(len(counted) + len(slips) == result["ballots"], "the result counts another number of ballots than the ledger has")
    check(roll["voted"] == result["ballots"], "%d ballots, but %d people voted" % (result["ballots"], roll["voted"]))
    check(roll["size"] == entries[0]["roll_size"] and roll["sha256"] == entries[0]["roll"], "the roll is another one")
    check(result["ballots"] <= roll["size"], "more ballots than people on the roll")
    return counted, set(slips)

def opened(files, web, slips, withheld):
    """The published ballots; each opens to its commitment, and together they are the ones of the ledger."""
    rows = [json.loads(line) for name in ("ballots.jsonl", WITHHELD) for line in files.get(name, b"").splitlines()]
    for row in rows:
        content = {name: row[name] for name in ("choices", "class", "points", "scope") if name in row}
        fits = sha(b"civic-ballot-v1" + bytes.fromhex(row["nonce"]) + canonical(content)).hex() == row["commitment"]
        check(fits, "ballot %s does not open to its commitment" % row["commitment"][:16])
    found = [row["commitment"] for row in rows]
    paper = {row["commitment"] for row in rows if row.get("channel") == "paper"}
    check(len(set(found)) == len(found), "a ballot was published twice")
    check(set(found) - paper <= web and paper <= slips, "a published ballot does not stand in the ledger")
    check(len(web | slips) - len(found) == withheld, "not %d counted ballots are unpublished, as is said" % withheld)
    gaps.extend(["%d ballots are not published one by one: ask the auditors who saw them" % withheld] if withheld else [])
    return rows

def classes(rows, rules):
    """Classes of voters open to their seals, all or none in an area, and only where enough people share each."""
    said, areas = rules.get("classes") or {"cells": [], "minimum": 10}, {}
    for row in rows:
        sealed, name = row.get("class"), row.get("voter_class", "")
        check(bool(sealed) == (bool(said["cells"]) and row.get("channel") != "paper"), "a ballot has a class, or none, wrongly")
        if name:
            fits = sha(b"civic-class-v1" + bytes.fromhex(row["class_nonce"]) + name.encode()).hex() == sealed
            check(fits, "ballot %s was cast in another class than %s" % (row["commitment"][:16], name))
        if sealed:
            areas.setdefault(row["scope"], Counter())[name] += 1
    for area, cast in sorted(areas.items()):
        members = {one["class"]: one["members"] for one in said["cells"] if one["area"] == area}
        if set(cast) == {""}:
            print("NOTE: no class is told apart%s: all are counted as citizens" % (" in " + area if area else ""))
            continue
        check(set(cast) == {*members, "citizens"}, "the classes of ballots are not opened as the rules say: " + area)
        for name in (*members, "citizens"):
            check(cast[name] >= said["minimum"], "fewer ballots of %s than may be told apart: %s" % (name, area))
            check(cast[name] <= members.get(name, cast[name]), "more ballots of %s than members: %s" % (name, area))

def standing(envelope, said, off):
    """What stood on the ballot to the end, by number: all that the rules name but for those that the ledger says left it."""
    running = {step["project"] for step in envelope["steps"]}
    projects = {one["number"]: one for one in said["projects"] if one["number"] in running}
    gone = sorted(one["number"] for one in said["projects"] if one["number"] not in running)
    print(end="NOTE: taken off the ballot: %s\n" % ", ".join(gone) if gone else "")
    check(set(gone) == {number for key, number in off if key == envelope["key"]}, "who left the ballot is not as the ledger says")
    check(set(projects) == running, "the result names a project that was not on the ballot")
    return projects

TOO_FEW, ON_ITS_FILE = "too few voted to tell a number", "use `python -m budgeting.counting` on its .pb file"
GREEDY = ("greedy", "greedy-no-skip", "greedy-threshold", "greedy-exclusive", "greedy-per-cost", "class-weighted")
KINDS = {"choose_one": "choose-1", "ranking": "ordinal"}
TIES = {"lower_cost": "cost", "more_votes": "votes", "committee_score": "committee", "earlier_submission": "submitted"}
PLAIN = {"utility": "cost", "completion": "none", "integral": False, "exhaustive": True, "step": 1, "comparison": False}
PLAIN["points_unit"] = 1

def as_said(envelope, said, rules, projects):
    """The result was counted as the rules say, which stood before the first ballot: by their rule, options, ties and places."""
    places = {"vote_type": KINDS.get(said["method"], said["method"]), "ranking_length": said["picks_max"] or len(projects)}
    stated = {**PLAIN, **places, **rules["count_options"]}
    stated["ties"] = [TIES.get(name, name) for name in rules["tie_break"]] or stated.get("ties", ["cost", "votes", "lot", "id"])
    share, rule, least = rules["support_threshold"], rules["count_rule"], Fraction(str(stated.get("threshold") or 0))
    rule = "greedy-threshold" if rule == "greedy" and share is not None else rule
    least = max(least, -(-Fraction(share or 0) * (envelope["ballots"] or 0) // 100))  # whole votes, rounded up
    given = {"comparison": False, **envelope["options"], **envelope["shape"]}
    found = Fraction(str(given.get("threshold") or 0)) if envelope["ballots"] is not None else least
    same = all(stated.get(name) == given[name] for name in given.keys() & stated.keys() - {"threshold"})
    scores = {number: one["committee"] for number, one in projects.items() if "committee" in one}
    check(envelope["committee"] == scores, "%(key)s: not the committee's scores that stood before the vote" % envelope)
    check(envelope["rule"] == rule and found == least and same, "%(key)s: not counted as the rules say" % envelope)

def within(said, projects, scope, chosen, points):
    """Whether a choice keeps to the rules; what left the ballot (not in ``projects``) may be named, and costs nothing."""
    paper = {one["number"] for one in said["projects"] if one.get("district", scope) == scope}
    left = [projects[number] for number in chosen if number in projects]
    money = said["amount"] if said["method"] == "knapsack" else said["budget_limit"]
    alike = Counter(one["topic"] for one in left if one.get("topic")).values()
    bounds = [(len(chosen), said["picks_max"]), (sum(one["cost"] for one in left), money), (sum(points), said["points"])]
    bounds += [(max(points, default=0), said["points_each"]), (max(alike, default=0), said["picks_per_topic"])]
    enough = len(chosen) >= min(said["picks_min"], len(paper & set(projects)))
    return set(chosen) <= paper and enough and all(most is None or much <= most for much, most in bounds)

def recount(rows, envelope, said, rules, roll_hash, projects):
    """Counts who was chosen how often, by the rule of the envelope. Gives winners and cost."""
    key, shape, ballots, blanks, voids = envelope["key"], envelope["shape"], 0, 0, 0
    scores, votes, cast, by_class, supports = Counter(), Counter(), Counter(), Counter(), Counter()
    by_worth = envelope["options"].get("utility") in ("points", "borda")  # what a project is worth to who supports it
    for row in rows:
        if key not in row["choices"]:
            continue
        chosen, points = row["choices"][key], (row.get("points") or {}).get(key, [])
        allowed = not chosen or within(said, projects, row["scope"], chosen, points)
        if rules["invalid_rule"] == "void" and not allowed:
            voids += 1
            continue
        check(allowed and len(set(chosen)) == len(chosen), "a counted ballot breaks the rules")
        ballots, name = ballots + 1, row.get("voter_class", "citizens")
        cast[name] += 1
        left = [(number, points[at] if points else 1) for at, number in enumerate(chosen) if number in projects]
        blanks += not left
        supported = []
        for place, (number, worth) in enumerate(left):  # what stands behind a project that left the ballot moves up
            worth = max(0, shape["ranking_length"] - place) if shape["vote_type"] == "ordinal" else worth
            scores[number], votes[number] = scores[number] + worth, votes[number] + 1
            by_class[name, number] += worth
            if worth > 0 or (shape["vote_type"] == "ordinal" and not by_worth):
                supported.append((number, worth if by_worth else 1))
        supports[tuple(sorted(supported))] += 1
    told = [envelope[name] for name in ("ballots", "blank", "void")]
    check(told in ([ballots, blanks, voids], [None] * 3), key + ": another number of ballots, blank or void ones")
    if envelope["rule"] == "class-weighted":
        committee, shares = rules_of_counting.weights(rules, cast)
        fits = {name: Fraction(weight) for name, weight in shape["classes"]} == shares
        check(fits, key + ": the weights of the classes are not those of the rules")
        parts = committee, envelope["committee"], shape.get("points_unit", 1)
        scores = rules_of_counting.weighted(cast, by_class, shares, *parts)

    def tie(number):
        lot, last = sha(bytes.fromhex(roll_hash) + ("|%s|%s" % (key, number)).encode())[:6], projects[number]
        found = {"cost": last["cost"], "votes": -votes[number], "lot": lot, "id": number}
        found["submitted"] = (last["submitted"] is None, last["submitted"] or 0)
        found["committee"] = (number not in envelope["committee"], -Fraction(envelope["committee"].get(number, 0)))
        return [found[name] for name in envelope["options"].get("ties", ["cost", "votes", "lot"])] + [number]

    options, rule, amount = envelope["options"], envelope["rule"], said["amount"]
    check(envelope["budget"] == amount, key + ": another budget than in the rules")
    if rule == "equal-shares":
        unit = shape.get("unit", 1)
        winners = rules_of_counting.equal_shares(projects, amount, supports, scores, tie, {**PLAIN, **options}, unit)
    else:
        least = Fraction(str(options.get("threshold") or 0))
        winners = rules_of_counting.greedy(projects, amount, scores, tie, rule, least)
    return winners, sum(projects[number]["cost"] for number in winners)

def main(path):
    package = None if os.path.isdir(path) else zipfile.ZipFile(path)
    names = package.namelist() if package else os.listdir(path)
    files = {name: package.read(name) if package else open(os.path.join(path, name), "rb").read() for name in names}
    rules, result, roll = (json.loads(files[name]) for name in ("rules.json", "result.json", "roll_totals.json"))
    entries = ledger(files)
    named(files, entries, result)
    missing = 0 if WITHHELD in files else result["ballots_not_published_one_by_one"]
    rows = opened(files, *expected(files, entries, result, roll), missing)
    classes(rows, rules)
    off = {(one["envelope"], one["project"]) for one in entries if one["kind"] == "taken_off"}
    stood = [one["key"] for one in rules["envelopes"] if any((one["key"], p["number"]) not in off for p in one["projects"])]
    check(sorted(one["key"] for one in result["envelopes"]) == sorted(stood), "the result does not count each envelope once")
    for envelope in result["envelopes"]:
        said = next(one for one in rules["envelopes"] if one["key"] == envelope["key"])
        projects = standing(envelope, said, off)
        as_said(envelope, said, rules, projects)
        excluded = any(step["verdict"] == "excluded" for step in envelope["steps"])
        unsaid = excluded and not any(one.get("excludes") for one in projects.values())  # older rules name no pairs
        if envelope["rule"] not in (*GREEDY, "equal-shares") or unsaid or missing:
            gaps.append("%(key)s: counted by %(rule)s; " % envelope + (ON_ITS_FILE, TOO_FEW)[envelope["ballots"] is None])
            continue
        winners, cost = recount(rows, envelope, said, rules, roll["sha256"], projects)
        check((winners, cost) == (envelope["winners"], envelope["cost"]), said["key"] + ": OTHER WINNERS: %s" % winners)
        cast = sum(said["key"] in row["choices"] for row in rows)
        print("%s: %d ballots, funded: %s" % (said["key"], cast, ", ".join(winners) or "nothing"))
    for one in dict.fromkeys(["not repeated: " + gap for gap in gaps] + ["!!! DOES NOT FIT: " + one for one in problems]):
        print(one)
    print("%d entries, %d ballots: %s" % (len(entries), len(rows), "DOES NOT FIT" if problems else "everything fits"))
    return 1 if problems else 2 if gaps else 0

if __name__ == "__main__":
    if len(sys.argv) != 2 or not os.path.exists(sys.argv[1]):
        sys.exit(print(__doc__, "\nThere is no such package: %s" % " ".join(sys.argv[1:])) or 3)
    try:
        sys.exit(main(sys.argv[1]))
    except (AttributeError, KeyError, OSError, TypeError, ValueError, zipfile.BadZipFile) as error:
        sys.exit(print("!!! CANNOT BE READ AS A PACKAGE: %r" % error) or 1)
