"""Rules from our types to a set's labels."""

from collections.abc import Callable
from dataclasses import replace

from dateline.evaluation.benchmark import names
from dateline.evaluation.mapping import label, labels, rules, table
from dateline.schema.codebook import codebook
from dateline.schema.quantities import Count, Toll
from dateline.schema.spans import Span
from tests.evaluation.conftest import Report


def test_the_first_rule_whose_conditions_hold_decides(report: Callable[[str], Report]) -> None:
    text = report("Police killed two men and wounded one.")
    killed = text.claim("attack", "killed")
    wounded = text.claim("attack", "wounded")
    other = text.claim("pledge", "men")
    listed = rules("wikievents")
    assert [label(claim, text.text, listed) for claim in (killed, wounded, other)] == ["Life.Die", "Life.Injure", None]


def test_labels_that_do_not_exclude_one_another(report: Callable[[str], Report]) -> None:
    text = report("Police killed two men.")
    claim = text.claim("attack", "killed", actors=(text.who("Police", "state forces"),))
    assert labels(claim, text.text, rules("india_police")) == {"KILL", "FORCE", "ANY_ACTION"}


def test_an_act_whose_toll_counts_dead_is_a_killing(report: Callable[[str], Report]) -> None:
    text = report("Two men were killed in police firing.")
    police = text.who("police", "state forces")
    toll = Toll(killed=Count(2, 2, 2, Span(0, 7)))
    claim = replace(text.claim("attack", "firing", actors=(police,)), toll=toll)
    unhurt = replace(claim, toll=Toll(killed=Count(0, 0, 0, Span(0, 7))))
    listed = rules("india_police")
    assert labels(claim, text.text, listed) == {"KILL", "FORCE", "ANY_ACTION"}
    assert labels(unhurt, text.text, listed) == {"FORCE", "ANY_ACTION"}


def test_every_type_that_a_mapping_names_is_in_the_codebook() -> None:
    for name in ("wikievents", "m2e2", "muc4", "india_police", "re3d"):
        named = {type_id for rule in rules(name) for type_id in rule.types}
        assert named <= codebook().keys(), name
    isaf = table("isaf")
    assert {*isaf["kill"], *isaf["capture"], *isaf["air"], *isaf["implies_one"]} <= codebook().keys()
    assert set(table("gva")["shooting"]) <= codebook().keys()
    assert {kind.gtd for kind in codebook().values()} - {None} <= table("satp")["action_types"].keys()


def test_every_benchmark_has_a_module_that_loads() -> None:
    assert {"muc4", "isaf", "plover", "gva", "ecbplus"} <= set(names())
