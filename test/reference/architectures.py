"""
The golden of test/teachers/architectures.test.ts: what the networks of Keras itself have for layers and weights, and what
they put out for weights and images made by a formula. Keras 3.15.1 on JAX 0.10.2 (Python 3.11), and the source of
keras-vggface 0.6 with its imports brought up to date:

    pip install keras jax h5py && pip download --no-deps keras-vggface && unzip keras_vggface-0.6-*.whl
    KERAS_BACKEND=jax python test/reference/architectures.py keras_vggface/models.py   # writes architectures.json
"""
import json
import os
import sys

os.environ.setdefault("KERAS_BACKEND", "jax")
import keras
import numpy as np

SIZE, CLASSES = 64, 7


def fnv(name):
    value = 2166136261
    for byte in name.encode():
        value = ((value ^ byte) * 16777619) % 2**32
    return value


def noise(name, n):
    """n numbers in [0, 1), the same in the test: a counter through the finaliser of MurmurHash3."""
    with np.errstate(over="ignore"):
        x = np.arange(n, dtype=np.uint32) * np.uint32(0x9E3779B1) + np.uint32(fnv(name))
        x ^= x >> np.uint32(16)
        x *= np.uint32(0x85EBCA6B)
        x ^= x >> np.uint32(13)
        x *= np.uint32(0xC2B2AE35)
        x ^= x >> np.uint32(16)
    return x.astype(np.float64) / 2**32


def formula(layer, index, shape):
    u = noise(f"{layer}/{index}", int(np.prod(shape)))
    if len(shape) > 1:  # a kernel: uniform with variance 1 / fan-in
        values = (2 * u - 1) * np.sqrt(3 / np.prod(shape[:-1]))
    elif index in (0, 3):  # scale and variance of a batch normalisation
        values = 0.5 + u
    else:
        values = 0.2 * (2 * u - 1)
    return values.astype(np.float32).reshape(shape)


def vggface_models(path):
    """keras-vggface's two networks; "/" is not allowed in Keras 3's names and stands as "|"."""
    source = open(path).read()
    source = source.split("def senet_se_block")[0]
    source = source[source.index("def VGG16") :].replace('"/bn"', '"|bn"').replace("'conv1/7x7_s2", "'conv1|7x7_s2")
    source = source.replace("/bn'", "|bn'").replace("/relu'", "|relu'").replace("/softmax'", "|softmax'")
    scope = {name: getattr(keras.layers, name) for name in dir(keras.layers)}
    scope |= {"layers": keras.layers, "Model": keras.Model, "K": keras.backend}
    scope["_obtain_input_shape"] = lambda shape, **_: shape
    exec(source.replace("AveragePooling2D((7, 7), name='avg_pool')", "AveragePooling2D((2, 2), name='avg_pool')"), scope)
    return scope["VGG16"], scope["RESNET50"]


def run(build, cut):
    keras.backend.clear_session()
    model = build(weights=None, input_shape=(SIZE, SIZE, 3), classes=CLASSES)
    for layer in model.layers:
        name = layer.name.replace("|", "/")
        layer.set_weights([formula(name, i, w.shape) for i, w in enumerate(layer.get_weights())])
    images = (2 * noise("images", 2 * SIZE * SIZE * 3) - 1).astype(np.float32).reshape(2, SIZE, SIZE, 3)
    trunk = keras.Model(model.inputs, model.get_layer(cut).output)
    features = np.asarray(trunk(images)).reshape(2, -1)
    layers = [[layer.name.replace("|", "/"), *[list(w.shape) for w in layer.get_weights()]] for layer in model.layers]
    rounded = lambda values: [[float(f"{v:.7g}") for v in row] for row in values]
    return {
        "layers": [layer for layer in layers if len(layer) > 1],
        "cut": cut,
        "features": rounded(features[:, :: features.shape[1] // 64]),
        "probabilities": rounded(np.asarray(model(images))),
    }


vgg16, resnet50_vggface = vggface_models(sys.argv[1])
golden = {
    "vgg16": run(vgg16, "pool5"),
    "resnet50": run(keras.applications.ResNet50, "conv5_block3_out"),
    "resnet50 keras-vggface": run(resnet50_vggface, "avg_pool"),
    "densenet121": run(keras.applications.DenseNet121, "relu"),
}
with open(os.path.join(os.path.dirname(__file__), "architectures.json"), "w") as file:
    json.dump(golden, file, separators=(",", ":"))
    file.write("\n")
for name, result in golden.items():
    print(name, len(result["layers"]), np.abs(result["features"]).max(), result["probabilities"])
