"""Whether more violence was told than before, as a computed probability in words."""

import math
from collections.abc import Sequence

from dateline.products.brief.acts import Act
from dateline.products.brief.ledger import Ledger
from dateline.products.brief.lexicon import lexicon
from dateline.products.brief.likelihood import likelihood
from dateline.products.brief.model import Passage, Sentence

STEPS = 2000
CERTAIN = 99  # in 100: the highest that ICD 203 has a word for


def rose(before: int, now: int) -> float:
    """The probability that the rate behind `now` events is higher than that behind `before`, over equal times.

    Poisson counts with Jeffreys' priors: the later rate's share of both is Beta(now + ½, before + ½), and this is
    its mass above ½.
    """
    # x = sin²θ takes the endpoint singularities of the Beta density away.
    weights = [
        math.exp(2 * now * math.log(math.sin(theta)) + 2 * before * math.log(math.cos(theta)))
        for theta in ((i + 0.5) * math.pi / (2 * STEPS) for i in range(STEPS))
    ]
    return sum(weights[STEPS // 2 :]) / sum(weights)


def trend(acts: Sequence[Act], before: Sequence[Act], ledger: Ledger) -> Passage | None:
    """How the violence told compares with the period before; None where both have too few."""
    now = [act for act in acts if _violent(act)]
    then = [act for act in before if _violent(act)]
    data = lexicon("brief")["trend"]
    if len(now) + len(then) < data["least"]:
        return None
    probability = rose(len(then), len(now))
    template = "sentence" if probability >= 0.5 else "fell"
    stated = max(probability, 1 - probability)
    percent = round(100 * stated)
    shown = percent if percent <= CERTAIN else data["certain"].format(percent=CERTAIN)
    text = data[template].format(n=len(now), before=len(then), phrase=likelihood(stated), percent=shown)
    return Passage((Sentence(text, ledger.of([*now, *then])),))


def _violent(act: Act) -> bool:
    return act.happened and not act.background and act.type.family == "violence"
