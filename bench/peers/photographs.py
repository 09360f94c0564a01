"""Fresh random views of photographs, as this project draws them: mirrored, turned, shifted, seen through one resampling.

A transform is a plane affine map of pixels, [2, 3], the centre of the first pixel at (0.5, 0.5), from a photograph to the
input of a network.
"""

import math

import torch

ORIGINAL = (False, 0.0, 0.0, 0.0)


def random_view(random):
    """Mirrored with probability 1/2, degrees in [-30, 30], shifts as shares of the width and height in [-0.1, 0.1]."""
    return random.random() < 0.5, random.uniform(-30, 30), random.uniform(-0.1, 0.1), random.uniform(-0.1, 0.1)


def view_transform(view, size):
    """Mirror, then turn about the centre, then shift: [3, 3]."""
    mirrored, degrees, right, down = view
    centre, angle = size / 2, math.radians(degrees)
    cos, sin = math.cos(angle), math.sin(angle)
    to_centre = torch.tensor([[-1.0 if mirrored else 1.0, 0, centre if mirrored else -centre], [0, 1, -centre], [0, 0, 1]], dtype=torch.float64)  # fmt: skip
    turn = torch.tensor([[cos, sin, centre + right * size], [-sin, cos, centre + down * size], [0, 0, 1]], dtype=torch.float64)  # fmt: skip
    return turn @ to_centre


def seen(photographs, transforms, views, size):
    """Photographs uint8 [n, height, width, 3] -> what the network is shown: Float32 [n, size, size, 3] in 0 ... 255."""
    _, height, width, _ = photographs.shape
    to_pixels = torch.tensor([[size / 2, 0, size / 2], [0, size / 2, size / 2], [0, 0, 1]], dtype=torch.float64)
    from_pixels = torch.tensor([[2 / width, 0, -1], [0, 2 / height, -1], [0, 0, 1]], dtype=torch.float64)
    last_row = torch.tensor([[0.0, 0, 1]], dtype=torch.float64)
    maps = torch.stack([view_transform(view, size) @ torch.cat([t, last_row]) for t, view in zip(transforms, views)])
    theta = (from_pixels @ torch.linalg.inv(maps) @ to_pixels)[:, :2].float()
    grid = torch.nn.functional.affine_grid(theta, (len(views), 3, size, size), align_corners=False)
    planes = photographs.permute(0, 3, 1, 2).float()
    drawn = torch.nn.functional.grid_sample(planes, grid, padding_mode="border", align_corners=False)
    return drawn.permute(0, 2, 3, 1).contiguous()
