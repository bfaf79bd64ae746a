"""Count how English news writes its words, and keep what truecasing needs.

usage: python -m training.truecase.build CURRENT_EVENTS.jsonl.gz OUTPUT.json.gz

The text is Wikipedia's Portal:Current events (CC BY-SA 4.0). Only counts leave it: for each word the form it
most often takes inside a sentence, and for words with several forms the neighbour that decides. Every tenth
item is held out; `measure.py` reads those.
"""

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator

from dateline.documents.truecase import WORD, neighbour, opens_sentence

LEAST_WORD = 1  # occurrences
LEAST_PAIR = 2
DECISIVE = 0.75  # of a pair's occurrences
HELD_OUT = 10


def items(path: str, *, held_out: bool) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if (number % HELD_OUT == 0) == held_out:
                yield json.loads(line)["text"]


def counts(path: str) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """Forms by word, and by pair ("<word" the word before, ">word" the word after)."""
    words: dict[str, Counter[str]] = defaultdict(Counter)
    pairs: dict[str, Counter[str]] = defaultdict(Counter)
    for text in items(path, held_out=False):
        matches = list(WORD.finditer(text))
        for i, match in enumerate(matches):
            if opens_sentence(text, match.start()):
                continue
            form, lower = match[0], match[0].lower()
            words[lower][form] += 1
            if i:
                pairs[f"{neighbour(matches[i - 1][0])} {lower}<"][form] += 1
            if i + 1 < len(matches):
                pairs[f"{lower} {neighbour(matches[i + 1][0])}>"][form] += 1
    return words, pairs


def lexicon(path: str) -> dict[str, object]:
    words, pairs = counts(path)
    usual = {word: forms.most_common(1)[0][0] for word, forms in words.items() if forms.total() >= LEAST_WORD}
    decisive = {}
    for pair, forms in pairs.items():
        word = pair[:-1].split(" ")[1 if pair.endswith("<") else 0]
        form, count = forms.most_common(1)[0]
        if word in usual and form != usual[word] and count >= LEAST_PAIR and count >= DECISIVE * forms.total():
            decisive[pair] = form
    return {
        "plain": " ".join(sorted(word for word, form in usual.items() if form == word)),
        "title": " ".join(sorted(word for word, form in usual.items() if form != word and form == word.title())),
        "other": " ".join(sorted(form for word, form in usual.items() if form not in (word, word.title()))),
        "pairs": dict(sorted(decisive.items())),
    }


if __name__ == "__main__":
    source, output = sys.argv[1:]
    with gzip.GzipFile(output, "wb", compresslevel=9, mtime=0) as file:
        file.write(json.dumps(lexicon(source), ensure_ascii=False, separators=(",", ":")).encode())
