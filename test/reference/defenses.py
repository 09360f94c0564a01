"""
The goldens of test/defenses: what public packages make of matrices that both sides build by a formula. NumPy 2.4.6,
SciPy 1.17.1, scikit-learn 1.9.1, adversarial-robustness-toolbox 1.20.1 (ART), Python 3.11, and outlier_detection of
Neural Cleanse's authors (github.com/bolunwang/backdoor at e857774, mad_outlier_detection.py), taken out of its file:

    pip install numpy scipy scikit-learn packaging six tqdm && pip install --no-deps adversarial-robustness-toolbox
    OMP_NUM_THREADS=1 python test/reference/defenses.py mad_outlier_detection.py    # writes defenses.json beside itself
"""

import ast
import contextlib
import io
import json
import re
import sys
import warnings
from pathlib import Path

import numpy as np
from scipy.stats import entropy, norm
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA, FastICA
from sklearn.metrics import silhouette_score

warnings.filterwarnings("ignore")
from art.defences.detector.poison.activation_defence import cluster_activations
from art.defences.detector.poison.clustering_analyzer import ClusteringAnalyzer
from art.defences.detector.poison.spectral_signature_defense import SpectralSignatureDefense
from art.estimators.poison_mitigation.strip.strip import STRIPMixin


def noise(name, n):
    """n numbers in [0, 1), the same in the test: a counter through the finaliser of MurmurHash3."""
    seed = 2166136261
    for byte in name.encode():
        seed = ((seed ^ byte) * 16777619) % 2**32
    with np.errstate(over="ignore"):
        x = np.arange(n, dtype=np.uint32) * np.uint32(0x9E3779B1) + np.uint32(seed)
        x ^= x >> np.uint32(16)
        x *= np.uint32(0x85EBCA6B)
        x ^= x >> np.uint32(13)
        x *= np.uint32(0xC2B2AE35)
        x ^= x >> np.uint32(16)
    return x.astype(np.float64) / 2**32


def matrix(name, count, width):
    return noise(name, count * width).reshape(count, width)


def activations(name, clean, poison, source):
    """Activations after a ReLU [clean + poison, WIDTH]: a pattern of the class; poison has more of its source's pattern."""
    own, other = (2 * noise(f"{which}/class", WIDTH) - 1 for which in (name, source))
    x = 0.6 * matrix(name, clean + poison, WIDTH)
    x[:clean] += own
    x[clean:] += 0.3 * own + 0.7 * other
    return np.maximum(x, 0)


# Clean and poison images of each class, and the class that the poison comes from: none, a minority, a majority.
WIDTH = 48
CLASSES = [("a", 40, 0, "a"), ("b", 45, 15, "a"), ("c", 20, 50, "b")]
classes = [activations(*one) for one in CLASSES]

golden = {}


def numbers(values):
    return [float(f"{v:.12g}") for v in np.ravel(values)]


def members(mask):
    return [int(i) for i in np.flatnonzero(mask)]


def larger_first(clusters):
    sizes = np.bincount(clusters, minlength=2)
    swap = sizes[1] > sizes[0] or (sizes[0] == sizes[1] and clusters[0] == 1)
    return [int(1 - c if swap else c) for c in clusters]


# Spectral Signatures: the paper's scores by NumPy's SVD, the authors' by ART, which copied their code.
golden["spectral"] = []
for x in classes:
    centred = x - x.mean(0)
    _, s, vt = np.linalg.svd(centred, full_matrices=False)
    scores = SpectralSignatureDefense.spectral_signature_scores(x)[:, 0]
    paper = (centred @ vt[0]) ** 2
    golden["spectral"].append(
        {
            "singularValues": numbers(s[:10]),
            "centred": numbers(paper),
            "uncentred": numbers(scores),
            # compute_corr.py: np.where(scores > np.percentile(scores, percentile)); ART: not (score < cutoff)
            "removed": {
                "centred/0.15": members(paper > np.percentile(paper, 85)),
                "centred/0.375": members(paper > np.percentile(paper, 62.5)),
                "uncentred/0.15": members(scores > np.percentile(scores, 85)),
                "uncentred/0.495": members(~(scores < np.quantile(scores, 1 - 1.5 * 0.33))),
            },
        }
    )

big = matrix("big", 1000, 1024)
_, s, vt = np.linalg.svd(big - big.mean(0), full_matrices=False)
golden["big"] = {"singularValues": numbers(s[:10]), "scores": numbers((((big - big.mean(0)) @ vt[0]) ** 2)[::100])}

# FastICA: five uniform sources, mixed into 30 neurons.
COMPONENTS = 5
mixed = matrix("sources", 150, COMPONENTS) @ matrix("mixing", COMPONENTS, 30) + 0.01 * matrix("rest", 150, 30)
start = matrix("start", COMPONENTS, COMPONENTS) - 0.5
ica = FastICA(COMPONENTS, w_init=start, whiten="unit-variance")
golden["ica"] = {"sources": numbers(ica.fit_transform(mixed)), "iterations": int(ica.n_iter_)}
short = FastICA(COMPONENTS, w_init=start, max_iter=3, tol=1e-12)
golden["icaShort"] = {"sources": numbers(short.fit_transform(mixed)), "iterations": int(short.n_iter_)}

# PCA, k-means, silhouette and the whole of Activation Clustering, class by class.
golden["clusters"] = []
for x in classes:
    pca = PCA(10, svd_solver="full")
    reduced = pca.fit_transform(x)
    km = KMeans(2, n_init=100, random_state=0, tol=0).fit(reduced)
    separate = FastICA(10, random_state=0, max_iter=2000, tol=1e-10)
    sources = separate.fit_transform(x)
    ica_km = KMeans(2, n_init=100, random_state=0, tol=0).fit(sources)
    golden["clusters"].append(
        {
            "scores": numbers(reduced[:12]),
            "variances": numbers(pca.explained_variance_),
            "pca": larger_first(km.labels_),
            "inertia": float(km.inertia_),
            "silhouette": float(silhouette_score(reduced, km.labels_)),
            "ica": larger_first(ica_km.labels_),
            "icaInertia": float(ica_km.inertia_),
            "icaIterations": int(separate.n_iter_),
        }
    )
np.random.seed(0)
clusters_art, _ = cluster_activations(classes, nb_clusters=2, nb_dims=10, reduce="PCA")
golden["artClusters"] = [larger_first(c) for c in clusters_art]
raw = KMeans(2, n_init=50, random_state=0, tol=0).fit(big[:200])
golden["rawInertia"] = float(raw.inertia_)

# The rules of ART on given clusters, class by class: 1 for a cluster that it takes for poison.
analyzer = ClusteringAnalyzer()


def alone(rule, *classes):
    """None where ART fails: with NumPy 2, its relative size does on a class with no small cluster."""
    verdicts = []
    for one in zip(*classes):
        try:
            verdicts.append(np.array(rule(*([part] for part in one))[1], dtype=int)[0].tolist())
        except ValueError:
            verdicts.append(None)
    return verdicts


given = [np.array(c["pca"]) for c in golden["clusters"]]
reduced = [PCA(10, svd_solver="full").fit_transform(x) for x in classes]
golden["rules"] = {
    "smaller": np.array(analyzer.analyze_by_size(given)[1], dtype=int).tolist(),
    "relativeSize": alone(analyzer.analyze_by_relative_size, given),
    "distance": np.array(analyzer.analyze_by_distance(given, classes)[1], dtype=int).tolist(),
    "distanceInReducedSpaces": np.array(analyzer.analyze_by_distance(given, reduced)[1], dtype=int).tolist(),
    "silhouetteAndSize": alone(analyzer.analyze_by_silhouette_score, given, reduced),
}
# 347 of 1,000 are less than 0.35; ART rounds the share to 0.35 first.
edge = [np.array([1] * 347 + [0] * 653), np.array([1] * 343 + [0] * 657)]
golden["artRelativeSizeEdge"] = alone(analyzer.analyze_by_relative_size, edge)

# STRIP: predictions for 40 clean inputs under 20 overlays, seven classes, ever surer from input to input.
OVERLAYS, LABELS, CLEAN = 20, 7, 40
predictions = []
for n in range(CLEAN):
    logits = (1 + n / 4) * matrix(f"logits/{n}", OVERLAYS, LABELS)
    powers = np.exp(logits - logits.max(1, keepdims=True))
    predictions.append(powers / powers.sum(1, keepdims=True))
entropies = np.array([-np.nansum(p * np.log2(p)) / OVERLAYS for p in predictions])


class Recorded:
    """Hands ART's STRIP the predictions above in turn."""

    def __init__(self):
        self.turn = 0

    def __call__(self, images):
        self.turn += 1
        return predictions[self.turn - 1]


art_strip = STRIPMixin.__new__(STRIPMixin)
art_strip.predict_fn, art_strip.num_samples, art_strip.false_acceptance_rate = Recorded(), OVERLAYS, 0.05
with contextlib.redirect_stderr(io.StringIO()):
    art_strip.mitigate(np.zeros((CLEAN, 2)))
mean, std = norm.fit(entropies)
golden["strip"] = {
    "entropies": numbers(entropies),
    "natural": numbers([entropy(p, axis=1).mean() for p in predictions]),
    "normal": {str(r): float(norm.ppf(r, loc=mean, scale=std)) for r in (0.01, 0.05, 0.1)},
    "empirical": {str(r): float(np.quantile(entropies, r)) for r in (0.01, 0.05, 0.1)},
    # ART takes the entropy of each class's column over the overlays: another number, with another threshold.
    "artEntropy": float(np.sum(entropy(predictions[0], base=2, axis=0)) / OVERLAYS),
    "artThreshold": float(art_strip.entropy_threshold),
}
quantiles = [1e-300, 1e-20, 1e-9, 1e-4, 0.01, 0.05, 0.07, 0.075, 0.3, 0.5, 0.6, 0.925, 0.95, 0.999, 1 - 1e-12]
golden["normalQuantile"] = [[p, float(norm.ppf(p))] for p in quantiles]

# Neural Cleanse's anomaly index, by the authors' function.
tree = ast.parse(Path(sys.argv[1]).read_text())
body = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "outlier_detection"]
scope = {"np": np}
exec(compile(ast.Module(body, []), "outlier_detection", "exec"), scope)
golden["anomaly"] = []
for name, count in (("norms/a", 10), ("norms/b", 9), ("norms/c", 43)):
    norms = 40 + 30 * noise(name, count)
    norms[count // 2] = 3
    norms[1] += 200
    with contextlib.redirect_stdout(io.StringIO()) as out:
        scope["outlier_detection"](norms, {label: label for label in range(count)})
    printed = dict(re.findall(r"(\w[\w ]*): ([\d.]+)", out.getvalue().replace(", ", "\n")))
    flagged = [int(label) for label in re.findall(r"(\d+): ", out.getvalue().split("flagged label list:")[1])]
    golden["anomaly"].append({"norms": numbers(norms), "index": float(printed["anomaly index"]), "flagged": flagged})

# Pearson's correlations of activations.
a, b = classes[0][:30], classes[1][:30]
golden["correlation"] = {
    "ofMeans": float(np.corrcoef(a.mean(0), b.mean(0))[0, 1]),
    "ofPairs": float(np.mean([np.corrcoef(x, y)[0, 1] for x, y in zip(a, b)])),
    "ofAllPairs": float(np.corrcoef(a, b)[:30, 30:].mean()),
}

Path(__file__).with_suffix(".json").write_text(json.dumps(golden) + "\n")
