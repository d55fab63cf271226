"""A file in pieces is what `idx.read` says of it as a whole, and takes no memory."""

import gzip
import hashlib
import io
import random
import struct
import tracemalloc

import numpy as np
import pytest

from tf1_ref.data import arriving, idx
from tf1_ref.errors import InputError

ARRAY = np.arange(13 * 7 * 5, dtype=np.uint8).reshape(13, 7, 5)
PLAIN = idx.to_bytes(ARRAY)
GZIP = gzip.compress(PLAIN, mtime=0)
MEMBERS = gzip.compress(PLAIN[:40], mtime=0) + gzip.compress(PLAIN[40:], mtime=0)


def arrive(content, size, largest=1 << 20):
    """Has a file come in pieces of so many bytes; returns the digest and what the header said."""
    found = []
    file = arriving.Arriving('server', lambda *header: found.append(header), largest)
    for at in range(0, len(content), size):
        file.write(content[at : at + size])
    file.end()
    return file.sha256.hexdigest(), found


@pytest.mark.parametrize('size', [1, 2, 3, 7, 41, 1 << 20])
@pytest.mark.parametrize('content', [PLAIN, GZIP, MEMBERS, GZIP + bytes(5), MEMBERS + bytes(512)])
def test_what_is_whole(content, size):
    digest, (header,) = arrive(content, size)
    assert digest == hashlib.sha256(PLAIN).hexdigest() and header == (np.uint8, (13, 7, 5))


def test_an_array_without_elements():
    for content in (idx.to_bytes(np.zeros([0, 3], np.uint8)), idx.to_bytes(np.uint8(3))):
        for whole in (content, gzip.compress(content)):
            assert arrive(whole, 1)[0] == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ('content', 'said'),
    [
        (b'', 'is empty'),
        (b'\0', 'is not an IDX file'),
        (b'\0\0\x08', 'is not an IDX file'),
        (b'<html>', 'is not an IDX file: it starts with the bytes 3c 68 74 6d'),
        (PLAIN[:9], 'truncated: it ends within its header of 3 dimensions'),
        (PLAIN[:-1], 'truncated: its header promises 455 bytes of data, it has 454'),
        (PLAIN + b'x', 'goes on after the 455 bytes'),
        (gzip.compress(b''), 'is empty'),
        (gzip.compress(PLAIN[:-1]), 'truncated: its header promises 455 bytes of data, it has 454'),
        (gzip.compress(PLAIN + b'x'), 'goes on after the 455 bytes'),
        (GZIP[:1], 'is not an IDX file'),
        (GZIP[:5], 'truncated: its gzip stream ends early'),
        (GZIP[:-1], 'truncated: its gzip stream ends early'),
        (GZIP + b'x', 'truncated: its gzip stream ends early'),
        (GZIP + b'xyz', r'is damaged \(.*incorrect header check'),
        (GZIP[:-6] + b'\0\0' + GZIP[-4:], r'is damaged \(.*incorrect data check'),
        (GZIP[:30] + bytes(9) + GZIP[39:], 'is damaged|truncated|goes on'),
        (struct.pack('>4I', 2051, 10**9, 28, 28), 'is too large: its header promises 784,000,000,000 bytes'),
    ],
)
@pytest.mark.parametrize('size', [1, 5, 1 << 20])
def test_what_is_not(content, said, size):
    with pytest.raises(InputError, match=f'^server: {said}') as raised:
        arrive(content, size)
    assert '\n' not in str(raised.value)


def test_what_idx_reads_arrives_and_nothing_else():
    dice, agreed = random.Random(0), []
    for _ in range(500):
        content = bytearray(dice.choice([PLAIN, GZIP, MEMBERS]))
        for _ in range(dice.choice([0, 1, 1, 3])):
            content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        content = bytes(content[: dice.choice([len(content), len(content), dice.randrange(len(content))])])
        try:
            expected = hashlib.sha256(idx.to_bytes(idx.read_stream(io.BytesIO(content), 'x'))).hexdigest()
        except InputError:
            expected = None
        try:
            found = arrive(content, dice.choice([1, 10, 1000]))[0]
        except InputError:
            found = None
        assert found == expected
        agreed.append(expected is None)
    assert 100 < sum(agreed) < 450


def test_a_header_is_told_at_the_byte_that_ends_it():
    def refuses(dtype, shape):
        raise InputError('wrong; replace it')

    file = arriving.Arriving('server', refuses, 1000)
    file.write(PLAIN[:15])
    with pytest.raises(InputError, match='wrong'):
        file.write(PLAIN[15:16])


def test_a_bomb_ends_at_its_first_bytes_and_takes_no_memory():
    bomb = gzip.compress(PLAIN + bytes(200_000_000))
    whole = gzip.compress(struct.pack('>4I', 2051, 200_000, 1000, 1) + bytes(200_000_000))
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match='goes on after the 455 bytes'):
            arrive(bomb, 1 << 20)
        arrive(whole, 1 << 20, largest=1 << 30)
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()
