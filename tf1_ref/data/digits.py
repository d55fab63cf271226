"""The embedded data set: 1,797 real handwritten digits in the format of MNIST, for machines without a network.

They are the test set of *Optical Recognition of Handwritten Digits* by E. Alpaydin and C. Kaynak (1998), UCI Machine
Learning Repository, https://doi.org/10.24432/C50P49, licence CC BY 4.0, in scikit-learn's copy, enlarged from 8x8 to
28x28 pixels; `embedded/README.md` has the details. They are read like MNIST:

    input_data.read_data_sets(digits.path(), one_hot=True, validation_size=digits.VALIDATION_SIZE)

The split is fixed: 1,500 training images, of which the first 150 make a fitting validation set, and 297 test images.
"""

from __future__ import annotations

import os

VALIDATION_SIZE = 150


def path() -> str:
    """The folder of the four files, as `read_data_sets` wants it."""
    return os.path.join(os.path.dirname(os.path.abspath(__file__)), 'embedded')
