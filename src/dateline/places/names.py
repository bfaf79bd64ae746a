"""Keys under which a place name is found, from strict to loose."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
        "ŋ": "n",
        "ə": "a", "‘": "", "’": "", "'": "", "`": "", "ʻ": "", "ʼ": "", "ʿ": "", "ʾ": "", "ˈ": "", "´": "", "′": "",
        ".": "", ",": " ", "-": " ", "–": " ", "—": " ", "_": " ", "/": " ", "(": " ", ")": " ", "&": " and ",
        "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": "", "ٱ": "ا", "\u200c": " ", "\u200f": "", "\u200e": "",
    }
)  # fmt: skip
_ARTICLES = r"(?:al|el|ad|ed|ar|er|as|es|ash|esh|at|et|az|ez|an|en|il|the|la|le|los|las)"
_LEADING = re.compile(
    rf"^(?:(?:{_ARTICLES}|wadi|wad|oued|ouadi|jabal|jebel|jabel|djebel|gebel|qaryat|mintaqat|muhafazat|madinat|nahiyat"
    r"|province of|governorate of|district of|city of|town of|village of|state of|region of|county of|commune de"
    r"|cercle de|departement de|departement du|province de|region de|region du|oblast of|provincia de|departamento de"
    r"|estado de|municipio de|distrito de) )+(?=\w)"
)
_TRAILING = re.compile(
    r"(?<=\w)(?: (?:province|governorate|district|county|parish|state|region|oblast|raion|rayon|city|town|village"
    r"|municipality|department|prefecture|cercle|commune|subdistrict|sub district|borough|township|republic|krai"
    r"|division|local government area|lga|shi|gun|ken|voblast|municipio))+$"
)
_INNER_ARTICLE = re.compile(rf"(?<= ){_ARTICLES} (?=\w)")
_DIGRAPHS = (
    ("tch", "S"), ("sch", "S"), ("sh", "S"), ("ch", "S"), ("kh", "H"), ("gh", "G"), ("dh", "d"), ("th", "t"), ("ph",
    "f"),
    ("dj", "j"), ("zh", "j"), ("ts", "s"), ("tz", "s"), ("ck", "k"), ("ou", "u"), ("oo", "u"),
)  # fmt: skip
_FOLD = str.maketrans({"q": "k", "c": "k", "x": "k", "H": "h", "G": "g", "v": "w", "p": "b", "z": "s", "w": "u"})
_VOWELS = re.compile(r"[aeiouy]+")
_TWICE = re.compile(r"(.)\1+")


def normalise(name: str) -> str:
    """`name` without case, diacritics, hyphens, dots and apostrophes; "" where nothing is left."""
    folded = name.casefold()
    if not folded.isascii():
        decomposed = unicodedata.normalize("NFKD", folded)
        folded = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(folded.translate(_LETTERS).split())


def core(key: str) -> str:
    """A normalised name without articles and generic words ("wadi", "al", "province")."""
    if " " not in key:
        return key
    bare = _TRAILING.sub("", _LEADING.sub("", key))
    return _INNER_ARTICLE.sub("", bare)


def skeleton(key: str) -> str:
    """The folded consonants of a normalised name: alike for the usual romanisations of one name.

    The first vowel stands as "a". Empty where fewer than three letters are left, which tell too little.
    """
    text = core(key).replace(" ", "")
    if not text.isascii():
        return ""
    for digraph, letter in _DIGRAPHS:
        text = text.replace(digraph, letter)
    text = text.translate(_FOLD)
    head = "a" if text[:1] in "aeiouy" else ""
    consonants = head + _TWICE.sub(r"\1", _VOWELS.sub("", text))
    return consonants if len(consonants) >= 3 else ""


def readable(name: str) -> bool:
    """True for names in Latin or Arabic script, the scripts that reports are read in."""
    if name.isascii():
        return True
    letter = next((c for c in name if c.isalpha()), "")
    return letter < "\u0370" or "\u0600" <= letter <= "\u06ff" or "\u1e00" <= letter <= "\u1eff"
