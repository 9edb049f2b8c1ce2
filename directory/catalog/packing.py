"""Values of the catalog and the domain -> arrays that may be mapped, and back: nothing else can come out of them."""

from __future__ import annotations

import io
import pickle

import numpy as np

from directory.search.array_file import Arrays, ArraySink

_OURS = ("directory.catalog.", "directory.domain.")
_PLAIN = {
    ("array", "array"),
    ("array", "_array_reconstructor"),
    ("datetime", "date"),
    ("numpy", "dtype"),
    ("numpy", "ndarray"),
    ("numpy._core.multiarray", "_reconstruct"),
    ("numpy._core.numeric", "_frombuffer"),
}
"""All that values may be made of, beside classes of ours: none of it runs anything or opens a file."""

_VALUES = "values"
_LARGE_BYTES = 4_096
"""From so many on, an array among the values is one of the file, too: mapped, and copied only by who changes it."""


def put_values(values: object, sink: ArraySink) -> None:
    """Hands values on as arrays."""
    large: list[pickle.PickleBuffer] = []

    def stays_inside(buffer: pickle.PickleBuffer) -> bool:
        is_large = buffer.raw().nbytes >= _LARGE_BYTES
        if is_large:
            large.append(buffer)
        return not is_large

    sink.put(_VALUES, np.frombuffer(pickle.dumps(values, protocol=5, buffer_callback=stays_inside), np.uint8))
    for number, buffer in enumerate(large):
        sink.put(str(number), np.frombuffer(buffer.raw(), np.uint8))


def read_values(arrays: Arrays) -> object:
    """The values that were put there; large arrays among them stay where they are.

    Raises:
        pickle.UnpicklingError: they name something that values are not made of.
    """
    large = [arrays[str(number)] for number in range(len(arrays.by_name) - 1)]
    return _ValueReader(io.BytesIO(arrays[_VALUES].data), buffers=large).load()


class _ValueReader(pickle.Unpickler):
    """Knows no other names, so that a forged file can call nothing."""

    def find_class(self, module: str, name: str) -> object:
        """The class of a name."""
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        found = super().find_class(module, name) if module.startswith(_OURS) and "." not in name else None
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return found
