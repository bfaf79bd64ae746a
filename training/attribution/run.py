"""One training run: its weights, their running mean, its optimizer, its checkpoint."""

import json
import time
from pathlib import Path

import torch
import torch.distributed as dist
from torch import Tensor
from transformers import BertModel

from training.attribution.batches import tensors
from training.attribution.config import Config
from training.attribution.data import Window
from training.attribution.network import AttributionNetwork


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
