import { UserError } from "../../base/errors";
import { halfFloat } from "../../base/half";
import type { Weight } from "../weights";

/** A tensor as the file has it: its numbers in raw bytes, little-endian, or in the list that fits their type. */
export interface OnnxTensor {
  name?: string;
  dims?: number[];
  dataType?: number;
  rawData?: Uint8Array;
  floatData?: number[];
  int32Data?: number[];
  int64Data?: number[];
  doubleData?: number[];
  /** 1 where the numbers are in another file. */
  dataLocation?: number;
}

interface NumberType {
  fromBytes: (bytes: Uint8Array) => Float32Array;
  list: (tensor: OnnxTensor) => number[] | undefined;
}

/** Numbers that lie `size` bytes apart. */
const each = (size: number, read: (view: DataView, offset: number) => number) => (bytes: Uint8Array) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const values = new Float32Array(Math.floor(bytes.length / size));
  for (let i = 0; i < values.length; i++) values[i] = read(view, i * size);
  return values;
};

/** ONNX's data types, by number (TensorProto.DataType): float32, int32, int64, float16, float64. */
const TYPES: Record<number, NumberType> = {
  1: { fromBytes: each(4, (view, o) => view.getFloat32(o, true)), list: ({ floatData }) => floatData },
  6: { fromBytes: each(4, (view, o) => view.getInt32(o, true)), list: ({ int32Data }) => int32Data },
  7: { fromBytes: each(8, (view, o) => Number(view.getBigInt64(o, true))), list: ({ int64Data }) => int64Data },
  10: {
    fromBytes: each(2, (view, o) => halfFloat(view.getUint16(o, true))),
    list: ({ int32Data }) => int32Data?.map(halfFloat),
  },
  11: { fromBytes: each(8, (view, o) => view.getFloat64(o, true)), list: ({ doubleData }) => doubleData },
};

/**
 * The numbers of a tensor, as float32 whatever the file has.
 *
 * @throws UserError if they are elsewhere, of a type that weights do not have, or not as many as the shape says.
 */
export function tensorValues(tensor: OnnxTensor, file: string): Weight {
  const { name = "", dims: shape = [], dataType = 0, rawData, dataLocation } = tensor;
  if (dataLocation === 1) {
    throw new UserError(`the weight ${name} of ${file} lies in another file: save the model with its weights inside`);
  }
  const type = TYPES[dataType];
  if (!type) throw new UserError(`the weight ${name} of ${file} has type ${dataType}: float32 and float16 can be read`);
  const values = rawData ? type.fromBytes(rawData) : Float32Array.from(type.list(tensor) ?? []);
  const expected = shape.reduce((product, side) => product * side, 1);
  if (values.length !== expected) {
    throw new UserError(
      `the weight ${name} of ${file} has ${values.length} numbers, its shape ${shape.join(" x ")} wants ${expected}: the file is damaged`,
    );
  }
  return { shape, values };
}
