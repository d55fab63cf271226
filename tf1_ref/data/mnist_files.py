"""The four files of MNIST: found in a folder, or downloaded into it, and checked before anything reads them.

Slide 'Data Loader for MNIST': "Automatically download and extract MNIST data". The host that TensorFlow's loader was
written for answers 403 today, so the files come from the first living mirror. Nothing here needs TensorFlow, so that a
script can tell about a bad file before it imports it.
"""

from __future__ import annotations

import functools
import os
import shutil
import tempfile
from collections.abc import Sequence

import numpy as np

from tf1_ref.data import idx, transfers
from tf1_ref.data.arriving import Arriving
from tf1_ref.errors import InputError
from tf1_ref.files import is_odd, written_beside

TRAIN_IMAGES = 'train-images-idx3-ubyte.gz'
TRAIN_LABELS = 'train-labels-idx1-ubyte.gz'
TEST_IMAGES = 't10k-images-idx3-ubyte.gz'
TEST_LABELS = 't10k-labels-idx1-ubyte.gz'
NAMES = (TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS)

DEFAULT_SOURCE_URL = 'https://storage.googleapis.com/cvdf-datasets/mnist/'
MIRRORS = (
    DEFAULT_SOURCE_URL,
    'https://ossci-datasets.s3.amazonaws.com/mnist/',
    'https://raw.githubusercontent.com/fgnt/mnist/master/',
)

# Of the decompressed content, because a mirror may compress it in its own way.
SHA256 = {
    TRAIN_IMAGES: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    TRAIN_LABELS: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
    TEST_IMAGES: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    TEST_LABELS: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
}

# Bytes of the decompressed content; of other data sets under these names, and of other files.
SIZES = {TRAIN_IMAGES: 47_040_016, TRAIN_LABELS: 60_008, TEST_IMAGES: 7_840_016, TEST_LABELS: 10_008}
LARGEST = 1 << 30
IN_MEMORY = 1 << 26  # bytes of a file that comes; what is more lies on the disk for temporary files

IMAGE_MAGIC = 2051
LABEL_MAGIC = 2049


class DownloadError(InputError):
    """A file that is not there and could not be downloaded either."""


def locate(train_dir: str | os.PathLike) -> dict[str, str]:
    """Finds the files of MNIST that a folder holds.

    Args:
        train_dir: the folder; it may be missing.

    Returns:
        For each of `NAMES` that is there its path, compressed or else plain (without the `.gz`).
    """
    found = {}
    for name in NAMES:
        for candidate in (name, name[: -len('.gz')]):
            path = os.path.join(train_dir, candidate)
            if os.path.exists(path):
                found[name] = path
                break
    return found


def ensure(train_dir: str | os.PathLike, source_url: str = DEFAULT_SOURCE_URL) -> dict[str, str]:
    """Downloads the files of MNIST that a folder does not hold, and checks all four.

    Args:
        train_dir: the folder, made if it is missing.
        source_url: what stands before the file name in the address. The default, or '', tries `MIRRORS` in their order,
            which must serve MNIST itself; another address may serve another data set under the same names.

    Returns:
        For each of `NAMES` its path.

    Raises:
        DownloadError: a file is missing and cannot be downloaded.
        InputError: a file is not what its name says; see `check`.
    """
    paths = locate(train_dir)
    genuine = source_url in ('', None, DEFAULT_SOURCE_URL)
    for name in NAMES:
        if name not in paths:
            urls = [prefix + name for prefix in (MIRRORS if genuine else (source_url,))]
            paths[name] = download(name, train_dir, urls, SHA256[name] if genuine else None)
    check(train_dir)
    return paths


def download(
    name: str,
    train_dir: str | os.PathLike,
    urls: Sequence[str],
    sha256: str | None = None,
) -> str:
    """Downloads one file. The folder is not touched before the whole content is there and has been checked.

    It is decompressed, checked and hashed as it comes, and takes no more than `IN_MEMORY` bytes of memory.

    Args:
        name: the file's; a name out of `NAMES` has to be an IDX file with the fitting magic number.
        train_dir: the folder, made if it is missing.
        urls: whole addresses, tried in this order; see `transfers` for what they may be.
        sha256: of the decompressed content; None takes any, of up to `LARGEST` bytes.

    Returns:
        The path of the file.

    Raises:
        DownloadError: no address gave the file, or it cannot be written; the line has every reason.
        InputError: `name` leads out of the folder.
    """
    if os.path.basename(name) != name or name in ('', os.curdir, os.pardir):
        raise InputError(f'{name!r}: is no name of a file in {os.fspath(train_dir)}; give it without folders')
    path = os.path.join(train_dir, name)
    _check_folder(train_dir)
    size = SIZES[name] if sha256 else LARGEST

    with tempfile.SpooledTemporaryFile(IN_MEMORY) as coming:
        try:
            check_of = functools.partial(_Check, name, sha256, size) if name in NAMES else lambda _: None
            # Compressing what cannot be compressed adds less than that.
            transfers.first(urls, name, size + size // 1000 + 1024, coming, check_of)
        except transfers.TransferError as error:
            raise DownloadError(
                f'{path}: there is no such file, and it could not be downloaded ({error}); '
                'put it there, or name the folder that has it'
            ) from None
        count = coming.tell()
        coming.seek(0)
        try:
            os.makedirs(train_dir, exist_ok=True)
            with written_beside(path) as f:
                shutil.copyfileobj(coming, f)
        except OSError as error:
            raise DownloadError(f'{path}: cannot be written ({error.strerror}); choose another folder') from None
    print('Successfully downloaded', name, count, 'bytes.')
    return path


def check(train_dir: str | os.PathLike) -> None:
    """Checks the four files of a folder quickly: headers, lengths, equal counts, the small files as a whole.

    The images' own bytes are not read unless the length of a file is in doubt: reading them checks them.

    Args:
        train_dir: the folder.

    Raises:
        InputError: a file is missing, truncated or damaged, has another magic number than MNIST's, or holds another
            number of images than there are labels.
    """
    paths = locate(train_dir)
    missing = [name for name in NAMES if name not in paths]
    if missing:
        path = os.path.join(train_dir, missing[0])
        raise InputError(f'{path}: there is no such file; put it there, or name the folder that has it')
    for images_name, labels_name in ((TRAIN_IMAGES, TRAIN_LABELS), (TEST_IMAGES, TEST_LABELS)):
        num_labels = _checked_shape(paths[labels_name], LABEL_MAGIC)[0]
        num_images = _checked_shape(paths[images_name], IMAGE_MAGIC)[0]
        if num_images != num_labels:
            raise InputError(
                f'{paths[images_name]}: has {num_images:,} images, but {paths[labels_name]} has {num_labels:,} labels; '
                'replace both with files of the same set'
            )


def check_magic(dtype: np.dtype, shape: tuple[int, ...], expected: int, name: str) -> None:
    """Refuses an array that cannot stand in a file of images or of labels.

    Args:
        dtype: what an IDX file holds.
        shape: what an IDX file holds.
        expected: `IMAGE_MAGIC` or `LABEL_MAGIC`.
        name: the file's, for the message.

    Raises:
        InputError: the magic number of such a file is another.
    """
    magic = idx.magic(dtype, len(shape))
    if magic != expected:
        kind = {IMAGE_MAGIC: 'images', LABEL_MAGIC: 'labels'}
        what = f'has the magic number {magic}, not the {expected} of MNIST {kind[expected]}'
        hint = f' (these are {kind[magic]})' if magic in kind else ''
        raise InputError(f'{name}: {what}{hint}; replace it with the right file')


def _checked_shape(path, magic):
    if is_odd(path):
        raise InputError(f'{path}: is no regular file; replace it, or delete it to have it downloaded again')
    try:
        dtype, shape = idx.read_header(path)
        check_magic(dtype, shape, magic, path)
        if magic == LABEL_MAGIC or not idx.looks_complete(path):
            idx.read(path)
    except InputError as error:
        raise InputError(f'{error}, or delete it to have it downloaded again') from None
    return shape


def _check_folder(folder):
    # Without making it: a folder appears only together with its first file.
    existing = os.path.abspath(folder)
    while not os.path.lexists(existing):
        existing = os.path.dirname(existing)
    if not os.path.isdir(existing):
        raise InputError(f'{os.fspath(folder)}: {existing} is not a folder; choose another one')
    if not os.access(existing, os.W_OK | os.X_OK):
        raise DownloadError(
            f'{os.fspath(folder)}: cannot be written (no permission for {existing}); choose another folder'
        )


class _Check(Arriving):
    """A file of MNIST, or of a data set under its names, on its way from a server."""

    def __init__(self, name, sha256, largest, server):
        magic = IMAGE_MAGIC if 'images' in name else LABEL_MAGIC
        super().__init__(server, lambda dtype, shape: check_magic(dtype, shape, magic, server), largest)
        self._server, self._expected = server, sha256

    def end(self):
        super().end()
        digest = self.sha256.hexdigest()
        if self._expected and digest != self._expected:
            raise InputError(
                f'{self._server}: serves another content than MNIST (SHA-256 {digest[:12]}..., '
                f'not {self._expected[:12]}...)'
            )
