"""Weights of grams that separate the concepts best: multinomial logistic regression, small weights preferred."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from directory.search.needs import gram_share, read_grams
from needs_training.utterances import Example

Floats = NDArray[np.float32]

LEAST_EXAMPLES = 3
"""A gram of fewer examples teaches nothing."""

PENALTY = 0.1
LEARNING_RATES = (0.5, 0.5, 0.5, 0.5, 0.25, 0.125)
"""One for each time that all examples are gone through."""

BATCH = 256
TELLING_IDF = 7.0
"""Idf of a gram that weighs as much as it says; た and い say less than 搾乳 before anything is learned."""

LEAST_WEIGHT = 0.5
"""Smaller weights are left out of the file: of a question with 30 grams one adds less than .1."""


@dataclass(slots=True, kw_only=True)
class _Learned:
    """Weights so far, and the sums of squared slopes that slow their learning down."""

    weights: Floats
    bias: Floats
    slopes: Floats
    bias_slopes: Floats


def fit_model(examples: Sequence[Example], labels: Sequence[str]) -> dict[str, NDArray[np.generic]]:
    """The arrays of the model file: labels, gaps, counts, columns, values, scales, bias."""
    grams = [read_grams(example.words) for example in examples]
    counts = Counter(gram for found in grams for gram in found)
    known = np.array(sorted(gram for gram, count in counts.items() if count >= LEAST_EXAMPLES), np.uint32)
    places = {gram: place for place, gram in enumerate(known.tolist())}
    telling = np.array([math.log(len(examples) / counts[gram]) / TELLING_IDF for gram in known.tolist()], np.float32)
    matrix = csr_matrix(_matrix(grams, places).multiply(telling))
    learned = _fit(matrix, _targets(examples, labels), _weights(examples))
    return _packed(known, learned.weights * telling[:, None], learned.bias, labels)


def _matrix(grams: Sequence[set[int]], places: Mapping[int, int]) -> csr_matrix:
    rows, columns, values = [], [], []
    for row, found in enumerate(grams):
        for gram in sorted(found & places.keys()):
            rows.append(row)
            columns.append(places[gram])
            values.append(gram_share(len(found)))
    return csr_matrix((np.array(values, np.float32), (rows, columns)), shape=(len(grams), len(places)))


def _targets(examples: Sequence[Example], labels: Sequence[str]) -> Floats:
    """Shares of the labels of each example; several concepts share its weight equally."""
    targets = np.zeros((len(examples), len(labels)), np.float32)
    numbers = {label: number for number, label in enumerate(labels)}
    for row, example in enumerate(examples):
        for concept in example.concepts:
            targets[row, numbers[concept]] = 1 / len(example.concepts)
    return targets


def _weights(examples: Sequence[Example]) -> Floats:
    return np.array([example.weight for example in examples], np.float32)[:, None]


def _fit(matrix: csr_matrix, targets: Floats, weights: Floats) -> _Learned:
    """Weight of every gram for every label, and the bias of every label (AdaGrad, so rare grams learn quickly)."""
    shape = (matrix.shape[1], targets.shape[1])
    learned = _Learned(
        weights=np.zeros(shape, np.float32),
        bias=np.zeros(shape[1], np.float32),
        slopes=np.full(shape, 0.01, np.float32),
        bias_slopes=np.full(shape[1], 0.01, np.float32),
    )
    penalties = _penalties(matrix)
    chance = np.random.default_rng(1)
    for rate in LEARNING_RATES:
        for rows in _batches(matrix.shape[0], chance):
            _learn(learned, matrix[rows], targets[rows], weights[rows], penalties, rate)
    return learned


def _batches(count: int, chance: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    order = chance.permutation(count)
    return (order[start : start + BATCH] for start in range(0, count, BATCH))


def _penalties(matrix: csr_matrix) -> Floats:
    """The penalty of each gram at every batch that holds it, so that all of them together are the whole one."""
    batches = math.ceil(matrix.shape[0] / BATCH)
    counts = np.bincount(matrix.indices, minlength=matrix.shape[1])
    held = batches * (1 - (1 - 1 / batches) ** counts)
    penalties: Floats = (PENALTY / np.maximum(1, held)).astype(np.float32)[:, None]
    return penalties


def _learn(
    learned: _Learned, rows: csr_matrix, targets: Floats, weights: Floats, penalties: Floats, rate: float
) -> None:
    """One step down the slope of one batch; touches nothing but its grams."""
    grams, columns = np.unique(rows.indices, return_inverse=True)
    batch = csr_matrix((rows.data, columns, rows.indptr), shape=(rows.shape[0], grams.size))
    before = learned.weights[grams]
    scores = batch @ before + learned.bias
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    off = weights * (chances - targets)
    slope, bias_slope = batch.T @ off + penalties[grams] * before, off.sum(axis=0)
    slopes = learned.slopes[grams] + slope**2
    learned.slopes[grams] = slopes
    learned.weights[grams] = before - rate * slope / np.sqrt(slopes)
    learned.bias_slopes += bias_slope**2
    learned.bias -= rate * bias_slope / np.sqrt(learned.bias_slopes)


def _packed(
    grams: NDArray[np.uint32], weights: Floats, bias: Floats, labels: Sequence[str]
) -> dict[str, NDArray[np.generic]]:
    """The weights as bytes, gram by gram, without the small ones."""
    scales = np.abs(weights).max(axis=0) / 127
    kept = np.round(weights / scales)
    kept = np.where(np.abs(kept * scales) < LEAST_WEIGHT, 0, kept).astype(np.int8)
    is_useful = kept.any(axis=1)
    grams, kept = grams[is_useful], kept[is_useful]
    return {
        "labels": np.array(labels),
        "gaps": np.diff(grams, prepend=np.uint32(0)),
        "counts": np.count_nonzero(kept, axis=1).astype(np.uint8),
        "columns": kept.nonzero()[1].astype(np.uint8),
        "values": kept[kept != 0],
        "scales": scales.astype(np.float32),
        "bias": bias,
    }
