"""Runs on the genuine TensorFlow 1.15.5, started by `tests.graphs.golden.functions`."""

from __future__ import annotations

import sys

from tests.golden.genuine import put_genuine_tensorflow_in_place_of_the_door

if __name__ == '__main__':
    put_genuine_tensorflow_in_place_of_the_door()
    from tests.graphs.golden import functions

    functions.write_all(sys.argv[1])
