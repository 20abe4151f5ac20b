"""Witness of a vote's public ledger: asks for its signed heads, keeps them, says loudly what does not fit.

    python3 witness.py watch   https://CITY/vote/NAME/ledger/ FOLDER [--once] [--every SECONDS]
    python3 witness.py receipt https://CITY/vote/NAME/ledger/ FOLDER < the signed line of a receipt
    python3 witness.py check   PACKAGE_FOLDER FOLDER     the published log against the heads that you kept

Needs Python 3.9 and the program `openssl` (3.0 or newer), nothing else, and nothing of the city's. FOLDER holds pub.pem
(taken at the first contact: compare its fingerprint with other people's), heads.jsonl, and in conflicts.jsonl the signed
heads that contradict these, which are evidence. Exit code 1: something is wrong; 2: nothing was asked or compared.
"""

import base64
import hashlib
import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

HEAD, RECEIPT = b"civic-head-v1\n", b"civic-receipt-v1\n"


def sha(data):
    return hashlib.sha256(data).digest()


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fetch(address):
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer.read()


def is_signed(folder, text, signature):
    """Ask openssl; the key is the one that was kept at the first contact."""
    with tempfile.TemporaryDirectory() as place:
        for name, data in (("text", text), ("signature", signature)):
            with open(os.path.join(place, name), "wb") as file:
                file.write(data)
        command = [
            "openssl",
            "pkeyutl",
            "-verify",
            "-pubin",
            "-inkey",
            os.path.join(folder, "pub.pem"),
            "-rawin",
        ]
        command += ["-in", os.path.join(place, "text"), "-sigfile", os.path.join(place, "signature")]
        return subprocess.run(command, capture_output=True).returncode == 0


def head_is_signed(folder, head):
    text = HEAD + canonical({name: head[name] for name in ("at", "previous", "root", "size", "vote")})
    return is_signed(folder, text, base64.b64decode(head["signature"]))


def grew(first, second, old_root, new_root, path):
    """Is the first tree the beginning of the second? (RFC 9162, 2.1.4.2)"""
    path = [old_root] + path if first & (first - 1) == 0 else path
    at, last = first - 1, second - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    if not path:
        return False
    old = new = path[0]
    for one in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = sha(b"\1" + one + old), sha(b"\1" + one + new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = sha(b"\1" + new + one)
        at, last = at >> 1, last >> 1
    return last == 0 and old == old_root and new == new_root


def included(leaf, index, size, path, root):
    """Does the path lead from the leaf to the root? (RFC 9162, 2.1.3.2)"""
    at, last, found = index, size - 1, leaf
    for one in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = sha(b"\1" + one + found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = sha(b"\1" + found + one)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def roots(lines, sizes):
    """The root after each of the sizes, in one pass over the log."""
    stack, found = [], {}
    for number, line in enumerate(lines, 1):
        stack.append((1, sha(b"\0" + line)))
        while len(stack) > 1 and stack[-1][0] == stack[-2][0]:
            (count, right), (_, left) = stack.pop(), stack.pop()
            stack.append((2 * count, sha(b"\1" + left + right)))
        if number in sizes:
            root = stack[-1][1]
            for _, left in stack[-2::-1]:
                root = sha(b"\1" + left + root)
            found[number] = root.hex()
    return found


def kept(folder):
    try:
        with open(os.path.join(folder, "heads.jsonl")) as file:
            return [json.loads(line) for line in file]
    except FileNotFoundError:
        return []


def keep(folder, name, head):
    with open(os.path.join(folder, name), "a") as file:
        file.write(json.dumps(head) + "\n")


def pin(address, folder):
    """Keep the key of the first contact; give the trouble where the city now shows another one."""
    path, key = os.path.join(folder, "pub.pem"), fetch(address + "pub.pem")
    os.makedirs(folder, exist_ok=True)
    if not os.path.exists(path):
        with open(path, "wb") as file:
            file.write(key)
        print("first contact; fingerprint of the key:", hashlib.sha256(key).hexdigest(), flush=True)
    with open(path, "rb") as file:
        return [] if file.read() == key else ["the city shows another key than at the first contact"]


def look(address, folder):
    """One look at the newest head; gives what does not fit. A head that fits is kept."""
    troubles = pin(address, folder)
    try:
        head = json.loads(fetch(address + "sth"))
    except urllib.error.HTTPError as error:
        return (
            troubles + (["the ledger is gone"] if kept(folder) else []) if error.code == 404 else [str(error)]
        )
    if not head_is_signed(folder, head):
        return troubles + ["the newest head is not signed with the key that I kept"]
    last = kept(folder)[-1] if kept(folder) else None
    if last and head["size"] < last["size"]:
        troubles.append("the ledger shrank from %d to %d entries" % (last["size"], head["size"]))
    elif last and head["size"] == last["size"] and head["root"] != last["root"]:
        troubles.append("the ledger of %d entries has another fingerprint than before" % last["size"])
    elif last and head["size"] > last["size"]:
        answer = json.loads(fetch(address + "consistency?from=%d&to=%d" % (last["size"], head["size"])))
        path = [bytes.fromhex(one) for one in answer["path"]]
        old, new = bytes.fromhex(last["root"]), bytes.fromhex(head["root"])
        if not grew(last["size"], head["size"], old, new, path):
            troubles.append("what stood in the first %d entries was changed" % last["size"])
    if troubles:
        keep(folder, "conflicts.jsonl", head)
    elif not last or head["size"] > last["size"]:
        keep(folder, "heads.jsonl", head)
    print(head["at"], head["size"], "entries", head["root"], flush=True)
    return troubles


def receipt(address, folder, text):
    """Is the promise genuine, and was it kept?"""
    troubles, promise = pin(address, folder), json.loads(text)
    signed = RECEIPT + canonical({name: promise[name] for name in ("commitment", "due", "vote")})
    if not is_signed(folder, signed, base64.b64decode(promise["signature"])):
        return troubles + ["this receipt was not signed with the vote's key: it is no evidence"]
    print("The receipt is genuine. Promised by", promise["due"])
    try:
        proof = json.loads(fetch(address + "proof?commit=" + promise["commitment"]))
    except urllib.error.HTTPError:
        if time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()) < promise["due"]:
            print("It is not in the ledger yet, and need not be.")
            return troubles
        return troubles + [
            "THE PROMISE IS BROKEN: the ballot is not in the ledger. Keep this receipt: it is evidence"
        ]
    head = json.loads(fetch(address + "sth"))
    path, root = [bytes.fromhex(one) for one in proof["path"]], bytes.fromhex(head["root"])
    leaf, line = sha(b"\0" + proof["line"].encode()), json.loads(proof["line"])
    fits = (
        line["kind"] == "ballot"
        and line["commitment"] == promise["commitment"]
        and head_is_signed(folder, head)
    )
    if not fits or not included(leaf, proof["index"], head["size"], path, root):
        return troubles + ["the proof does not lead to the signed head (try again in a minute)"]
    print("The ballot is entry %d of the ledger." % (proof["index"] + 1))
    return troubles


def check(package, folder):
    """The published log against the heads that were kept while people voted."""
    with open(os.path.join(package, "log.jsonl"), "rb") as file:
        lines = file.read().splitlines()
    found = roots(lines, {head["size"] for head in kept(folder)})
    with (
        open(os.path.join(package, "pub.pem"), "rb") as file,
        open(os.path.join(folder, "pub.pem"), "rb") as mine,
    ):
        troubles = [] if file.read() == mine.read() else ["the package bears another key than I kept"]
    for head in kept(folder):
        if head["size"] > len(lines):
            troubles.append(
                "the published log ends before the head of %s (%d entries); where the ledger went on after the result, "
                "check its own log.jsonl and pub.pem" % (head["at"], head["size"])
            )
        elif found.get(head["size"]) != head["root"]:
            troubles.append(
                "the published log is not the one of %s (%d entries)" % (head["at"], head["size"])
            )
    print(len(kept(folder)), "kept heads compared with", len(lines), "entries")
    return troubles


def main(arguments):
    once = "--once" in arguments
    every = int(arguments[arguments.index("--every") + 1]) if "--every" in arguments else 300
    command, place, folder = arguments[0], arguments[1], arguments[2]
    if command not in ("watch", "receipt", "check"):
        return print(__doc__) or 2
    if command == "check":
        for path in (os.path.join(place, "log.jsonl"), os.path.join(place, "pub.pem"), os.path.join(folder, "heads.jsonl")):
            if not os.path.exists(path):
                return print("Nothing was compared: there is no %s. The package is to be unpacked, and the folder is the "
                             "one in which `watch` kept heads while people voted." % path) or 2
    while True:
        try:
            acts = {"watch": look, "check": check}
            troubles = (
                receipt(place, folder, sys.stdin.read())
                if command == "receipt"
                else acts[command](place, folder)
            )
        except (OSError, http.client.HTTPException) as error:
            troubles = ["no answer: %s" % error]
        except (KeyError, TypeError, ValueError) as error:  # whoever can make a witness stop need not cheat it
            troubles = ["an answer that I cannot read: %r" % error]
        for one in troubles:
            print(
                "!!! "
                + one.upper()
                + " !!!  Keep the folder and tell the auditors and the others who watch.",
                flush=True,
            )
        if command != "watch" or once:
            return 1 if troubles else 0
        time.sleep(every)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if len(sys.argv) >= 4 else print(__doc__) or 2)
