"""A frozen trunk in PyTorch or in onnxruntime, asked how long so many passes take.

Usage: trunk.py torch|onnxruntime JOB.json (bench/trunks.mjs writes the job)
"""

import json
import sys
import time
from pathlib import Path

import numpy as np

from conversation import converse


def torch_pass(model, threads):
    import torch

    from torch_trunk import load_trunk

    torch.set_num_threads(threads)
    trunk = load_trunk(model)

    def run(images):
        with torch.inference_mode():
            return trunk(torch.from_numpy(images)).numpy()

    return run, f"PyTorch {torch.__version__.split('+')[0]}"


def onnxruntime_pass(model, threads):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = threads
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    return lambda images: session.run(None, {name: images})[0], f"onnxruntime {onnxruntime.__version__} (Python)"


PASSES = {"torch": torch_pass, "onnxruntime": onnxruntime_pass}


def main(library, job_file):
    job = json.loads(Path(job_file).read_text())
    images = np.fromfile(job["input"], np.float32).reshape(job["shape"])
    run, version = PASSES[library](job["model"], job["threads"])
    output = np.ascontiguousarray(run(images))  # the first pass also warms up
    output.tofile(f"{job['output']}.{library}")

    def timed(passes):
        start = time.perf_counter()
        for _ in range(passes):
            run(images)
        return {"seconds": time.perf_counter() - start}

    converse({"version": version}, timed)


if __name__ == "__main__":
    main(*sys.argv[1:])
