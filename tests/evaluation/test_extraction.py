"""Triggers and arguments."""

from collections.abc import Callable

from dateline.evaluation.extraction import Found, found, observation, score
from dateline.evaluation.tokens import detokenise
from dateline.schema.spans import Trigger
from tests.evaluation.conftest import Report

TOKENS = ["Gunmen", "attacked", "a", "bus", "near", "Gao", "and", "killed", "two", "men", "."]


def test_our_claims_become_events_on_tokens(report: Callable[[str], Report]) -> None:
    prose = detokenise(TOKENS)
    text = report(prose.text)
    gunmen = text.who("Gunmen")
    text.claim("attack", "attacked", actors=(gunmen,), targets=(text.who("a bus near Gao"),))
    text.claim("attack", "killed", actors=(gunmen,), targets=(text.who("two men"),))
    text.claim("pledge", "bus")
    assert found(text.reading(), prose, "wikievents") == (
        Found(1, 2, "Conflict.Attack", (("Attacker", "gunmen"), ("Target", "bus"))),
        Found(7, 8, "Life.Die", (("Killer", "gunmen"), ("Victim", "men"))),
    )


def test_an_effect_shares_the_participants_of_its_act(report: Callable[[str], Report]) -> None:
    prose = detokenise(TOKENS)
    text = report(prose.text)
    text.claim("attack", "attacked", actors=(text.who("Gunmen"),), targets=(text.who("a bus near Gao"),))
    text.triggers.append(Trigger(text.span("killed"), "attack", 1.0, "test"))
    assert found(text.reading(), prose, "wikievents")[1] == Found(
        7, 8, "Life.Die", (("Killer", "gunmen"), ("Victim", "bus"))
    )


def test_scores_by_hand() -> None:
    prose = detokenise(TOKENS)
    gold = [
        Found(1, 2, "Conflict.Attack", (("Target", "bus"), ("Place", "gao"))),
        Found(7, 8, "Life.Die", (("Victim", "men"),)),
    ]
    got = [
        Found(1, 2, "Conflict.Attack", (("Target", "bus"), ("Attacker", "gunmen"))),
        Found(7, 8, "Life.Injure", (("Victim", "men"),)),
        Found(3, 4, "Conflict.Attack", ()),
    ]
    seen = observation("d", prose, gold, got)
    # Two of three places are right, one of three types, one of three arguments; gold has 2, 2 and 3.
    assert score(seen.counts) == {"trigger_id": 2 * 2 / 5, "trigger_class": 2 * 1 / 5, "argument_head": 2 * 1 / 6}
    assert [item.cause for item in seen.errors] == [
        "arguments of Conflict.Attack",
        "trigger false: Conflict.Attack",
        "trigger type",
    ]
