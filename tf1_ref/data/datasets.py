"""The data sets by the names that the scripts give them: `--dataset=auto|mnist|digits|fake`.

`precheck` answers about bad files before TensorFlow is imported; `open_data_set` then reads.
"""

from __future__ import annotations

import os

from tf1_ref.data import digits, idx, mnist_files
from tf1_ref.data.batches import Datasets
from tf1_ref.errors import InputError

NAMES = ('auto', 'mnist', 'digits', 'fake')


def precheck(name: str, data_dir: str | os.PathLike | None = None) -> str:
    """Makes sure that a data set can be read, and says which one `auto` means. Does not import TensorFlow.

    MNIST is looked for in `data_dir` and downloaded to it if it is not there. `auto` means MNIST if that works, and the
    embedded digits if it is neither there nor can be downloaded, which is printed; a file that is broken is an error.

    Args:
        name: 'auto', 'mnist', 'digits' or 'fake'.
        data_dir: folder of MNIST; by default the environment variable DATA_DIR, or else `./data`.

    Returns:
        'mnist', 'digits' or 'fake'.

    Raises:
        InputError: there is no such data set, or its files are missing or broken.
    """
    if name not in NAMES:
        raise InputError(f'there is no data set {name!r}; choose one of {", ".join(NAMES)}')
    if name in ('auto', 'mnist'):
        try:
            mnist_files.ensure(mnist_dir(data_dir))
            return 'mnist'
        except mnist_files.DownloadError as error:
            if name == 'mnist':
                raise InputError(f'{error} (--data_dir), or take the embedded digits (--dataset=digits)') from None
            reason = str(error).rpartition('; ')[0]  # without the remedy
            print(f'Taking the embedded digits instead of MNIST: {reason}')
            return 'digits'
    if name == 'digits':
        mnist_files.check(digits.path())
    return name


def open_data_set(
    name: str, data_dir: str | os.PathLike | None = None, one_hot: bool = True, **options
) -> tuple[Datasets, str]:
    """Reads a data set, with a validation set that fits it.

    Args:
        name: 'auto', 'mnist', 'digits' or 'fake'; what `precheck` returned spares looking twice.
        data_dir: folder of MNIST; by default the environment variable DATA_DIR, or else `./data`.
        one_hot: labels `[num_examples, 10]` instead of `[num_examples]`.
        **options: `dtype`, `reshape`, `seed` and `validation_size` of `input_data.read_data_sets`. By default a twelfth
            of MNIST's training set validates, which makes 5,000, and 150 of the embedded digits.

    Returns:
        `Datasets(train, validation, test)`, and the name of what was read: 'mnist', 'digits' or 'fake'.

    Raises:
        InputError: as `precheck` does.
    """
    name = precheck(name, data_dir)
    from tf1_ref.data import fake, input_data  # bring TensorFlow

    if name == 'fake':
        return fake.read_data_sets(one_hot=one_hot, **options), name
    if name == 'digits':
        folder, validation_size = digits.path(), digits.VALIDATION_SIZE
    else:
        folder = mnist_dir(data_dir)
        num_train = idx.read_header(mnist_files.locate(folder)[mnist_files.TRAIN_LABELS])[1][0]
        validation_size = num_train // 12  # of 60,000 the loader's 5,000
    options = {'validation_size': validation_size, **options}
    return input_data.read_data_sets(folder, one_hot=one_hot, **options), name


def mnist_dir(data_dir: str | os.PathLike | None = None) -> str:
    """The folder in which MNIST is looked for: `data_dir`, or what DATA_DIR names, or `./data`."""
    return os.fspath(data_dir or os.environ.get('DATA_DIR') or 'data')
