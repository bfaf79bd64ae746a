"""Documents as windows, windows as batches of tensors."""

import random

import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.attribution.config import Config
from training.attribution.data import Example, Window, pack, window


def split(examples: list[Example], every: int) -> tuple[list[Example], list[Example]]:
    """Training documents, and every `every`th one held out for calibration."""
    return [e for i, e in enumerate(examples) if i % every], examples[::every]


def cut(examples: list[Example], tokenizer: Tokenizer, config: Config, chance: random.Random | None) -> list[Window]:
    """All documents as windows."""
    cls, sep = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    return [
        window(document, numbers, config["longest"], cls, sep)
        for document in examples
        for numbers in pack([len(p.part.ids) for p in document.paragraphs], config["window"], chance)
    ]


def batches(windows: list[Window], pieces: int, chance: random.Random) -> list[list[Window]]:
    """Windows of like length together, at most `pieces` with padding, in random order."""
    ordered = sorted(windows, key=lambda w: len(w.ids) + chance.random())
    made: list[list[Window]] = [[]]
    for item in ordered:
        if made[-1] and len(item.ids) * (len(made[-1]) + 1) > pieces:
            made.append([])
        made[-1].append(item)
    chance.shuffle(made)
    return made


def tensors(batch: list[Window]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Piece ids and mask, first pieces and mask of words, tags (batch, 3, words), all padded."""
    pieces, words = max(len(w.ids) for w in batch), max(len(w.firsts) for w in batch)
    ids = torch.zeros(len(batch), pieces, dtype=torch.long)
    firsts = torch.zeros(len(batch), words, dtype=torch.long)
    tags = torch.zeros(len(batch), 3, words, dtype=torch.long)
    for row, item in enumerate(batch):
        ids[row, : len(item.ids)] = torch.tensor(item.ids)
        firsts[row, : len(item.firsts)] = torch.tensor(item.firsts)
        tags[row, :, : len(item.firsts)] = torch.from_numpy(item.tags)
    lengths = torch.tensor([[len(w.ids), len(w.firsts)] for w in batch])
    mask = torch.arange(pieces) < lengths[:, :1]
    word_mask = torch.arange(words) < lengths[:, 1:]
    return ids, mask.long(), firsts, word_mask, tags
