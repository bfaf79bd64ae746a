"""From averaged weights to the shipped files: `python -m training.attribution.export`.

The float32 graph goes to the work folder; the int8 graph, the tokenizer and a manifest with neutral thresholds
go to the folder of the shipped files. calibrate.py then sets the thresholds.
"""

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import optimize_model
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from training.attribution.config import Config, read_config
from training.attribution.network import AttributionNetwork

NAME = "attribution"


def network_of(encoder: Path, weights: Path, config: Config) -> AttributionNetwork:
    """The trained network, in evaluation mode."""
    settings = BertConfig.from_pretrained(encoder, attn_implementation="eager")
    network = AttributionNetwork(BertModel(settings, add_pooling_layer=False), config["link_size"], 0.0)
    network.load_state_dict(torch.load(weights, weights_only=True))
    return network.eval()


def export_graph(network: AttributionNetwork, path: Path) -> None:
    """Writes the float32 graph: ids, mask (batch, pieces) -> tag scores, linking vectors."""
    example = (torch.ones(2, 9, dtype=torch.long), torch.ones(2, 9, dtype=torch.long))
    names = {"input_names": ["ids", "mask"], "output_names": ["scores", "vectors"]}
    axes = {name: {0: "batch", 1: "pieces"} for name in ("ids", "mask", "scores", "vectors")}
    # The TorchScript exporter: ONNX Runtime's optimizer fuses the attention of its graphs, not of dynamo's.
    torch.onnx.export(network, example, path, **names, dynamic_axes=axes, opset_version=17, dynamo=False)


def quantize(graph: Path, to: Path, heads: int, hidden: int) -> None:
    """Writes `graph` with its attention fused and its weights as int8, one scale a channel."""
    fused = to.with_suffix(".fused.onnx")
    optimize_model(str(graph), model_type="bert", num_heads=heads, hidden_size=hidden).save_model_to_file(str(fused))
    options = {"DefaultTensorType": onnx.TensorProto.FLOAT}
    quantize_dynamic(fused, to, per_channel=True, weight_type=QuantType.QInt8, extra_options=options)
    fused.unlink()


def special_pieces(tokenizer: Path) -> dict[str, int]:
    """The ids of the pieces that open a window and close its paragraphs."""
    vocabulary = Tokenizer.from_file(str(tokenizer)).get_vocab()
    return {"cls": vocabulary["[CLS]"], "sep": vocabulary["[SEP]"]}


def manifest(network: AttributionNetwork, config: Config, graph: Path, tokenizer: Path) -> dict[str, Any]:
    """All that decoding needs beside the graph; thresholds and calibration neutral."""
    return {
        "graph": {"name": graph.name, "sha256": hashlib.sha256(graph.read_bytes()).hexdigest()},
        "tokenizer": {"name": tokenizer.name, "sha256": hashlib.sha256(tokenizer.read_bytes()).hexdigest()},
        "window": config["reading"] | special_pieces(tokenizer),
        "transitions": network.transitions.detach().double().round(decimals=4).tolist(),
        "link_size": config["link_size"],
        "distances": network.distance.detach().double().round(decimals=4).tolist(),
        "nothing": round(float(network.nothing.detach()), 4),
        "least_probability": {"source": 0.05, "cue": 0.15, "content": 0.05},
        "least_further": 0.3,
        "least_link": 0.1,
        "calibration": {"weights": [1.0, 0.0, 0.0, 0.0], "bias": 0.0},
        "least_score": 0.0,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="folder with mean.pt")
    parser.add_argument("--to", type=Path, required=True, help="folder of the shipped files")
    parser.add_argument("--config", type=Path, default=Path(__file__).with_name("config.yml"))
    given = parser.parse_args()
    config = read_config(given.config)
    network = network_of(given.encoder, given.work / "mean.pt", config)
    given.to.mkdir(parents=True, exist_ok=True)
    export_graph(network, given.work / f"{NAME}.float32.onnx")
    graph, tokenizer = given.to / f"{NAME}.onnx", given.to / f"{NAME}.tokenizer.json"
    settings = network.encoder.config
    quantize(given.work / f"{NAME}.float32.onnx", graph, settings.num_attention_heads, settings.hidden_size)
    tokenizer.write_bytes((given.encoder / "tokenizer.json").read_bytes())
    text = json.dumps(manifest(network, config, graph, tokenizer), indent=1)
    (given.to / f"{NAME}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
