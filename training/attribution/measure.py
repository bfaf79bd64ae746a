"""Quick figures while training: exact span F1 and how often the pointers hit, on windows without context."""

import numpy as np
import torch

from dateline.models import chains
from training.attribution.data import ROLES, Example, Window
from training.attribution.network import AttributionNetwork

LEAST = 0.4
Found = set[tuple[str, int, int]]


def f1(found: Found, gold: Found) -> float:
    """F1 in percent; 0 where nothing is right."""
    return round(200 * len(found & gold) / max(1, len(found) + len(gold)), 2)


@torch.no_grad()
def f1_table(network: AttributionNetwork, examples: list[Example], windows: list[Window]) -> dict[str, float]:
    """Exact F1 by role, and pointer accuracy from gold spans, in percent."""
    gold: list[Found] = [{(e.doc_id, *span) for e in examples for span in e.gold[role]} for role in ROLES]
    found: list[Found] = [set() for _ in ROLES]
    transitions = network.transitions.numpy()
    cue_hits: list[bool] = []
    source_hits: list[bool] = []
    for item in windows:
        scores, vectors = network(torch.tensor([item.ids]), torch.ones(1, len(item.ids), dtype=torch.long))
        words = scores[0, item.firsts].view(-1, 3, 5).permute(1, 0, 2).numpy()
        for role, (spans,) in enumerate(chains.spans(words[:, None], transitions, [LEAST] * 3)):
            for span in spans:
                left, right = item.words[span.first], item.words[span.last]
                if left and right:
                    found[role].add((item.document, left.start, right.end))
        aim = network.link_scores(vectors[0, item.firsts], 0).argmax(1)
        cue_hits += [int(aim[content]) == cue for content, cue in item.cues]
        pointing = network.link_scores(vectors[0, item.firsts], 1)
        for cue, targets in item.sources:
            best = int(torch.cat([pointing[cue], network.nothing]).argmax())
            source_hits.append(best in targets if targets else best == len(pointing))
    table = {role: f1(found[i], gold[i]) for i, role in enumerate(ROLES)}
    hits = {"content_to_cue": cue_hits, "cue_to_source": source_hits}
    return table | {name: round(100 * float(np.mean(hit)), 2) for name, hit in hits.items() if hit}
