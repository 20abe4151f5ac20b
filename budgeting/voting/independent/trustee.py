"""For a trustee of a vote: make a key, and after the close open the key of the vote together with a second trustee.

    python3 trustee.py new my-key.json              makes a key, kept under a passphrase; prints its public half for the city
    python3 trustee.py public my-key.json           prints the public half again
    python3 trustee.py open my-key.json FILE        takes your layer off FILE (the city's copies, or what the other gave you)

The trustee with the higher number opens first and gives the result to the other one, whose result is the key of the vote.
Needs Python 3.9 and PyNaCl (pip install pynacl). Imports nothing of the platform.
"""

import getpass
import json
import os
import sys

from nacl import pwhash, utils
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from nacl.secret import SecretBox


def passphrase(again=False):
    """Asked at the terminal; of a program that calls this one, the first line it sends."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n").encode()
    words = getpass.getpass("Passphrase: ")
    if again and getpass.getpass("Again: ") != words:
        sys.exit("The two differ; nothing was written.")
    return words.encode()


def locked(words, salt):
    """Argon2id, moderate: about a second and 256 MiB."""
    return SecretBox(pwhash.argon2id.kdf(
        SecretBox.KEY_SIZE, words, salt, pwhash.argon2id.OPSLIMIT_MODERATE, pwhash.argon2id.MEMLIMIT_MODERATE))


def new(path):
    words = passphrase(again=True)
    if len(words) < 12:
        sys.exit("Take a passphrase of at least 12 characters.")
    key, salt = PrivateKey.generate(), utils.random(pwhash.argon2id.SALTBYTES)
    kept = {"public": bytes(key.public_key).hex(), "salt": salt.hex(),
            "private": locked(words, salt).encrypt(bytes(key)).hex()}
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(kept, file)
    print(kept["public"])


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def private(path):
    kept = read(path)
    try:
        return PrivateKey(locked(passphrase(), bytes.fromhex(kept["salt"])).decrypt(bytes.fromhex(kept["private"])))
    except CryptoError:
        sys.exit("The passphrase does not open this key.")


def open_layer(path, sealed):
    key, given = private(path), read(sealed)
    mine = bytes(key.public_key).hex()
    copies = [one for one in given["copies"] if one["outer"] == mine]
    if not copies:
        sys.exit("Nothing in this file is sealed to you at the outside. The trustee with the higher number opens first.")
    left = []
    for one in copies:
        try:
            plain = SealedBox(key).decrypt(bytes.fromhex(one["sealed"]))
        except CryptoError:
            sys.exit("This copy was not sealed to your key, or it was altered.")
        if one["inner"] is None:
            fits = bytes(PrivateKey(plain).public_key).hex() == given["sealing_key"]
            sys.exit("What is inside is not the key of this vote.") if not fits else print(plain.hex())
            return
        left.append({"outer": one["inner"], "inner": None, "sealed": plain.hex()})
    print(json.dumps({**given, "copies": left}, indent=1))


if __name__ == "__main__":
    acts = {"new": new, "public": lambda path: print(read(path)["public"]), "open": open_layer}
    if len(sys.argv) < 3 or sys.argv[1] not in acts or len(sys.argv) != (4 if sys.argv[1] == "open" else 3):
        sys.exit(__doc__)
    try:
        acts[sys.argv[1]](*sys.argv[2:])
    except (OSError, KeyError, ValueError) as error:
        sys.exit(f"{sys.argv[2]}: {error}")
