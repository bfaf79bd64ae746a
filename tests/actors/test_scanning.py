"""Names of the catalogue in a text."""

from dateline.actors import catalogue
from dateline.actors.words import key_of, words

CATALOGUE = catalogue()


def scanned(text: str) -> list[str]:
    return [match.text for match in CATALOGUE.scan(text)]


def test_the_longest_name_is_found() -> None:
    assert scanned("Islamic State West Africa Province overran a base.") == ["Islamic State West Africa Province"]
    assert scanned("al-Qaeda in the Islamic Maghreb said so.") == ["al-Qaeda in the Islamic Maghreb"]
    assert scanned("The United Nations Security Council met.") == ["United Nations Security Council"]


def test_offsets_point_at_the_words() -> None:
    text = "On Monday the CPI (Maoist) ambushed the CRPF.  Haftar’s forces did not."
    for match in CATALOGUE.scan(text):
        assert text[match.start : match.end] == match.text
    assert scanned(text) == ["CPI (Maoist)", "CRPF", "Haftar’s forces"]


def test_names_are_not_read_across_sentences_or_lists() -> None:
    assert scanned("He spoke of Hezbollah. Brigades moved in.") == ["Hezbollah"]
    assert scanned("They seized Libya. Dawn broke over Tripoli.") == []
    assert scanned("He has ties to the Islamic, State and other bodies.") == []


def test_possessives_and_hyphens_end_a_name() -> None:
    assert scanned("Islamic State’s fighters left ISIL-held Mosul.") == ["Islamic State", "ISIL"]


def test_common_words_are_not_names() -> None:
    assert scanned("It is a model of care, and who is to say? The shining path led to the red flag.") == []


def test_codes_are_not_names() -> None:
    assert scanned("Shares <EU> cost AU$240, wrote @NATO on the Hamas.") == ["Hamas"]


def test_text_in_capitals_is_read_without_its_case() -> None:
    text = "THE FARABUNDO MARTI NATIONAL LIBERATION FRONT IS SAID TO HAVE ATTACKED; WHO IS TO SAY. THE FMLN DENIED IT."
    assert scanned(text) == ["FARABUNDO MARTI NATIONAL LIBERATION FRONT", "FMLN"]


def test_countries_are_named_by_name_adjective_and_capital() -> None:
    assert CATALOGUE.countries("Libyan and U.S. officials met in Cairo, not in South Sudan.") == {
        "LY",
        "US",
        "EG",
        "SS",
    }
    assert CATALOGUE.countries("They told us to wait.") == frozenset()


def test_words_fold_spelling() -> None:
    assert key_of("Jaish-e-Mohammed") == key_of("Jaish e Mohammed")
    assert key_of("Da'esh") == key_of("Daesh") == key_of("Da’esh")
    assert key_of("U.S. Army") == key_of("US Army")
    assert key_of("Medellín Cartel") == key_of("Medellin cartel")
    assert [word.key for word in words("Libya's PKK")] == ["libya", "'s", "pkk"]


def test_a_longer_name_hides_the_shorter_one_inside() -> None:
    text = "The Syrian Arab Coalition took a village near Raqqa."
    assert scanned(text) == ["Syrian Arab Coalition"]
