"""Share of words that truecasing writes as the held-out items do.

usage: python -m training.truecase.measure CURRENT_EVENTS.jsonl.gz
"""

import sys

from dateline.documents.truecase import WORD, is_upper, opens_sentence, truecase
from training.truecase.build import items


def accuracy(path: str) -> tuple[float, float, int]:
    """Over all words, and over those whose form is not plain lower case; and the number of words."""
    words = right = cased = cased_right = 0
    for text in items(path, held_out=True):
        upper = text.upper()
        if len(upper) != len(text) or not is_upper(upper):
            continue
        written = truecase(upper)
        for match in WORD.finditer(text):
            if not match[0][0].isalpha():
                continue
            hit = written[match.start() : match.end()] == match[0]
            words, right = words + 1, right + hit
            if match[0] != match[0].lower() and not opens_sentence(text, match.start()):
                cased, cased_right = cased + 1, cased_right + hit
    return right / words, cased_right / cased, words


if __name__ == "__main__":
    share, cased_share, number = accuracy(sys.argv[1])
    print(f"{number} words: {share:.4f} right; {cased_share:.4f} of those with a capital inside a sentence")
