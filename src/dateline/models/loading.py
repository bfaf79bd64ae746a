"""Our own compact models, as package data: an ONNX graph, its tokenizer, and a manifest with the rest.

`data/NAME.json` is the manifest: the files' SHA-256, and the numbers that decoding needs.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from multiprocessing import parent_process
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dateline.errors import DataError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer


@dataclass(frozen=True, slots=True)
class Model:
    """A model ready to run. `manifest` is the JSON beside it."""

    name: str
    manifest: Mapping[str, Any]
    tokenizer: "Tokenizer"
    session: "InferenceSession"

    def run(self, **inputs: NDArray[np.int64]) -> list[NDArray[np.float32]]:
        """The graph's outputs, in its order."""
        outputs: list[NDArray[np.float32]] = self.session.run(None, inputs)
        return outputs


@cache
def load(name: str) -> Model:
    """The model `name`, loaded once a process; DataError where a file is missing or not the one it should be."""
    return load_from(files("dateline.models") / "data", name)


def load_from(folder: Traversable, name: str) -> Model:
    """The model `name` of another folder, not kept."""
    from tokenizers import Tokenizer

    manifest = _manifest(folder, name)
    tokenizer_file, graph_file = manifest["tokenizer"], manifest["graph"]
    tokenizer = Tokenizer.from_str(_read(folder, tokenizer_file["name"], tokenizer_file["sha256"]).decode())
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Model(name, manifest, tokenizer, session(_read(folder, graph_file["name"], graph_file["sha256"])))


def _manifest(folder: Traversable, name: str) -> dict[str, Any]:
    held = _read(folder, f"{name}.json", None)
    try:
        manifest: dict[str, Any] = json.loads(held)
    except ValueError as error:
        raise DataError(f"the manifest of the model {name} is no JSON: reinstall Dateline") from error
    return manifest


def _read(folder: Traversable, name: str, sha256: str | None) -> bytes:
    try:
        held = (folder / name).read_bytes()
    except FileNotFoundError as error:
        raise DataError(f"the model file {name} is missing: reinstall Dateline") from error
    if sha256 is not None and hashlib.sha256(held).hexdigest() != sha256:
        raise DataError(f"the model file {name} is damaged (its SHA-256 is not {sha256[:12]}…): reinstall Dateline")
    return held


def session(graph: bytes) -> "InferenceSession":
    """A session that runs `graph` on the processor."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _threads()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _threads() -> int:
    """Two read a report soonest, more gain nothing on windows this small; a process beside others takes one."""
    return 1 if parent_process() else min(2, os.cpu_count() or 1)
