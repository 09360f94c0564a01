import { Root, type Type } from "protobufjs/light";

const one = (type: string, id: number) => ({ type, id });
const many = (type: string, id: number) => ({ rule: "repeated", type, id });

/** What of onnx.proto (Open Neural Network Exchange, IR version 3 to 12) a feed-forward network needs; the rest is passed over. */
const SCHEMA = {
  nested: {
    Model: {
      fields: { irVersion: one("int64", 1), graph: one("Graph", 7), opsetImport: many("OperatorSet", 8) },
    },
    OperatorSet: { fields: { domain: one("string", 1), version: one("int64", 2) } },
    Graph: {
      fields: {
        node: many("Node", 1),
        name: one("string", 2),
        initializer: many("Tensor", 5),
        input: many("ValueInfo", 11),
        output: many("ValueInfo", 12),
      },
    },
    Node: {
      fields: {
        input: many("string", 1),
        output: many("string", 2),
        name: one("string", 3),
        opType: one("string", 4),
        attribute: many("Attribute", 5),
      },
    },
    Attribute: {
      fields: {
        name: one("string", 1),
        f: one("float", 2),
        i: one("int64", 3),
        s: one("bytes", 4),
        t: one("Tensor", 5),
        floats: many("float", 7),
        ints: many("int64", 8),
        type: one("int32", 20),
      },
    },
    Tensor: {
      fields: {
        dims: many("int64", 1),
        dataType: one("int32", 2),
        floatData: many("float", 4),
        int32Data: many("int32", 5),
        int64Data: many("int64", 7),
        name: one("string", 8),
        rawData: one("bytes", 9),
        doubleData: many("double", 10),
        dataLocation: one("int32", 14),
      },
    },
    ValueInfo: { fields: { name: one("string", 1), type: one("ValueType", 2) } },
    ValueType: { fields: { tensorType: one("TensorType", 1) } },
    TensorType: { fields: { elemType: one("int32", 1), shape: one("Shape", 2) } },
    Shape: { fields: { dim: many("Dimension", 1) } },
    Dimension: { fields: { dimValue: one("int64", 1), dimParam: one("string", 2) } },
  },
};

/** Reader and writer of whole models. */
export const modelType = (): Type => Root.fromJSON(SCHEMA).lookupType("Model");
