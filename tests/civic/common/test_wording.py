"""Nothing is lost in a comparison: both texts can be read out of it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from civic.common.wording import LONGEST, Piece, changes

WORDS = st.lists(st.sampled_from(["밤길", "안내등을", "달아", "주세요.", "  ", "\n"]), max_size=30).map(
    " ".join
)


def test_a_word_that_was_changed_stands_beside_the_new_one():
    assert changes("등을 100곳에 답니다", "등을 120곳에 답니다") == [
        Piece("same", "등을 "),
        Piece("gone", "100곳에"),
        Piece("new", "120곳에"),
        Piece("same", " 답니다"),
    ]


@settings(max_examples=100, deadline=None)
@given(WORDS, WORDS)
def test_both_texts_can_be_read_out_of_the_pieces(before, after):
    pieces = changes(before, after)
    assert "".join(one.text for one in pieces if one.kind != "new") == before
    assert "".join(one.text for one in pieces if one.kind != "gone") == after


def test_texts_beyond_all_length_are_shown_whole():
    assert [one.kind for one in changes("가 " * LONGEST, "나")] == ["gone", "new"]
