"""The four files of MNIST: found in a folder, or downloaded into it, and checked before anything reads them.

Slide 'Data Loader for MNIST': "Automatically download and extract MNIST data". The host that TensorFlow's loader was
written for answers 403 today, so the files come from the first living mirror. Nothing here needs TensorFlow, so that a
script can tell about a bad file before it imports it.
"""

from __future__ import annotations

import hashlib
import http.client
import io
import os
import shutil
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence

import numpy as np

from tf1_ref.data import idx
from tf1_ref.errors import InputError
from tf1_ref.files import written_beside

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

IMAGE_MAGIC = 2051
LABEL_MAGIC = 2049

TIMEOUT = 10.0  # seconds without an answer or without a byte
SLOWEST = 1000.0  # bytes a second, on the average; a slower server is left for the next one


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


def download(name: str, train_dir: str | os.PathLike, urls: Sequence[str], sha256: str | None = None) -> str:
    """Downloads one file. The folder is not touched before the whole content is there and has been checked.

    Args:
        name: the file's; a name out of `NAMES` has to be an IDX file with the fitting magic number.
        train_dir: the folder, made if it is missing.
        urls: whole addresses, tried in this order.
        sha256: of the decompressed content; None takes any.

    Returns:
        The path of the file.

    Raises:
        DownloadError: no address gave the file, or it cannot be written; the line has every reason.
    """
    path = os.path.join(train_dir, name)
    _check_folder(train_dir)
    failures = []
    for url in urls:
        server = url.partition('://')[2].rpartition('/')[0] or url  # the line starts with the file's name already
        try:
            content = _fetch(url, server, name)
            if name in NAMES:
                _check_content(content, server, name, sha256)
            break
        except InputError as error:
            failures.append(str(error).split('; ')[0])  # without the remedy, which is about local files
    else:
        raise DownloadError(
            f'{path}: there is no such file, and it could not be downloaded ({"; ".join(failures)}); '
            'put it there, or name the folder that has it'
        )
    try:
        os.makedirs(train_dir, exist_ok=True)
        with written_beside(path) as f:
            f.write(content)
    except OSError as error:
        raise DownloadError(f'{path}: cannot be written ({error.strerror}); choose another folder') from None
    print('Successfully downloaded', name, len(content), 'bytes.')
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


def _fetch(url, server, name):
    """The body of an answer, whole; InputError with a short reason otherwise."""
    try:
        with urllib.request.urlopen(url, timeout=TIMEOUT) as response:
            total = int(response.headers.get('Content-Length') or 0)
            content = _read_body(response, name, total)
    except urllib.error.HTTPError as error:
        raise InputError(f'{server}: answers {error.code} {error.reason}') from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, 'reason', error)  # URLError carries another exception
        reason = getattr(reason, 'strerror', None) or str(reason) or type(reason).__name__
        raise InputError(f'{server}: {" ".join(reason.split())}') from None
    if len(content) < total:
        raise InputError(f'{server}: broke off after {len(content):,} of {total:,} bytes')
    return content


def _read_body(response, name, total):
    content = io.BytesIO()
    start = time.monotonic()
    draw = sys.stderr.isatty()
    try:
        while piece := response.read1(1 << 16):
            content.write(piece)
            seconds = time.monotonic() - start
            if seconds > TIMEOUT and content.tell() < SLOWEST * seconds:
                raise TimeoutError('too slow')
            if draw:
                sys.stderr.write('\r' + _progress_line(name, content.tell(), total, seconds))
                sys.stderr.flush()
    finally:
        if draw:
            sys.stderr.write('\r\033[K')
            sys.stderr.flush()
    return content.getvalue()


def _progress_line(name, done, total, seconds):
    if total:
        filled = 20 * done // total
        left = (total - done) * seconds / done
        line = f'{name} [{"#" * filled:-<20}] {done / 1e6:.1f}/{total / 1e6:.1f} MB, {left:.0f} s left'
    else:
        line = f'{name} {done / 1e6:.1f} MB'
    return line[: shutil.get_terminal_size().columns - 1] + '\033[K'


def _check_content(content, server, name, sha256):
    array = idx.read_stream(io.BytesIO(content), server)
    check_magic(array.dtype, array.shape, IMAGE_MAGIC if 'images' in name else LABEL_MAGIC, server)
    if sha256:
        digest = hashlib.sha256(idx.to_bytes(array)).hexdigest()
        if digest != sha256:
            raise InputError(
                f'{server}: serves another content than MNIST (SHA-256 {digest[:12]}..., not {sha256[:12]}...)'
            )
