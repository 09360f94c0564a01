"""
The goldens of test/teachers/onnx/build.test.ts: three small networks, written by the onnx package and computed by
onnxruntime. onnx 1.23.2, onnxruntime 1.32.0, numpy 2.4.6, Python 3.11:

    python test/reference/onnx-networks.py        # writes onnx-networks.json beside itself
"""

import base64
import json
from pathlib import Path

import numpy as np
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

random = np.random.default_rng(7)
SIZE = 13


class Network:
    """Nodes in order, each named for its output."""

    def __init__(self, name, shape, dtype=np.float32):
        self.name, self.shape, self.dtype, self.nodes, self.weights = name, shape, dtype, [], []

    def weight(self, name, values):
        self.weights.append(numpy_helper.from_array(np.asarray(values), name))
        return name

    def draw(self, name, *shape, low=-1.0, high=1.0):
        return self.weight(name, random.uniform(low, high, shape).astype(np.float32))

    def node(self, op, output, inputs, **attributes):
        self.nodes.append(helper.make_node(op, inputs, [output], name=f"/node/{output}", **attributes))
        return output

    def conv(self, output, x, filters, channels, size, bias=True, group=1, **attributes):
        inputs = [x, self.draw(f"{output}.w", filters, channels // group, size, size, low=-0.4, high=0.5)]
        if bias:
            inputs.append(self.draw(f"{output}.b", filters))
        return self.node("Conv", output, inputs, kernel_shape=[size, size], group=group, **attributes)

    def batch_norm(self, output, x, channels):
        kinds = [("scale", 0.5, 1.5), ("shift", -0.5, 0.5), ("mean", -1, 1), ("variance", 0.2, 2)]
        inputs = [self.draw(f"{output}.{kind}", channels, low=low, high=high) for kind, low, high in kinds]
        return self.node("BatchNormalization", output, [x, *inputs], epsilon=1e-3)

    def golden(self, ends):
        made = {output for node in self.nodes for output in node.output}
        graph = helper.make_graph(
            self.nodes,
            self.name,
            [helper.make_tensor_value_info("picture", TensorProto.FLOAT, self.shape)],
            [helper.make_tensor_value_info(end, TensorProto.FLOAT, None) for end in reversed(ends)],
            self.weights,
        )
        assert set(ends) <= made
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
        content = model.SerializeToString()
        pictures = random.uniform(0, 3, (2, SIZE, SIZE, 3)).astype(np.float32)
        fed = pictures if self.shape[3] == 3 else pictures.transpose(0, 3, 1, 2)
        session = onnxruntime.InferenceSession(content)
        outputs = {}
        for end in ends:
            (values,) = session.run([end], {"picture": fed})
            channels_last = values.transpose(0, 2, 3, 1) if values.ndim == 4 and end != "last_nhwc" else values
            outputs[f"/node/{end}"] = {"shape": channels_last.shape, "values": short(channels_last)}
        return {"name": self.name, "onnx": base64.b64encode(content).decode(), "pictures": short(pictures), "outputs": outputs}


def short(values):
    return [float(f"{value:.8g}") for value in values.ravel()]


def like_torch():
    net = Network("channels first, as PyTorch exports a ResNet or a MobileNet", ["batch", 3, SIZE, SIZE])
    x = net.conv("stem", "picture", 4, 3, 5, pads=[2, 2, 2, 2], strides=[2, 2], bias=False)
    x = net.node("Relu", "stem_relu", [net.batch_norm("stem_bn", x, 4)])
    shortcut = net.node("MaxPool", "pool", [x], kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1])
    x = net.conv("deep", shortcut, 4, 4, 3, group=4, pads=[1, 1, 1, 1])
    x = net.node("Clip", "relu6", [x, net.weight("zero", np.float32(0)), net.weight("six", np.float32(6))])
    x = net.node("PRelu", "prelu", [net.conv("point", x, 4, 4, 1), net.draw("slope", 4, 1, 1)])
    x = net.node("Add", "sum", [x, shortcut])
    x = net.node("Concat", "both", [x, shortcut], axis=1)
    x = net.node("MaxPool", "untouched", [x], kernel_shape=[3, 3], strides=[1, 1], pads=[1, 1, 1, 1])
    x = net.node("GlobalAveragePool", "mean", [x])
    x = net.node("Flatten", "flat", [x])
    x = net.node("Gemm", "dense", [x, net.draw("dense.w", 5, 8), net.draw("dense.b", 5)], transB=1)
    net.node("Softmax", "end", [x], axis=1)
    return net.golden(["relu6", "both", "untouched", "end"])


def like_tensorflow():
    net = Network("channels last, as tf2onnx writes a Keras network", ["batch", SIZE, SIZE, 3])
    x = net.node("Sub", "centred", ["picture", net.weight("mean3", np.float32([1.5, 1.25, 1]))])
    x = net.node("Transpose", "turned", [x], perm=[0, 3, 1, 2])
    x = net.node("Pad", "padded", [x, net.weight("pads", np.int64([0, 0, 1, 2, 0, 0, 3, 1])), net.weight("fill", np.float32(0.5))])
    x = net.conv("first", x, 6, 3, 3, auto_pad="SAME_UPPER", strides=[2, 2])
    x = net.node("LeakyRelu", "leaky", [x], alpha=0.2)
    gate = net.node("GlobalAveragePool", "squeeze", [x])
    gate = net.node("Sigmoid", "gate", [net.conv("excite", gate, 6, 6, 1)])
    x = net.node("Mul", "gated", [x, gate])
    x = net.node("Mul", "scaled", [net.draw("scale", 6, 1, 1), x])
    x = net.node("Transpose", "last_nhwc", [x], perm=[0, 2, 3, 1])
    numbers = 9 * 8 * 6
    x = net.node("Reshape", "flat", [x, net.weight("to", np.int64([-1, numbers]))])
    x = net.node("MatMul", "product", [x, net.draw("dense.w", numbers, 4, low=-0.1, high=0.1)])
    net.node("Tanh", "end", [net.node("Add", "dense", [x, net.draw("dense.b", 4)])])
    return net.golden(["first", "gated", "last_nhwc", "end"])


def odds_and_ends():
    net = Network("drawn borders, constants in nodes, maps as vectors", ["batch", 3, SIZE, SIZE])
    net.nodes.append(helper.make_node("Constant", [], ["two"], value=numpy_helper.from_array(np.float32(2))))
    x = net.node("Div", "halved", ["picture", "two"])
    x = net.conv("valid", x, 5, 3, 3)
    x = net.node("Dropout", "kept", [x])
    x = net.node("AveragePool", "drawn", [x], kernel_shape=[3, 3], strides=[1, 1], pads=[1, 1, 1, 1], count_include_pad=1)
    x = net.node("AveragePool", "undrawn", [x], kernel_shape=[3, 3], strides=[1, 1], pads=[1, 1, 1, 1])
    x = net.node("AveragePool", "shrunk", [x], kernel_shape=[2, 2], strides=[3, 3])
    x = net.node("Identity", "same", [x])
    net.node("Squeeze", "squeezed", [net.node("GlobalAveragePool", "mean", [x]), net.weight("axes", np.int64([2, 3]))])
    x = net.node("Flatten", "flat", [x])
    x = net.node("Gemm", "dense", [x, net.draw("dense.w", 5 * 16, 3, low=-0.2, high=0.2)])
    return net.golden(["valid", "drawn", "undrawn", "same", "squeezed", "dense"])


golden = [like_torch(), like_tensorflow(), odds_and_ends()]
Path(__file__).with_suffix(".json").write_text(json.dumps(golden) + "\n")
for entry in golden:
    print(entry["name"], {end: (values["shape"], max(map(abs, values["values"]))) for end, values in entry["outputs"].items()})
