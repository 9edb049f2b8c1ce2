"""Weights of grams that separate the concepts best: multinomial logistic regression, small weights preferred."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from directory.search.needs import gram_share, read_grams
from needs_training.utterances import Example

LEAST_EXAMPLES = 3
"""A gram of fewer examples teaches nothing."""

PENALTY = 0.1
ROUNDS = 60
LEAST_WEIGHT = 0.25
"""Smaller weights are left out of the file: of a question with 30 grams one adds less than .03."""


def fit_model(examples: Sequence[Example], labels: Sequence[str]) -> dict[str, NDArray[np.generic]]:
    """The arrays of the model file: labels, grams, starts, columns, values, scales, bias."""
    grams = [read_grams(example.words) for example in examples]
    counts = Counter(gram for found in grams for gram in found)
    known = np.array(sorted(gram for gram, count in counts.items() if count >= LEAST_EXAMPLES), np.uint32)
    places = {gram: place for place, gram in enumerate(known.tolist())}
    weights, bias = _fit(_matrix(grams, places), _targets(examples, labels), _weights(examples))
    return _packed(known, weights, bias, labels)


def _matrix(grams: Sequence[set[int]], places: Mapping[int, int]) -> csr_matrix:
    rows, columns, values = [], [], []
    for row, found in enumerate(grams):
        for gram in sorted(found & places.keys()):
            rows.append(row)
            columns.append(places[gram])
            values.append(gram_share(len(found)))
    return csr_matrix((np.array(values, np.float32), (rows, columns)), shape=(len(grams), len(places)))


def _targets(examples: Sequence[Example], labels: Sequence[str]) -> NDArray[np.float32]:
    """Shares of the labels of each example; several concepts share its weight equally."""
    targets = np.zeros((len(examples), len(labels)), np.float32)
    numbers = {label: number for number, label in enumerate(labels)}
    for row, example in enumerate(examples):
        for concept in example.concepts:
            targets[row, numbers[concept]] = 1 / len(example.concepts)
    return targets


def _weights(examples: Sequence[Example]) -> NDArray[np.float32]:
    return np.array([example.weight for example in examples], np.float32)[:, None]


def _fit(
    matrix: csr_matrix, targets: NDArray[np.float32], weights: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weight of every gram for every label, and the bias of every label."""
    turned = matrix.T.tocsr()
    shape = (matrix.shape[1], targets.shape[1])
    size = shape[0] * shape[1]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        inner = flat[:size].astype(np.float32).reshape(shape)
        scores = matrix @ inner + flat[size:].astype(np.float32)
        scores -= scores.max(axis=1, keepdims=True)
        sums = np.exp(scores).sum(axis=1, keepdims=True)
        chances = np.exp(scores) / sums
        value = -float((weights * targets * (scores - np.log(sums))).sum()) + PENALTY / 2 * float((inner**2).sum())
        off = weights * (chances - targets)
        slope = turned @ off + PENALTY * inner
        return value, np.concatenate([slope.ravel(), off.sum(axis=0)]).astype(np.float64)

    start = np.zeros(size + shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS, "maxcor": 6}).x
    return found[:size].astype(np.float32).reshape(shape), found[size:].astype(np.float32)


def _packed(
    grams: NDArray[np.uint32], weights: NDArray[np.float32], bias: NDArray[np.float32], labels: Sequence[str]
) -> dict[str, NDArray[np.generic]]:
    """The weights as bytes, gram by gram, without the small ones."""
    scales = np.abs(weights).max(axis=0) / 127
    kept = np.where(np.abs(weights) < LEAST_WEIGHT, 0, np.round(weights / scales)).astype(np.int8)
    is_useful = kept.any(axis=1)
    grams, kept = grams[is_useful], kept[is_useful]
    rows, columns = kept.nonzero()
    return {
        "labels": np.array(labels),
        "grams": grams,
        "starts": np.searchsorted(rows, np.arange(grams.size + 1)).astype(np.uint32),
        "columns": columns.astype(np.uint8),
        "values": kept[rows, columns],
        "scales": scales.astype(np.float32),
        "bias": bias,
    }
