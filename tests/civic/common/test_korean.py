"""Particles and names."""

import unicodedata

import pytest

from civic.common.korean import josa, masked, nfc, particle, split_pair

PARTICLES = [
    ("제안", "은는", "은"),
    ("공모", "은는", "는"),
    ("위원장", "과와", "과"),
    ("투표", "과와", "와"),
    ("서울", "으로로", "로"),
    ("부산", "으로로", "으로"),
    ("대구", "으로로", "로"),
    ("서울", "을를", "을"),
    ("서울특별시(수도)", "을를", "를"),
    ("김하늘(은평구)", "이가", "이"),
    ("‘밤길 안내등’", "을를", "을"),
    ("(주)", "을를", "를"),
    ("A안", "으로로", "으로"),
    ("동의 7", "으로로", "로"),
    ("3", "을를", "을"),
    ("10", "을를", "을"),
    ("2", "은는", "는"),
    ("100", "이가", "이"),
    ("1,000", "으로로", "으로"),
    ("0", "이가", "이"),
    ("2026", "으로로", "으로"),
    ("8", "으로로", "로"),
    ("1000000000000", "이가", "가"),
    ("72%", "을를", "를"),
    ("3.5", "을를", "를"),
    ("KRDS", "은는", "는"),
    ("URL", "으로로", "로"),
    ("URL", "을를", "을"),
    ("PDF", "을를", "를"),
    ("JSON", "을를", "을"),
    ("Google", "으로로", "로"),
    ("Seoul", "은는", "은"),
    ("Kakao", "으로로", "로"),
    ("Naver", "과와", "와"),
    ("net", "이가", "이"),
    ("☺", "을를", "을(를)"),
    ("☺", "이가", "이(가)"),
    ("☺", "으로로", "(으)로"),
    ("", "은는", "은(는)"),
    ("제안", "을/를", "을"),
    ("학교", "으로/로", "로"),
    ("사람", "이랑/랑", "이랑"),
    ("친구", "이랑/랑", "랑"),
]


@pytest.mark.parametrize(("word", "pair", "expected"), PARTICLES)
def test_the_particle_follows_the_sound_of_the_word(word: str, pair: str, expected: str) -> None:
    assert particle(word, pair) == expected


def test_the_word_keeps_its_spelling_before_the_particle() -> None:
    assert josa("밤길 안내등(시범)", "이가") == "밤길 안내등(시범)이"


def test_a_decomposed_syllable_ends_like_a_composed_one() -> None:
    assert particle(unicodedata.normalize("NFD", "강남"), "은는") == "은"


def test_half_a_pair_is_refused() -> None:
    with pytest.raises(ValueError, match="pair of particles"):
        split_pair("을")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("홍길동", "홍*동"),
        ("김별", "김*"),
        ("남궁민수", "남**수"),
        ("봄", "*"),
        ("", ""),
        ("John Smith", "J*** S****"),
        ("Kim", "K**"),
        ("  홍길동 ", "홍*동"),
        (unicodedata.normalize("NFD", "홍길동"), "홍*동"),
    ],
)
def test_a_masked_name_tells_its_owner_only(name: str, shown: str) -> None:
    assert masked(name) == shown


def test_equal_looks_are_equal() -> None:
    assert nfc(unicodedata.normalize("NFD", "강남구")) == "강남구"
