"""Trains the attribution network; a run that is stopped goes on from its last checkpoint.

`python -m training.attribution.train --data DIR --encoder DIR --work DIR`
"""

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from tokenizers import Tokenizer

from training.attribution.batches import batches, cut, split
from training.attribution.config import Config, read_config
from training.attribution.data import Example, Window, example, rows
from training.attribution.measure import f1_table
from training.attribution.run import Run


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
