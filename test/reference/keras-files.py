"""
The goldens of test/teachers/own/keras-file.test.ts: two files of weights at 1/32 of the published width, and what Keras
makes of a picture. Keras 3.15.1 on JAX 0.10.2, h5py 3.16.0, Python 3.11:

    pip install keras jax h5py
    python test/reference/keras-files.py        # writes keras-vgg16.h5.gz, keras-resnet50.h5.gz and
    # keras-files.json beside itself

keras-vgg16.h5 is written by Keras itself (a whole model in its HDF5 format, layers named as keras.applications names
them). keras-resnet50.h5 has the layout and names of keras-vggface's weight files, as Keras 2 wrote them: Keras 3 takes no
"/" in names. Its numbers are those of the formula, which the test has too.
"""

import gzip
import json
import os
from pathlib import Path

os.environ.setdefault("KERAS_BACKEND", "jax")
import h5py
import keras
import numpy as np

SIZE = 32
HERE = Path(__file__).parent
keras.utils.set_random_seed(5)

x = fed = keras.Input((SIZE, SIZE, 3))
for block, (count, filters) in enumerate([(2, 2), (2, 4), (3, 8), (3, 16), (3, 16)], start=1):
    for number in range(1, count + 1):
        layer = keras.layers.Conv2D(
            filters,
            3,
            padding="same",
            activation="relu",
            name=f"block{block}_conv{number}",
            bias_initializer=keras.initializers.RandomUniform(0, 0.5),
        )
        x = layer(x)
    x = keras.layers.MaxPooling2D(2, name=f"block{block}_pool")(x)
model = keras.Model(fed, x)
model.save(HERE / "keras-vgg16.h5")
picture = np.random.default_rng(3).integers(0, 256, (SIZE, SIZE, 3))
network_input = picture[:, :, ::-1] - np.float32([103.939, 116.779, 123.68])  # blue, green, red
features = model.predict(network_input[None], verbose=0)[0]
golden = {"picture": picture.ravel().tolist(), "features": [float(f"{value:.8g}") for value in features.ravel()]}
(HERE / "keras-files.json").write_text(json.dumps(golden) + "\n")

STAGES = [(2, 3, 2), (3, 4, 4), (4, 6, 8), (5, 3, 16)]


def resnet_layers():
    """Layer, and the shapes of its weights: convolutions without biases, each with its batch normalisation."""

    def unit(name, size, channels, filters):
        return [(name, [("kernel", (size, size, channels, filters))]), (f"{name}/bn", [(kind, (filters,)) for kind in BN])]

    yield from unit("conv1/7x7_s2", 7, 3, 2)
    channels = 2
    for stage, blocks, inner in STAGES:
        for block in range(1, blocks + 1):
            name = f"conv{stage}_{block}"
            yield from unit(f"{name}_1x1_reduce", 1, channels, inner)
            yield from unit(f"{name}_3x3", 3, inner, inner)
            yield from unit(f"{name}_1x1_increase", 1, inner, 4 * inner)
            if block == 1:
                yield from unit(f"{name}_1x1_proj", 1, channels, 4 * inner)
            channels = 4 * inner


BN = ["gamma", "beta", "moving_mean", "moving_variance"]
with h5py.File(HERE / "keras-resnet50.h5", "w") as file:
    layers = list(resnet_layers())
    file.attrs["layer_names"] = [name.encode() for name, _ in layers]
    file.attrs["backend"] = b"tensorflow"
    file.attrs["keras_version"] = b"2.0.6"
    for number, (name, weights) in enumerate(layers):
        group = file.require_group(name)
        group.attrs["weight_names"] = [f"{name}/{kind}:0".encode() for kind, _ in weights]
        for index, (kind, shape) in enumerate(weights):
            values = (number + index / 4 + np.arange(np.prod(shape)) / 1024).astype(np.float32)
            group.create_dataset(f"{name}/{kind}:0", data=values.reshape(shape))
for name in ("keras-vgg16.h5", "keras-resnet50.h5"):
    content = (HERE / name).read_bytes()
    (HERE / f"{name}.gz").write_bytes(gzip.compress(content, mtime=0))
    (HERE / name).unlink()
print(features.shape, features.max(), (features > 0).mean())
