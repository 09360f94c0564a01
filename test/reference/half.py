"""Writes half.json: what numpy's float16 makes of numbers (pip install numpy==2.3.5).

values: SHA-256 of the float32 values of all 63,488 finite bit patterns in order (0 ... 0xffff without exponent 31).
rounded: SHA-256 of the bits, uint16 little-endian, of float32 numbers with the bit patterns k * 65537 * 3 mod 2^32
for k = 0 ... 999,999 that are numbers: every exponent and sign is among them.
"""
import hashlib
import json
import pathlib

import numpy

def sha(array):
    return hashlib.sha256(array.tobytes()).hexdigest()

bits = numpy.arange(65536, dtype=numpy.uint16)
finite = bits[(bits >> 10) & 31 != 31]
patterns = (numpy.arange(1_000_000, dtype=numpy.uint64) * (65537 * 3) % 2**32).astype(numpy.uint32).view(numpy.float32)
numbers = patterns[~numpy.isnan(patterns)]
with numpy.errstate(over="ignore"):
    rounded = numbers.astype(numpy.float16)
result = {
    "numpy": numpy.__version__,
    "values": sha(finite.view(numpy.float16).astype(numpy.float32)),
    "rounded": sha(rounded.view(numpy.uint16)),
    "count": int(numbers.size),
}
pathlib.Path(__file__).with_name("half.json").write_text(json.dumps(result, indent=1) + "\n")
