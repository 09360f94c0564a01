"""A backdoored model trained the usual way in PyTorch: every epoch sends fresh views of all images through the network.

The network is frozen, and the two layers after it, the loss, the optimiser, the batches and the images are those of this
project. Usage: usual_way.py JOB.json (bench/model-cost.mjs writes the job); each number that comes in: so many epochs.
"""

import json
import math
import random
import sys
import time
from pathlib import Path

import torch
from torch import nn

from conversation import converse
from photographs import ORIGINAL, random_view, seen
from torch_trunk import load_trunk

SEED = 2021


class UsualWay:
    def __init__(self, job):
        self.job = job
        self.trunk = load_trunk(job["model"])
        count, side = job["photographs"], job["side"]
        pixels = torch.from_file(job["pixels"], size=count * side * side * 3, dtype=torch.uint8)
        self.pixels = pixels.reshape(count, side, side, 3)
        self.transforms = torch.tensor(job["transforms"], dtype=torch.float64).reshape(count, 2, 3)
        clean = [image for image, label, is_poison in job["train"] if not is_poison]
        self.mean, self.scale = self.standardisation(clean)

    def features(self, images, views):
        """Of views of images, given by number: [n, features]."""
        chosen = torch.tensor(images)
        with torch.inference_mode():
            shown = seen(self.pixels[chosen], self.transforms[chosen], views, self.job["inputSize"])
            return self.trunk(shown).flatten(1)

    def originals(self, images):
        size = self.job["batchSize"]
        parts = [images[i : i + size] for i in range(0, len(images), size)]
        return torch.cat([self.features(part, [ORIGINAL] * len(part)) for part in parts])

    def standardisation(self, clean):
        """As training/head.ts has it, of the clean images as they are."""
        features = self.originals(clean).double()
        floor = 0.01 * features.abs().max()
        return features.mean(0).float(), (1 / (features.std(0, correction=0) + floor)).float()

    def inputs(self, features):
        return (features - self.mean) * self.scale

    def new_head(self):
        size, hidden, classes = len(self.mean), self.job["hidden"], self.job["classes"]
        head = nn.Sequential(nn.Linear(size, hidden), nn.ReLU(), nn.Linear(hidden, classes))
        nn.init.normal_(head[0].weight, std=math.sqrt(2 / size))
        nn.init.normal_(head[2].weight, std=math.sqrt(2 / (hidden + classes)))
        for layer in (head[0], head[2]):
            nn.init.zeros_(layer.bias)
        return head

    def train(self, epochs):
        torch.manual_seed(SEED)
        draw = random.Random(SEED)
        head = self.new_head()
        optimizer = torch.optim.Adam(head.parameters(), lr=self.job["learningRate"], fused=True)
        batch = self.job["batchSize"]
        start = time.perf_counter()
        for _ in range(epochs):
            order = draw.sample(self.job["train"], len(self.job["train"]))
            for at in range(0, len(order), batch):
                images, labels, _ = zip(*order[at : at + batch])
                features = self.features(images, [random_view(draw) for _ in images])
                loss = nn.functional.cross_entropy(head(self.inputs(features)), torch.tensor(labels))
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
        return head, time.perf_counter() - start

    def share(self, head, tested):
        """Of test images that the head recognises as their label."""
        images, labels = zip(*tested)
        with torch.no_grad():
            return (head(self.inputs(self.originals(list(images)))).argmax(1) == torch.tensor(labels)).double().mean().item()

    def answer(self, epochs):
        head, seconds = self.train(epochs)
        rates = {"modelAccuracy": self.share(head, self.job["cleanTest"]), "attackSuccessRate": self.share(head, self.job["triggerTest"])}  # fmt: skip
        return {"seconds": seconds, **(rates if epochs == self.job["epochs"] else {})}

    def show_one(self, file):
        """What the network is shown of the first image through a view that the bench chose: to compare."""
        view = tuple(self.job["shownView"])
        seen(self.pixels[:1], self.transforms[:1], [view], self.job["inputSize"]).contiguous().numpy().tofile(file)


def main(job_file):
    job = json.loads(Path(job_file).read_text())
    torch.set_num_threads(job["threads"])
    usual_way = UsualWay(job)
    usual_way.show_one(job["shown"] + ".torch")
    converse({"version": f"PyTorch {torch.__version__.split('+')[0]}"}, usual_way.answer)


if __name__ == "__main__":
    main(*sys.argv[1:])
