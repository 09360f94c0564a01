"""
Goldens of test/artifacts/, from OpenCV, from libjpeg by way of Pillow, and from Python's own normal distribution.

    pip install numpy==2.4.6 opencv-python-headless==5.0.0.93 pillow==13.0.0
    python test/reference/image-artifacts.py        # writes image-artifacts.json beside itself

OpenCV 4.12.0.88 gives the same bytes. OpenCV refuses even kernel sizes; theirs are our definition (k + 1 taps, the
outermost two at half weight, sigma by OpenCV's rule for k) through OpenCV's filter in double precision.
"""
import io
import json
import math
import pathlib
import statistics

import cv2
import numpy as np
from PIL import Image

HERE = pathlib.Path(__file__).parent


def image(width, height):
    y, x, k = np.meshgrid(np.arange(height), np.arange(width), np.arange(3), indexing="ij")
    smooth = 90 + 60 * np.sin(x / 5 + k) + 50 * np.cos(y / 4 - x / 9)
    rough = (x * x * 11 + y * 29 + x * y * 7 + k * 83) % 97 - 48
    return np.clip(np.rint(smooth + rough), 0, 255).astype(np.uint8)


def as_json(pixels):
    return {"width": pixels.shape[1], "height": pixels.shape[0], "data": pixels.ravel().tolist()}


def even_kernel(k):
    sigma = 0.3 * ((k - 1) * 0.5 - 1) + 0.8
    taps = [math.exp(-(i * i) / (2 * sigma * sigma)) * (0.5 if abs(i) == k // 2 else 1) for i in range(-(k // 2), k // 2 + 1)]
    return np.array(taps) / sum(taps)


def blurred_evenly(pixels, k):
    kernel = even_kernel(k)
    return cv2.sepFilter2D(pixels.astype(np.float64), cv2.CV_64F, kernel, kernel, borderType=cv2.BORDER_DEFAULT)


def through_jpeg(pixels, quality):
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=quality, progressive=True, subsampling="4:2:0")
    file.seek(0)
    return np.array(Image.open(file))


blur_images = [image(23, 17), image(9, 1), image(1, 8)]
odd = [
    {"image": i, "kernelSize": k, "expected": cv2.GaussianBlur(pixels, (k, k), 0).ravel().tolist()}
    for i, pixels in enumerate(blur_images)
    for k in (1, 3, 5, 7, 9, 11, 15, 21, 31, 39, 41)
]
even = [
    {"image": 0, "kernelSize": k, "expected": np.round(blurred_evenly(blur_images[0], k), 4).ravel().tolist()}
    for k in (2, 4, 6, 10, 20, 40)
    if k // 2 < 17  # OpenCV's filter mirrors once
]
jpeg_image = image(29, 21)
jpeg = [
    {"severity": s, "quality": q, "expected": through_jpeg(jpeg_image, q).ravel().tolist()}
    for s, q in ((1, 98), (2, 95), (10, 75), (20, 50), (31, 23), (39, 3))
]
normal = statistics.NormalDist()
xs = [-8, -6.2, -4, -2.5, -1, -0.3, 0, 1e-3, 0.5, 1.96, 3, 5, 7]
(HERE / "image-artifacts.json").write_text(
    json.dumps(
        {
            "blur": {"images": [as_json(pixels) for pixels in blur_images], "odd": odd, "even": even},
            "jpeg": {"image": as_json(jpeg_image), "cases": jpeg},
            "normal": [{"x": x, "expected": normal.cdf(x)} for x in xs],
        }
    )
    + "\n"
)
