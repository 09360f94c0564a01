"""Takes the C libraries and headers out of a TensorFlow wheel: unpack-tensorflow.py WHEEL FOLDER."""

import os
import shutil
import sys
import zipfile

HEADERS = tuple("tensorflow/include/" + folder for folder in ("tensorflow/c/", "tensorflow/core/platform/", "tsl/", "xla/tsl/"))
LIBRARIES = "tensorflow/libtensorflow_"

wheel, folder = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    for name in archive.namelist():
        if name.startswith(HEADERS) and name.endswith(".h"):
            target = os.path.join(folder, name[len("tensorflow/") :])
        elif name.startswith(LIBRARIES):
            target = os.path.join(folder, "lib", os.path.basename(name))
        else:
            continue
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with archive.open(name) as source, open(target, "wb") as out:
            shutil.copyfileobj(source, out, 1 << 20)

# The linker asks for these names.
for plain, real in (("libtensorflow.so", "libtensorflow_cc.so.2"), ("libtensorflow_framework.so", "libtensorflow_framework.so.2")):
    os.symlink(real, os.path.join(folder, "lib", plain))
