"""Both published forms of the set."""

from dateline.evaluation.benchmarks.wikievents import gold_events, tokenised
from dateline.evaluation.extraction import Found


def test_a_headline_stands_by_itself() -> None:
    sentences = [
        [[["Raid", 0, 4], ["kills", 5, 10]], "Raid kills"],
        [[["Two", 10, 13], ["fled", 14, 18], [".", 18, 19]], ""],
    ]
    row = {"tokens": ["Raid", "kills", "Two", "fled", "."], "sentences": sentences}
    assert tokenised(row).text == "Raid kills\n\nTwo fled."


def test_events_of_either_form() -> None:
    arguments = [{"role": "Victim", "text": "two of the men"}]
    long = {"event_type": "Life.Die.Unspecified", "trigger": {"start": 1, "end": 2}, "arguments": arguments}
    short = {"event_type": "Life.Die", "trigger": {"start_idx": 1, "end_idx": 2}, "arguments": arguments}
    expected = (Found(1, 2, "Life.Die", (("Victim", "two"),)),)
    assert gold_events({"event_mentions": [long]}) == gold_events({"event_mentions": [short]}) == expected
