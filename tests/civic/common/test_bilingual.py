"""The reader's language, where somebody wrote in it."""

from types import SimpleNamespace

from django.template import engines
from django.utils import translation

from civic.common.bilingual import localized

LAMPS = SimpleNamespace(title="밤길 안내등", title_en="Guiding lights")
BENCHES = SimpleNamespace(title="쉼의자", title_en=" ")


def test_english_readers_get_the_english_title_where_there_is_one() -> None:
    with translation.override("en"):
        assert localized(LAMPS, "title") == "Guiding lights"
        assert localized(BENCHES, "title") == "쉼의자"
    with translation.override("ko"):
        assert localized(LAMPS, "title") == "밤길 안내등"


def test_a_title_in_another_language_than_the_page_says_so() -> None:
    template = engines["django"].from_string('<a{{ one|lang_attr:"title" }}>{{ one|localized:"title" }}</a>')
    with translation.override("en"):
        assert template.render({"one": BENCHES}) == '<a lang="ko">쉼의자</a>'
        assert template.render({"one": LAMPS}) == "<a>Guiding lights</a>"
    with translation.override("ko"):
        assert template.render({"one": LAMPS}) == "<a>밤길 안내등</a>"
