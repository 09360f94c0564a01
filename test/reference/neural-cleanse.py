"""
The golden of test/defenses/neural-cleanse/golden.test.ts: the loop of Neural Cleanse's authors (visualizer.py at
github.com/bolunwang/backdoor, commit e857774; Keras 2 on TensorFlow 1, which Python no longer runs) written anew in
PyTorch, in double precision, on a small convolutional student with weights and images made by a formula.

- The gradient is PyTorch's, of the sum over the mini-batch, as K.gradients takes it of a loss for each picture.
- Adam is Keras's: rate * sqrt(1 - beta2^t) / (1 - beta1^t), and epsilon added to the square root of the raw moment.
- "as-coded": categorical_crossentropy(output, target) as the authors call it, where Keras expects (target, output).

torch 2.15.0, numpy 2.4.6, Python 3.11:

    python test/reference/neural-cleanse.py   # writes neural-cleanse.json beside itself
"""
import json
from pathlib import Path

import numpy as np
import torch

SIDE, FILTERS, CLASSES, IMAGES, BATCH = 10, 6, 4, 10, 4
EPSILON = 1e-7
SPEC = dict(steps=60, batchesPerStep=3, patience=2, costUp=2, costDown=2**1.5, initialCost=1e-2, attackThreshold=0.99,
            earlyStopThreshold=1.0, earlyStopPatience=8, learningRate=0.1, beta1=0.5, beta2=0.9)

torch.set_num_threads(1)


def noise(seed, *shape):
    """Numbers in [-1, 1), the same in the test; float32, as the student's."""
    n = np.arange(int(np.prod(shape)), dtype=np.float64) + 1
    values = (2 * np.modf(np.abs(np.sin(n * 12.9898 + seed) * 43758.5453))[0] - 1).astype(np.float32)
    return torch.from_numpy(values.astype(np.float64)).reshape(shape)


KERNEL = noise(1, 3, 3, 3, FILTERS)
BIAS = noise(2, FILTERS) * 0.1
DENSE = noise(3, FILTERS * 16, CLASSES)
PICTURES = (noise(4, IMAGES, SIDE, SIDE, 3) + 1) * 127.5


def scores(x):
    """Pictures [n, side, side, 3] in 0 ... 255 -> [n, classes]."""
    maps = torch.nn.functional.conv2d((x / 127.5 - 1).permute(0, 3, 1, 2), KERNEL.permute(3, 2, 0, 1), BIAS, stride=2)
    return torch.relu(maps).permute(0, 2, 3, 1).flatten(1) @ DENSE


def batches():
    k = 0
    while True:
        order = [(k + 3 * i) % IMAGES for i in range(IMAGES)]
        k += 1
        for start in range(0, IMAGES, BATCH):
            yield order[start:start + BATCH]


class KerasAdam:
    def __init__(self, size):
        self.m, self.v, self.t = torch.zeros(size, dtype=torch.float64), torch.zeros(size, dtype=torch.float64), 0

    def step(self, p, g):
        b1, b2 = SPEC["beta1"], SPEC["beta2"]
        self.t += 1
        rate = SPEC["learningRate"] * np.sqrt(1 - b2**self.t) / (1 - b1**self.t)
        self.m = b1 * self.m + (1 - b1) * g
        self.v = b2 * self.v + (1 - b2) * g * g
        return (p - rate * self.m / (self.v.sqrt() + EPSILON)).detach().requires_grad_(True)


def cleanse(label, objective, from_zero):
    mask_start, pattern_start = (noise(5, SIDE, SIDE, 1) + 1) / 2, (noise(6, SIDE, SIDE, 3) + 1) * 127.5
    hidden_mask = torch.arctanh((mask_start - 0.5) * (2 - EPSILON)).requires_grad_(True)
    hidden_pattern = torch.arctanh((pattern_start / 255 - 0.5) * (2 - EPSILON)).requires_grad_(True)
    adam = KerasAdam(hidden_mask.shape), KerasAdam(hidden_pattern.shape)
    source = batches()
    cost = 0.0 if from_zero else SPEC["initialCost"]
    best, best_mask, early_best = float("inf"), None, float("inf")
    set_counter = up_counter = down_counter = early_counter = 0
    up_flag = down_flag = stopped = False
    history = []

    def visible():
        mask = torch.tanh(hidden_mask) / (2 - EPSILON) + 0.5
        return mask, (torch.tanh(hidden_pattern) / (2 - EPSILON) + 0.5) * 255.0

    for _ in range(SPEC["steps"]):
        ces, regs, losses, hits = [], [], [], []
        for _ in range(SPEC["batchesPerStep"]):
            mask, pattern = visible()
            x = PICTURES[next(source)]
            out = scores((1 - mask) * x + mask * pattern)
            p = torch.softmax(out, 1)
            if objective == "cross-entropy":
                ce = -torch.log_softmax(out, 1)[:, label]
            else:
                target = torch.zeros_like(p)
                target[:, label] = 1
                ce = -(p * torch.log(torch.clip(target, EPSILON, 1 - EPSILON))).sum(1)
            reg = mask.expand(-1, -1, 3).abs().sum() / 3
            loss = ce + reg * cost
            by_mask, by_pattern = torch.autograd.grad(loss.sum(), [hidden_mask, hidden_pattern])
            hidden_mask, hidden_pattern = adam[0].step(hidden_mask, by_mask), adam[1].step(hidden_pattern, by_pattern)
            ces += ce.tolist()
            regs.append(reg.item())
            losses += loss.tolist()
            hits += (out.argmax(1) == label).double().tolist()
        success, reg = np.mean(hits), np.mean(regs)
        works = success >= SPEC["attackThreshold"]
        if works and reg < best:
            best_mask, best = visible()[0].detach(), reg
        history.append([np.mean(ces), reg, np.mean(losses), success, None if best == float("inf") else best, cost])
        if best < float("inf"):
            early_counter = early_counter + 1 if best >= SPEC["earlyStopThreshold"] * early_best else 0
        early_best = min(best, early_best)
        if down_flag and up_flag and early_counter >= SPEC["earlyStopPatience"]:
            stopped = True
            break
        if cost == 0 and works:
            set_counter += 1
            if set_counter >= SPEC["patience"]:
                cost, up_counter, down_counter, up_flag, down_flag = SPEC["initialCost"], 0, 0, False, False
        else:
            set_counter = 0
        up_counter, down_counter = (up_counter + 1, 0) if works else (0, down_counter + 1)
        if up_counter >= SPEC["patience"]:
            up_counter, cost, up_flag = 0, cost * SPEC["costUp"], True
        elif down_counter >= SPEC["patience"]:
            down_counter, cost, down_flag = 0, cost / SPEC["costDown"], True
    norm = (visible()[0] if best_mask is None else best_mask).abs().sum().item()
    return dict(label=label, objective=objective, startsWithoutCost=from_zero, norm=norm, converged=best_mask is not None,
                stoppedBy="early stop" if stopped else "number of steps", history=history)


def rounded(value):
    if isinstance(value, float):
        return float(f"{value:.7g}")
    if isinstance(value, dict):
        return {k: rounded(v) for k, v in value.items()}
    return [rounded(v) for v in value] if isinstance(value, list) else value


runs = [cleanse(label, "cross-entropy", True) for label in range(CLASSES)]
runs += [cleanse(1, "cross-entropy", False), cleanse(2, "as-coded", True)]
for run in runs:
    last = run["history"][-1]
    costs = [h[5] for h in run["history"]]
    print(run["label"], run["objective"], len(run["history"]), run["stoppedBy"], run["norm"], run["converged"], last[3], max(costs))
probe = scores(PICTURES[:2]).flatten().tolist()
out = dict(spec=SPEC, probe=probe, runs=runs)
Path(__file__).with_suffix(".json").write_text(json.dumps(rounded(out)) + "\n")
