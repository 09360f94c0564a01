"""Lets PyTorch's Linux package, which is linked with CUDA's libraries, start without them.

The package index has no PyTorch for CPUs alone, and CUDA's libraries are 2 GB that a CPU never calls. One small library
stands in for them all under their names; each of its functions answers "no device" (100 in CUDA's own list of errors).

Usage: stand_in_cuda.py COMPILER
"""

import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

NO_DEVICE = 100
STAND_IN = "libstandin.so"
CUDA_LIBRARY = r"lib(?:cu|nccl|nv)[\w.]*"


def printed(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def missing_libraries(objects):
    """Names of CUDA's libraries that the objects ask for."""
    sections = printed("readelf", "--dynamic", "--wide", *map(str, objects))
    return sorted(set(re.findall(rf"\(NEEDED\).*\[({CUDA_LIBRARY})\]", sections)))


def missing_functions(objects):
    """CUDA's functions that the objects call, each with the version that the caller asks for ("" for none)."""
    symbols = printed("nm", "--dynamic", "--undefined-only", *map(str, objects))
    plain = re.findall(r" U ((?:cu|nccl|nv)\w+)$", symbols, re.MULTILINE)
    versioned = re.findall(rf" U (\w+)@({CUDA_LIBRARY}|NVSHMEM)$", symbols, re.MULTILINE)
    return {**dict.fromkeys(plain, ""), **dict(versioned)}


def compile_stand_in(compiler, functions, target):
    answer = f"int no_device(void) {{ return {NO_DEVICE}; }}\n"
    aliases = [f'int {name}(void) __attribute__((alias("no_device")));' for name in functions]
    versions = {}
    for name, version in functions.items():
        versions.setdefault(version or "ANY", []).append(name)
    with tempfile.TemporaryDirectory() as folder:
        source, script = Path(folder, "stand_in.c"), Path(folder, "versions.map")
        source.write_text(answer + "\n".join(aliases))
        script.write_text("".join(f"{version} {{ {'; '.join(names)}; }};\n" for version, names in versions.items()))
        options = ["-x", "c", "-w", "-shared", "-fPIC", f"-Wl,--version-script={script}"]
        subprocess.run([compiler, *options, "-o", str(target), str(source)], check=True)


def main(compiler):
    torch = Path(find_spec("torch").origin).parent / "lib"
    objects = [file for file in sorted(torch.glob("*.so")) if file.name != STAND_IN]
    libraries = missing_libraries(objects)
    compile_stand_in(compiler, missing_functions(objects), torch / STAND_IN)
    for name in libraries:
        (torch / name).symlink_to(STAND_IN)


if __name__ == "__main__":
    main(*sys.argv[1:])
