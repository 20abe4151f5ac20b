"""What a title is about, as pairs of neighbouring syllables: two titles about one thing share most of their pairs.

Korean puts particles and endings onto its words ("안내등을", "설치해 주세요"), so the words of two titles about one thing
seldom are equal letter by letter. Requests and particles are taken off first; what is left of a word is cut into pairs,
which also finds a word inside a longer one ("주차장" in "공영주차장"). No dictionary: names of places and new words are
the ones that matter most here, and stand in none. Pure functions; why so is in docs/decisions/0040.
"""

import re

from civic.common.korean import nfc
from civic.common.likeness import pairs

# "…을 요청합니다", "…해 주세요", "…해 주시기 바랍니다", "…해야 합니다": what every proposal says and none is about.
_REQUESTS = re.compile(
    r"((을|를|에 대한)?\s*(요청|청원|촉구|건의|제안|호소|부탁|요구|희망)(을|를)?\s*(드립니다|드려요|드리며|드림|합니다|해요|함))"
    r"|((해|하여|시켜)?\s*(주세요|주십시오|주십시요|주시기|주시길|주시면|주셨으면|줘요|주길)"
    r"(\s*(부탁드립니다|바랍니다|좋겠습니다|합니다))?)"
    r"|(바랍니다|바래요|부탁드립니다|좋겠습니다|좋겠어요|합시다|(해|돼|되어|하여)야\s*(합니다|한다|해요|함))"
    r"|((을|를)?\s*(요청|청원|촉구|건의|제안)\s*$)"
)
_PARTICLES = re.compile(
    r"^(.{2,}?)(으로부터|에서부터|에게서|으로써|으로서|에서는|에서도|에게|에서|까지|부터|처럼|보다|마다|이나|하고|으로|에는"
    r"|에도|들을|들이|들의|들|은|는|이|가|을|를|의|에|와|과|도|로|만)$"
)
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def stems(text: str) -> list[str]:
    """The words of a text in their order, without requests and particles; a word keeps at least two characters."""
    bare = _REQUESTS.sub(" ", nfc(text).lower())
    return [_PARTICLES.sub(r"\1", word) for word in _BETWEEN_WORDS.split(bare) if word]


def keys(title: str) -> list[str]:
    """The pairs of a title, sorted: what is stored beside it, and what is looked up for one that is being typed."""
    return sorted(pairs(stems(title)))
