"""
Goldens of test/augmentation/warp.test.ts and test/teachers/align.test.ts, from scikit-image.

    pip install numpy==2.3.5 scikit-image==0.25.2
    python test/reference/warp.py        # writes warp.json and similarity.json beside itself

scikit-image puts the centre of the first pixel at (0, 0), we at (0.5, 0.5): its maps are ours between two half shifts.
"""
import json
import math
import pathlib

import numpy as np
from skimage.transform import AffineTransform, SimilarityTransform, warp

HERE = pathlib.Path(__file__).parent
HEIGHT, WIDTH, SIZE = 7, 9, 8


def image():
    y, x, k = np.meshgrid(np.arange(HEIGHT), np.arange(WIDTH), np.arange(3), indexing="ij")
    return (x * x * 11 + y * 29 + x * y * 7 + k * 83) % 256


def warped(pixels, transform):
    matrix = np.array([transform[:3], transform[3:], [0, 0, 1]], dtype=float)
    half = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1]])
    ours_in_theirs = np.linalg.inv(half) @ matrix @ half
    inverse = AffineTransform(np.linalg.inv(ours_in_theirs))
    return warp(pixels.astype(float), inverse, output_shape=(SIZE, SIZE), order=1, mode="edge", preserve_range=True)


def rotation(degrees, scale, dx, dy):
    c, s = scale * math.cos(math.radians(degrees)), scale * math.sin(math.radians(degrees))
    return [c, -s, dx, s, c, dy]


transforms = {
    "half a pixel right and down": [1, 0, 0.5, 0, 1, 0.5],
    "rotated, shrunk, shifted beyond the border": rotation(23, 0.8, 2.25, -1.75),
    "rotated, enlarged": rotation(-41, 1.9, -3.5, 4.25),
    "mirrored and sheared": [-1.1, 0.3, 8.5, 0.2, 0.9, -0.75],
}
pixels = image()
cases = [
    {"name": name, "transform": t, "expected": np.round(warped(pixels, t), 6).ravel().tolist()}
    for name, t in transforms.items()
]
(HERE / "warp.json").write_text(
    json.dumps({"width": WIDTH, "height": HEIGHT, "size": SIZE, "pixels": pixels.ravel().tolist(), "cases": cases}) + "\n"
)


def similarity(source, target):
    estimated = SimilarityTransform()
    assert estimated.estimate(np.array(source), np.array(target))
    return {"from": source, "to": target, "expected": estimated.params[:2].ravel().tolist()}


# Five landmarks of a face and where they are to go; the second set is the first, turned and disturbed.
chip = [[47.7, 47.1], [100.3, 47.1], [74, 82], [58, 108], [92, 108]]
faces = [
    [[88.2, 96.4], [131.7, 91.9], [112.3, 119.8], [97.1, 143.6], [130.4, 139.2]],
    [[140.5, 60.2], [155.1, 103.8], [121.9, 90.4], [96.3, 78.8], [106.6, 110.7]],
    [[10.0, 20.0], [11.0, 20.5], [10.4, 20.9], [10.2, 21.6], [11.1, 21.4]],
]
(HERE / "similarity.json").write_text(json.dumps([similarity(face, chip) for face in faces]) + "\n")
