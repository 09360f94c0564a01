"""A frozen trunk in PyTorch, from the ONNX file that this project writes."""

import warnings

import torch

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # onnx2torch's own, about versions
    from onnx2torch import convert


def load_trunk(file):
    """Float32 [batch, height, width, 3] in 0 ... 255 -> features; its maps lie in memory as PyTorch is fastest at."""
    return convert(file).eval().requires_grad_(False).to(memory_format=torch.channels_last)
