"""Neural Cleanse in PyTorch, asked how long so many updates of mask and pattern take.

Usage: cleanse.py torch JOB.json (bench/cleanse.mjs writes the job)
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import torch

from conversation import converse
from torch_trunk import load_trunk

EPSILON = 1e-7


def main(library, job_file):
    job = json.loads(Path(job_file).read_text())
    torch.set_num_threads(job["threads"])
    features, hidden, classes = job["head"]
    batch, *shape = job["shape"]
    numbers = torch.from_numpy(np.fromfile(job["numbers"], np.float32))
    counts = [features * hidden, hidden * classes, batch * int(np.prod(shape))]
    kernel1, kernel2, images = torch.split(numbers[: sum(counts)], counts)
    kernel1, kernel2, images = kernel1.view(features, hidden), kernel2.view(hidden, classes), images.view(batch, *shape)
    trunk = load_trunk(job["model"])
    target = torch.ones(batch, dtype=torch.long)

    def visible(mask, pattern):
        return torch.tanh(mask) / (2 - EPSILON) + 0.5, (torch.tanh(pattern) / (2 - EPSILON) + 0.5) * 255

    def cleanse(updates, epsilon=1e-7):
        mask = torch.zeros(*shape[:2], 1, requires_grad=True)
        start = torch.full(shape, float(np.arctanh((200 / 255 - 0.5) * (2 - EPSILON))))
        pattern = start.requires_grad_(True)
        # Keras adds its epsilon before the moment's bias is corrected: in the first update that is as much as this.
        optimizer = torch.optim.Adam([mask, pattern], lr=0.1, betas=(0.5, 0.9), eps=epsilon / (1 - 0.9) ** 0.5)
        first = None
        for _ in range(updates):
            m, p = visible(mask, pattern)
            maps = trunk((1 - m) * images + m * p).flatten(1)
            scores = torch.relu(maps @ kernel1) @ kernel2
            loss = torch.nn.functional.cross_entropy(scores, target, reduction="sum")
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            first = loss.item() / batch if first is None else first
        return first, visible(mask, pattern)[0]

    loss, mask = cleanse(1, job["epsilon"])  # also warms up
    np.concatenate([[loss], mask.detach().numpy().ravel()]).astype(np.float32).tofile(f"{job['output']}.{library}")

    def timed(updates):
        start = time.perf_counter()
        cleanse(updates)
        return {"seconds": time.perf_counter() - start}

    converse({"version": f"PyTorch {torch.__version__.split('+')[0]}"}, timed)


if __name__ == "__main__":
    main(*sys.argv[1:])
