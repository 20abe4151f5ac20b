"""PostgreSQL refuses to run as root. Two ways down, tried in this order; an ordinary user needs neither.

1. ``unshare``: a user namespace in which root's files belong to an ordinary user. Nothing changes owner.
2. ``nobody``: where namespaces are forbidden (a chroot, many containers), the data belongs to ``nobody``; every
   folder above must then let others pass.
"""

import functools
import os
import shutil
import stat
import subprocess
from pathlib import Path

from civic.stack.errors import Trouble
from civic.stack.process import AS_WE_ARE, Identity

NOBODY = 65534
UNSHARE = ("unshare", "--user", "--map-user=1000", "--map-group=1000")


@functools.cache
def unshare_works() -> bool:
    if shutil.which("unshare") is None or shutil.which("true") is None:
        return False
    return subprocess.run([*UNSHARE, "true"], capture_output=True, check=False).returncode == 0


def server_identity() -> Identity:
    """As whom PostgreSQL shall run here."""
    if os.geteuid() != 0:
        return AS_WE_ARE
    return Identity(prefix=UNSHARE) if unshare_works() else Identity(uid=NOBODY)


def hand_over(folder: Path, identity: Identity) -> None:
    """Make ``folder`` and everything in it belong to the identity (also back to us, when the way changed).

    Raises Trouble when ``nobody`` could not even reach the folder.
    """
    if os.geteuid() != 0:
        return
    owner = 0 if identity.uid is None else identity.uid
    if identity.uid is not None:
        _require_passage(folder)
    if folder.stat().st_uid == owner:
        return
    for place, _, names in os.walk(folder):
        os.chown(place, owner, owner)
        for name in names:
            os.chown(Path(place) / name, owner, owner, follow_symlinks=False)


def _require_passage(folder: Path) -> None:
    for parent in folder.parents:
        if not parent.stat().st_mode & stat.S_IXOTH:
            raise Trouble(
                f"PostgreSQL does not run as root, and the user `nobody` may not enter {parent}. Run Civic as an "
                "ordinary user, or move the project to a folder that everyone may enter, such as /srv/civic."
            )
