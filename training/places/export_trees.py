"""LightGBM models as arrays that load without pickle and without LightGBM."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np


def export(model: lightgbm.Booster, features: Sequence[str], output: Path) -> None:
    """Writes every tree of `model`, node by node; see places/trees.py for the layout."""
    nodes: list[list[float]] = []
    roots, deepest = [], 0
    for tree in model.dump_model()["tree_info"]:
        roots.append(len(nodes))
        deepest = max(deepest, _add(nodes, tree["tree_structure"]))
    split, limit, left, right = zip(*nodes, strict=True)
    np.savez_compressed(
        output,
        features=np.array(features),
        root=np.array(roots, np.int32),
        split=np.array(split, np.int16),
        limit=np.array(limit, np.float64),
        left=np.array(left, np.int32),
        right=np.array(right, np.int32),
        depth=np.array(deepest),
    )


def _add(nodes: list[list[float]], node: dict[str, Any]) -> int:
    """Appends `node` and what is below it; the number of steps down to its deepest leaf."""
    at = len(nodes)
    if "leaf_value" in node:
        nodes.append([-1, node["leaf_value"], at, at])
        return 0
    nodes.append([node["split_feature"], node["threshold"], 0, 0])
    nodes[at][2] = len(nodes)
    left = _add(nodes, node["left_child"])
    nodes[at][3] = len(nodes)
    right = _add(nodes, node["right_child"])
    return 1 + max(left, right)
