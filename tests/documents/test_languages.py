import pytest

from dateline.documents.languages import language, require_readable
from dateline.errors import LanguageError
from dateline.schema.documents import Document


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Small bands of fighters are camping in the scrub north of the town."),
        ("en", "ABOUT 50 PEASANTS HAVE BEEN KIDNAPPED BY MEN OF THE FRONT"),
        ("fr", "Trois soldats ont été tués dans une attaque près de la frontière."),
        ("es", "Tres soldados murieron en un ataque contra la base del ejército."),
        ("pt", "Três soldados foram mortos em um ataque no norte do país."),
        ("de", "Drei Soldaten wurden bei einem Angriff auf die Stadt getötet."),
        ("tr", "Saldırıda üç asker öldü ve bir araç daha sonra imha edildi."),
        ("ar", "قتل ثلاثة جنود في هجوم على نقطة تفتيش"),
        ("fa", "سه سرباز در حمله‌ای کشته شدند و چند نفر دیگر زخمی شدند"),
        ("ru", "Три солдата убиты при нападении на блокпост"),
        ("uk", "Троє солдатів загинули під час нападу на її блокпост"),
        ("zh", "三名士兵在袭击中丧生"),
        ("he", "שלושה חיילים נהרגו בהתקפה"),
    ],
)
def test_a_language_is_told_by_script_and_common_words(code: str, text: str) -> None:
    assert language(text) == code


@pytest.mark.parametrize("text", ["", "1234 --- 5678", "Sabha 3 KIA"])
def test_a_text_that_does_not_tell_has_no_language(text: str) -> None:
    assert language(text) is None


def test_a_short_english_note_full_of_one_foreign_word_is_not_foreign() -> None:
    assert language("A gunman wounds a student in a shooting at a school; a guard and a teacher escape.") in {
        "en",
        None,
    }


def test_an_english_report_with_a_foreign_quotation_is_english() -> None:
    assert language("The fighters shouted الله أكبر as they stormed the gate of the base, a soldier said.") == "en"


def test_an_unreadable_language_is_named() -> None:
    with pytest.raises(LanguageError, match=r"^The text is in Arabic, which Dateline cannot read yet\.$"):
        require_readable(Document(id="x", text="قتل", language="ar"))
    require_readable(Document(id="x", text="Sabha 3 KIA", language=None))
