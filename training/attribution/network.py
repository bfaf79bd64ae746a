"""The network: an encoder, one conditional random field a role, and pointers that link the spans."""

import torch
from torch import Tensor, nn
from transformers import BertModel

from dateline.models.chains import BEGIN, END, FORBIDDEN, INSIDE, allowed_steps

ROLES, TAGS = 3, 5
DISTANCES = 23  # signed log2 buckets: -11 … 11


def distance_bucket(offset: Tensor) -> Tensor:
    """Signed log2 bucket of a distance in words, 0 … 22."""
    size = torch.log2(offset.abs().float() + 1).floor().long().clamp(max=11)
    return size * offset.sign() + 11


class AttributionNetwork(nn.Module):
    """Per word piece: 15 tag scores and four linking vectors.

    A content piece points at its cue, a cue at its source, or at [CLS] where the text names none.
    """

    def __init__(self, encoder: BertModel, link_size: int, dropout: float) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(encoder.config.hidden_size, ROLES * TAGS)
        self.links = nn.Linear(encoder.config.hidden_size, 4 * link_size)
        self.transitions = nn.Parameter(torch.zeros(ROLES, TAGS, TAGS))
        self.distance = nn.Parameter(torch.zeros(2, DISTANCES))
        self.nothing = nn.Parameter(torch.zeros(1))
        self.register_buffer("forbidden", torch.from_numpy(~allowed_steps()).float() * FORBIDDEN)
        self.link_size = link_size

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Tag scores (batch, pieces, 15) and linking vectors (batch, pieces, 4 · link_size), float32."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        hidden = self.dropout(hidden)
        return self.tags(hidden).float(), self.links(hidden).float()

    def freeze(self, layers: int) -> None:
        """Keeps the embeddings and the lowest `layers` layers as they are; no gradient reaches them."""
        for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:layers]):
            part.requires_grad_(False)

    def steps(self) -> Tensor:
        """Transition scores with the steps BIOES forbids, (3, 5, 5)."""
        return self.transitions + self.forbidden

    def tag_loss(self, scores: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
        """Negative log-likelihood of the gold paths, per word. Shapes (B, W, 15), (B, 3, W), (B, W)."""
        batch, words, _ = scores.shape
        emissions = scores.view(batch, words, ROLES, TAGS).permute(1, 0, 2, 3)  # W B 3 5
        labels = gold.permute(2, 0, 1)  # W B 3
        steps = self.steps()
        start = torch.zeros(TAGS)
        start[[INSIDE, END]] = FORBIDDEN
        stop = torch.zeros(TAGS)
        stop[[BEGIN, INSIDE]] = FORBIDDEN
        total = emissions[0] + start
        path = emissions[0].gather(-1, labels[0].unsqueeze(-1)).squeeze(-1)
        role = torch.arange(ROLES)
        for word in range(1, words):
            kept = mask[:, word].view(batch, 1)
            moved = torch.logsumexp(total.unsqueeze(-1) + steps, dim=2) + emissions[word]
            total = torch.where(kept.unsqueeze(-1), moved, total)
        held = mask.t().unsqueeze(-1)  # W B 1
        chosen = emissions[1:].gather(-1, labels[1:].unsqueeze(-1)).squeeze(-1)
        walked = steps[role.view(1, 1, ROLES), labels[:-1], labels[1:]]
        path = path + ((chosen + walked) * held[1:]).sum(0)
        return (torch.logsumexp(total + stop, dim=-1) - path).sum() / mask.sum()

    def link_scores(self, vectors: Tensor, kind: int) -> Tensor:
        """Scores (words, words) that row points at column; kind 0: content at cue, 1: cue at source."""
        size = self.link_size
        query = vectors[:, 2 * kind * size : (2 * kind + 1) * size]
        key = vectors[:, (2 * kind + 1) * size : (2 * kind + 2) * size]
        place = torch.arange(len(vectors))
        bias = self.distance[kind][distance_bucket(place.view(1, -1) - place.view(-1, 1))]
        return query @ key.t() / size**0.5 + bias

    def link_loss(
        self, vectors: Tensor, sources: list[tuple[int, tuple[int, ...]]], cues: list[tuple[int, int]]
    ) -> Tensor:
        """Summed cross-entropy of one window's pointers. `vectors` are the words' rows."""
        loss = vectors.new_zeros(())
        if cues:
            scores = self.link_scores(vectors, 0)
            origin, target = (torch.tensor(side) for side in zip(*cues, strict=True))
            loss = loss + nn.functional.cross_entropy(scores[origin], target, reduction="sum")
        if sources:
            scores = self.link_scores(vectors, 1)
            for cue, targets in sources:
                row = torch.cat([scores[cue], self.nothing])
                aim = row[list(targets)] if targets else row[-1:]
                loss = loss + torch.logsumexp(row, 0) - torch.logsumexp(aim, 0)
        return loss
