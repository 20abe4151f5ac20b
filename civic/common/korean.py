"""Korean particles, masked names and text in one normal form."""

import re
import unicodedata

VOWEL, RIEUL, CONSONANT = "vowel", "rieul", "consonant"

_TRAILING_PARENTHESES = re.compile(r"\s*[(\[（［][^()\[\]（）［］]*[)\]）］]\s*$")
_SILENT = "\"'”’»」』》〉.,!?…·~ \t\n"
_BRACKETS = ")]}）］"
_DIGIT_SOUNDS = dict(zip("0123456789", "영일이삼사오육칠팔구", strict=True))
_RIEUL_LETTERS, _CONSONANT_LETTERS = "LR", "MN"
_ENGLISH_CONSONANT = re.compile(r"(m|n|ng|[mn]e|(?<![aeiou])[aeiou][ptck]|ook|eck|ick|ack|ock|uck)$")
_ENGLISH_RIEUL = re.compile(r"(l|le)$")


def nfc(text: str) -> str:
    """Text as browsers other than Apple's send it: one code point for a syllable, so that equal looks are equal."""
    return unicodedata.normalize("NFC", text)


def ending(word: str) -> str | None:
    """How a word ends in speech: VOWEL, RIEUL (ㄹ), CONSONANT, or None where nobody can tell.

    Parentheses and quotation marks at the end are not spoken. Digits are read in Sino-Korean, abbreviations
    letter by letter, English words by their spelling (a rule of thumb).
    """
    word = _spoken(nfc(word))
    if not word:
        return None
    last = word[-1]
    if "가" <= last <= "힣":
        return _syllable_ending(last)
    if last.isdecimal() and last.isascii():
        return _number_ending(word)
    if last == "%":
        return VOWEL
    if last.isascii() and last.isalpha():
        return _latin_ending(word)
    return None


def _spoken(word: str) -> str:
    """The word without what stands silently at its end; never empty where it held anything else."""
    while True:
        shorter = _TRAILING_PARENTHESES.sub("", word).rstrip(_SILENT)
        if not shorter or shorter == word:
            return word.rstrip(_SILENT + _BRACKETS)
        word = shorter


def _syllable_ending(syllable: str) -> str:
    final = (ord(syllable) - 0xAC00) % 28
    return VOWEL if final == 0 else RIEUL if final == 8 else CONSONANT


def _number_ending(word: str) -> str:
    digits = re.search(r"[\d,]+$", word)
    number = digits.group().replace(",", "") if digits else word[-1]
    zeros = len(number) - len(number.rstrip("0"))
    if zeros == 0 or not number.strip("0"):
        return _syllable_ending(_DIGIT_SOUNDS[number[-1]])
    # 십 백 천 만 억 end in consonants other than ㄹ; 조 (twelve to fifteen zeros) ends in a vowel.
    return VOWEL if 12 <= zeros <= 15 else CONSONANT


def _latin_ending(word: str) -> str:
    letters = re.search(r"[A-Za-z]+$", word)
    spelling = letters.group() if letters else word[-1]
    if spelling.isupper():
        last = spelling[-1]
        return RIEUL if last in _RIEUL_LETTERS else CONSONANT if last in _CONSONANT_LETTERS else VOWEL
    lower = spelling.lower()
    if _ENGLISH_RIEUL.search(lower):
        return RIEUL
    return CONSONANT if _ENGLISH_CONSONANT.search(lower) else VOWEL


def particle(word: str, pair: str) -> str:
    """The particle of the pair that follows the word, the form after a consonant given first.

    "을를" or "을/를"; "으로로" takes 로 after ㄹ too. Where the ending cannot be told: "을(를)", "(으)로".
    Raises ValueError for a pair it cannot split.
    """
    after_consonant, after_vowel = split_pair(pair)
    how = ending(word)
    if how is None:
        shared = after_consonant.removesuffix(after_vowel)
        return (
            f"({shared}){after_vowel}" if shared != after_consonant else f"{after_consonant}({after_vowel})"
        )
    if how == VOWEL or (how == RIEUL and after_consonant.startswith("으로")):
        return after_vowel
    return after_consonant


def split_pair(pair: str) -> tuple[str, str]:
    """("을", "를") from "을를" or "을/를"; the first form may be longer by the joining 으 or 이."""
    first, slash, second = pair.partition("/")
    if not slash:
        middle = (len(pair) + 1) // 2
        first, second = pair[:middle], pair[middle:]
    if not first or not second:
        raise ValueError(f"a pair of particles is needed, such as 을를 or 으로로, not {pair!r}")
    return first, second


def josa(word: str, pair: str) -> str:
    """The word with its particle: josa("서울", "으로로") is "서울로"."""
    return f"{word}{particle(word, pair)}"


def masked(name: str) -> str:
    """A name that its owner recognises and nobody else finds: 홍*동, 김*, 남**수, J*** S****."""
    name = nfc(name).strip()
    if " " in name:
        return " ".join(one[0] + "*" * (len(one) - 1) for one in name.split())
    if len(name) < 2:
        return "*" * len(name)
    if len(name) == 2 or name.isascii():
        return name[0] + "*" * (len(name) - 1)
    return name[0] + "*" * (len(name) - 2) + name[-1]
