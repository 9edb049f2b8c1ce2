#!/usr/bin/env python3
"""Trains the model that guesses needs from the utterances in scripts/needs, and says how well it does."""

from __future__ import annotations

import argparse
import sys
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "scripts")]

import numpy as np  # noqa: E402 - after the path
from needs_training.fitting import fit_model  # noqa: E402
from needs_training.utterances import Utterance, make_examples, read_labels, read_utterances, words_of  # noqa: E402
from numpy.typing import NDArray  # noqa: E402

from directory.search.concepts import Lexicon, load_lexicon  # noqa: E402
from directory.search.needs import MODEL_FILE, NONE, OTHER, NeedModel  # noqa: E402

Numbers = NDArray[np.generic]

UTTERANCES = CHECKOUT / "scripts" / "needs"
LOCALES = CHECKOUT / "web" / "locales"
MODEL = CHECKOUT / "directory" / "search" / MODEL_FILE


def main() -> int:
    """Measures on the held-out fifth, then writes the model that learned from all utterances."""
    parser = argparse.ArgumentParser(description="train the model of needs")
    parser.add_argument("--only-measure", action="store_true", help="write nothing")
    parser.add_argument("--keep-held-out", type=Path, metavar="FILE", help="write the model without the held-out fifth")
    options = parser.parse_args()
    lexicon = load_lexicon()
    utterances = read_utterances(UTTERANCES)
    labels = sorted({concept for utterance in utterances for concept in utterance.concepts})
    shown = read_labels(LOCALES)
    if not options.only_measure:
        write_model(MODEL, fit_model(make_examples([*utterances, *shown], lexicon), labels))
        print(f"{MODEL.name}: {MODEL.stat().st_size // 1024} KB, {len(utterances)} utterances, {len(labels)} labels")
    learned = [utterance for utterance in utterances if not utterance.is_held_out]
    arrays = fit_model(make_examples([*learned, *shown], lexicon), labels)
    if options.keep_held_out:
        write_model(options.keep_held_out, arrays)
    report(NeedModel(arrays), [utterance for utterance in utterances if utterance.is_held_out], lexicon)
    return 0


def write_model(path: Path, arrays: Mapping[str, Numbers]) -> None:
    """Writes the arrays; the same arrays give the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            with archive.open(zipfile.ZipInfo(f"{name}.npy"), "w") as stream:
                np.lib.format.write_array(stream, np.asarray(array), allow_pickle=False)


def report(model: NeedModel, asked: Sequence[Utterance], lexicon: Lexicon) -> None:
    """Prints precision and recall of every label by its most probable guess, and how often one of three is right."""
    right: Counter[str] = Counter()
    guessed: Counter[str] = Counter()
    meant: Counter[str] = Counter()
    among_three = 0
    for utterance in asked:
        guesses = [guess.concept for guess in model.guess(words_of(utterance.text, lexicon)).ranked()[:3]]
        is_right = guesses[0] in utterance.concepts
        guessed[guesses[0]] += 1
        meant[guesses[0] if is_right else utterance.concepts[0]] += 1
        right[guesses[0]] += is_right
        among_three += any(concept in utterance.concepts for concept in guesses)
    for label in model.labels:
        precision = right[label] / max(1, guessed[label])
        print(
            f"{label:24} {meant[label]:4}  precision {precision:.2f}  recall {right[label] / max(1, meant[label]):.2f}"
        )
    needs = sum(meant.values()) - meant[NONE] - meant[OTHER]
    found = right.total() - right[NONE] - right[OTHER]
    print(
        f"needs: first {found / needs:.3f}, among three (none too) {among_three / len(asked):.3f}, {len(asked)} asked"
    )


if __name__ == "__main__":
    raise SystemExit(main())
