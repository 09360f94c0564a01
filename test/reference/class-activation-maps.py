"""
The golden of test/cam/golden.test.ts: class activation maps of small networks with weights made by a formula, by

- pytorch-grad-cam (Gildenblat et al.), its GradCAM, GradCAMPlusPlus and HiResCAM as they are;
- Zhou et al.'s own way (returnCAM of pytorch_CAM.py at github.com/zhoubolei/CAM, by its formula) for a network with a
  global mean and one linear layer;
- OpenCV's cv2.resize with INTER_LINEAR for the map at the picture's size, as both of them have it.

grad-cam 1.5.7, torch 2.15.0, opencv-python-headless 5.0.0, numpy 2.4.6, Python 3.11:

    pip install torch && pip install grad-cam opencv-python-headless
    python test/reference/class-activation-maps.py   # writes class-activation-maps.json beside itself
"""
import json
from pathlib import Path

import cv2
import numpy as np
import torch
from pytorch_grad_cam import GradCAM, GradCAMPlusPlus, HiResCAM
from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget
from torch import nn

SIDE, CHANNELS, FILTERS, HIDDEN, CLASSES = 12, 2, 5, 7, 3


def noise(seed, *shape):
    """Numbers in [-1, 1), the same in the test."""
    n = np.arange(int(np.prod(shape)), dtype=np.float64) + 1
    return (2 * np.modf(np.abs(np.sin(n * 12.9898 + seed) * 43758.5453))[0] - 1).astype(np.float32).reshape(shape)


def rounded(values):
    return [float(f"{value:.8g}") for value in np.asarray(values, dtype=np.float64).ravel()]


class Student(nn.Module):
    """A convolution of stride 2 with ReLU, its map flattened (or averaged), and a head of two layers (or one)."""

    def __init__(self, pooled):
        super().__init__()
        self.pooled = pooled
        self.conv = nn.Conv2d(CHANNELS, FILTERS, 3, stride=2, padding=0)
        self.relu = nn.ReLU()
        side = (SIDE - 3) // 2 + 1
        size = FILTERS if pooled else FILTERS * side * side
        self.first = nn.Linear(size, HIDDEN)
        self.second = nn.Linear(HIDDEN, CLASSES)
        self.linear = nn.Linear(FILTERS, CLASSES)
        with torch.no_grad():
            self.conv.weight.copy_(torch.from_numpy(noise(1, 3, 3, CHANNELS, FILTERS)).permute(3, 2, 0, 1))
            self.conv.bias.copy_(torch.from_numpy(noise(2, FILTERS)) * 0.1)
            self.first.weight.copy_(torch.from_numpy(noise(3, size, HIDDEN)).T)
            self.first.bias.copy_(torch.from_numpy(noise(4, HIDDEN)))
            self.second.weight.copy_(torch.from_numpy(noise(5, HIDDEN, CLASSES)).T * 40)
            self.second.bias.copy_(torch.from_numpy(noise(6, CLASSES)))
            self.linear.weight.copy_(torch.from_numpy(noise(7, FILTERS, CLASSES)).T)
            self.linear.bias.copy_(torch.from_numpy(noise(8, CLASSES)))

    def forward(self, x):
        maps = self.relu(self.conv(x))
        if self.pooled == "linear":
            return self.linear(maps.mean(dim=(2, 3)))
        features = maps.mean(dim=(2, 3)) if self.pooled else maps.permute(0, 2, 3, 1).flatten(1)
        return self.second(torch.relu(self.first(features)))


class Kept:
    """Keeps what the package computes before it scales the map to 0 ... 1 at the picture's size."""

    def get_cam_image(self, input_tensor, target_layer, targets, activations, grads, eigen_smooth=False):
        self.activations, self.gradients = activations, grads
        self.raw = super().get_cam_image(input_tensor, target_layer, targets, activations, grads, eigen_smooth)
        return self.raw


class KeptGradCAM(Kept, GradCAM):
    pass


class KeptGradCAMPlusPlus(Kept, GradCAMPlusPlus):
    pass


class KeptHiResCAM(Kept, HiResCAM):
    pass


picture = noise(9, SIDE, SIDE, CHANNELS)
golden = {"peer": [], "zhou": []}
for pooled in (False, True):
    for target in range(CLASSES):
        entry = {"pooled": pooled, "classNumber": target}
        for name, method in (("grad-cam", KeptGradCAM), ("grad-cam++", KeptGradCAMPlusPlus), ("hires-cam", KeptHiResCAM)):
            model = Student(pooled)
            with method(model=model, target_layers=[model.relu]) as peer:
                scaled = peer(torch.from_numpy(picture).permute(2, 0, 1)[None], [ClassifierOutputTarget(target)])[0]
                entry[name] = {"map": rounded(np.maximum(peer.raw[0], 0)), "scaled": rounded(scaled)}
                entry["scores"] = rounded(peer.outputs.detach().numpy())
                entry["activations"] = rounded(peer.activations[0].transpose(1, 2, 0))
                entry["gradients"] = rounded(peer.gradients[0].transpose(1, 2, 0))
        golden["peer"].append(entry)

model = Student("linear")
with torch.no_grad():
    maps = model.relu(model.conv(torch.from_numpy(picture).permute(2, 0, 1)[None]))[0].numpy()
channels, height, width = maps.shape
for target in range(CLASSES):
    weights = model.linear.weight.detach().numpy()[target]
    raw = weights.dot(maps.reshape(channels, height * width)).reshape(height, width)
    shifted = raw - raw.min()
    scaled = cv2.resize(shifted / shifted.max(), (SIDE, SIDE))
    scores = model.linear(torch.from_numpy(maps).mean(dim=(1, 2))).detach().numpy()
    golden["zhou"].append({"classNumber": target, "map": rounded(raw), "scaled": rounded(scaled), "scores": rounded(scores)})

golden["resize"] = []
for height, width, out_height, out_width in ((4, 4, 15, 15), (7, 7, 22, 31), (3, 5, 3, 5), (1, 2, 4, 3), (14, 14, 9, 6)):
    values = noise(10 + height, height, width)
    resized = cv2.resize(values, (out_width, out_height), interpolation=cv2.INTER_LINEAR)
    golden["resize"].append({"from": [height, width], "to": [out_height, out_width], "seed": 10 + height, "values": rounded(resized)})

file = Path(__file__).with_suffix(".json")
file.write_text(json.dumps(golden) + "\n")
for entry in golden["peer"]:
    print(entry["pooled"], entry["classNumber"], max(entry["grad-cam"]["map"]), max(entry["grad-cam++"]["map"]), entry["scores"], min(abs(g) for g in entry["gradients"] if g))
