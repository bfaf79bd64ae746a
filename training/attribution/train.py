"""Trains the attribution network; a run that is stopped goes on from its last checkpoint.

`python -m training.attribution.train --data DIR --encoder DIR --work DIR`
"""

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.distributed as dist
import torch.multiprocessing as mp
import yaml
from tokenizers import Tokenizer
from torch import Tensor
from transformers import BertModel

from training.attribution.data import Example, Window, example, pack, rows, window
from training.attribution.measure import f1_table
from training.attribution.network import AttributionNetwork

Config = dict[str, Any]


def read_config(path: Path) -> Config:
    with path.open(encoding="utf-8") as file:
        config: Config = yaml.safe_load(file)
    return config


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


def batch_loss(network: AttributionNetwork, batch: list[Window], link_weight: float) -> Tensor:
    """Tags' and links' negative log-likelihood, per word."""
    ids, mask, firsts, word_mask, tags = tensors(batch)
    scores, vectors = network(ids, mask)
    scores = scores.gather(1, firsts.unsqueeze(-1).expand(-1, -1, scores.shape[-1]))
    vectors = vectors.gather(1, firsts.unsqueeze(-1).expand(-1, -1, vectors.shape[-1]))
    loss = network.tag_loss(scores, tags, word_mask)
    for row, item in enumerate(batch):
        linked = network.link_loss(vectors[row, : len(item.firsts)], item.sources, item.cues)
        loss = loss + link_weight * linked / word_mask.sum()
    return loss


def optimizer(network: AttributionNetwork, config: Config) -> torch.optim.AdamW:
    """AdamW with one rate for the encoder, one for the heads, one for the chains' few numbers."""
    groups: dict[str, list[torch.nn.Parameter]] = {"learning_rate": [], "head_rate": [], "chain_rate": []}
    for name, weight in network.named_parameters():
        kind = "learning_rate" if name.startswith("encoder") else "head_rate"
        groups["chain_rate" if name in ("transitions", "distance", "nothing") else kind].append(weight)
    settings = [{"params": p, "lr": config[k], "peak": config[k]} for k, p in groups.items()]
    return torch.optim.AdamW(settings, weight_decay=config["weight_decay"], fused=True)


def rate(progress: float, warm_up: float) -> float:
    """Share of the peak learning rate at `progress` (0 … 1): up linearly, then down linearly to zero."""
    return progress / warm_up if progress < warm_up else max(0.0, (1 - progress) / (1 - warm_up))


class Run:
    """One training run: network, running mean of its weights, optimizer and how far it has come."""

    def __init__(self, config: Config, encoder: Path, work: Path) -> None:
        torch.manual_seed(config["seed"])
        torch.set_num_threads(1)
        self.config, self.work = config, work
        dropout = {"attention_probs_dropout_prob": 0.0, "hidden_dropout_prob": config["encoder_dropout"]}
        bert = BertModel.from_pretrained(encoder, attn_implementation="eager", add_pooling_layer=False, **dropout)
        bert.embeddings.word_embeddings.weight.requires_grad_(False)
        self.network = AttributionNetwork(bert, config["link_size"], config["head_dropout"])
        torch.manual_seed(config["seed"] + 1 + dist.get_rank())
        self.optimizer = optimizer(self.network, config)
        self.mean = {k: v.clone() for k, v in self.network.state_dict().items()}
        self.step, self.seconds = 0, 0.0
        self.log: list[dict[str, float]] = []
        if (work / "state.pt").exists():
            self.resume()

    def resume(self) -> None:
        state = torch.load(self.work / "state.pt", weights_only=True)
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.mean, self.step, self.seconds = state["mean"], state["step"], state["seconds"]
        self.log = json.loads((self.work / "log.json").read_text())

    def save(self) -> None:
        state = {"network": self.network.state_dict(), "optimizer": self.optimizer.state_dict(), "mean": self.mean}
        state |= {"step": self.step, "seconds": self.seconds}
        torch.save(state, self.work / "state.new")
        (self.work / "state.new").rename(self.work / "state.pt")
        (self.work / "log.json").write_text(json.dumps(self.log, indent=0))

    def share_gradients(self, seconds: float) -> None:
        """Gradients, and the seconds that the step took, become their means over the processes."""
        if dist.get_world_size() == 1:
            self.seconds += seconds
            return
        held = [p for p in self.network.parameters() if p.grad is not None]
        flat = torch.cat([p.grad.flatten() for p in held if p.grad is not None] + [torch.tensor([seconds])])
        dist.all_reduce(flat)
        flat /= dist.get_world_size()
        for weight, part in zip(held, flat[:-1].split([p.numel() for p in held]), strict=True):
            weight.grad = part.view_as(weight).clone()
        self.seconds += float(flat[-1])

    def learn(self, batch: list[Window], progress: float) -> float:
        """One step on this process's part of the batch; returns that part's loss."""
        started = time.monotonic()
        if self.step >= self.config["freeze_from"]:
            self.network.freeze(self.config["freeze_layers"])
        share = rate(progress, self.config["warm_up"])
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * share
        part = batch[dist.get_rank() :: dist.get_world_size()] or batch[:1]
        loss = batch_loss(self.network, part, self.config["link_weight"])
        loss.backward()  # type: ignore[no-untyped-call]
        self.share_gradients(time.monotonic() - started)
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.step += 1
        decay = min(self.config["average"], self.step / (self.step + 10))
        with torch.no_grad():
            for name, weight in self.network.named_parameters():
                if not name.endswith("word_embeddings.weight"):  # these never change
                    self.mean[name].lerp_(weight, 1 - decay)
        return float(loss.detach())


def schedule(run: Run, train: list[Example], tokenizer: Tokenizer) -> Iterator[tuple[int, int, list[Window]]]:
    """(epoch, steps in it, batch) of every epoch, the same after a resume; steps already made are skipped."""
    done = 0
    for epoch in range(run.config["epochs"]):
        chance = random.Random(f"{run.config['seed']}-{epoch}")
        made = batches(cut(train, tokenizer, run.config, chance), run.config["batch_pieces"], chance)
        for batch in made:
            done += 1
            if done > run.step:
                yield epoch, len(made), batch


def train(rank: int, config: Config, data: Path, encoder: Path, work: Path) -> None:
    """Trains, as process `rank`, from the last checkpoint in `work` or from the start.

    Leaves `mean.pt`, the averaged weights, and `log.json` in `work`.
    """
    rendezvous = f"file://{(work / 'rendezvous').resolve()}"
    dist.init_process_group("gloo", init_method=rendezvous, rank=rank, world_size=config["processes"])
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    kept, held = split([example(tokenizer, row) for row in rows(data / "train.jsonl.gz")], config["held_out"])
    run = Run(config, encoder, work)
    run.network.train()
    losses: list[float] = []
    epoch_before = None
    for epoch, steps, batch in schedule(run, kept, tokenizer):
        if epoch_before not in (None, epoch) and rank == 0:
            report(run, held, tokenizer, epoch)
        epoch_before = epoch
        progress = max(run.step / (steps * config["epochs"]), run.seconds / 60 / config["budget_minutes"])
        if progress >= 1:
            break
        losses.append(run.learn(batch, progress))
        if rank == 0:
            note(run, progress, losses)
    if rank == 0:
        run.save()
        report(run, held, tokenizer, config["epochs"])
        torch.save(run.mean, work / "mean.pt")
    dist.destroy_process_group()


def note(run: Run, progress: float, losses: list[float]) -> None:
    """Every 25 steps a line of the log, every so often a checkpoint."""
    if run.step % 25 == 0:
        line = {"step": run.step, "progress": round(progress, 4), "loss": round(float(np.mean(losses)), 4)}
        run.log.append(line | {"minutes": round(run.seconds / 60, 2)})
        print(json.dumps(run.log[-1]), flush=True)
        losses.clear()
    if run.step % run.config["checkpoint_every"] == 0:
        run.save()


def report(run: Run, held: list[Example], tokenizer: Tokenizer, epoch: int) -> None:
    """Prints exact F1 of the averaged weights on the held-out documents."""
    kept = {k: v.clone() for k, v in run.network.state_dict().items()}
    run.network.load_state_dict(run.mean)
    run.network.eval()
    table = f1_table(run.network, held, cut(held, tokenizer, run.config, None))
    run.network.load_state_dict(kept)
    run.network.train()
    run.log.append({"epoch": epoch, "minutes": round(run.seconds / 60, 2)} | table)
    print(json.dumps(run.log[-1]), flush=True)


def launch(config: Config, data: Path, encoder: Path, work: Path) -> None:
    """Runs `train` in as many processes as the configuration says."""
    work.mkdir(parents=True, exist_ok=True)
    (work / "rendezvous").unlink(missing_ok=True)
    if config["processes"] == 1:
        train(0, config, data, encoder, work)
    else:
        mp.spawn(train, (config, data, encoder, work), nprocs=config["processes"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl.gz of PolNeAR")
    parser.add_argument("--encoder", type=Path, required=True, help="folder with the encoder's weights and tokenizer")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints and the log")
    parser.add_argument("--config", type=Path, default=Path(__file__).with_name("config.yml"))
    given = parser.parse_args()
    launch(read_config(given.config), given.data, given.encoder, given.work)


if __name__ == "__main__":
    main()
