"""IDX files: every dtype and rank, gzip or plain, and one line for every file that cannot be read."""

import gzip
import hashlib
import os
import struct
import tracemalloc

import numpy as np
import pytest

from tests import needs

needs.modules('hypothesis')

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from tf1_ref.data import idx
from tf1_ref.errors import InputError

DTYPES = ['uint8', 'int8', 'int16', 'int32', 'float32', 'float64']
CODES = dict(zip(DTYPES, [0x08, 0x09, 0x0B, 0x0C, 0x0D, 0x0E], strict=True))


def assert_one_line(error, path, word):
    message = str(error.value)
    assert str(path) in message and word in message and '\n' not in message
    assert '; ' in message  # what is wrong; what to do


def plain(shape, payload, code=0x08):
    return bytes([0, 0, code, len(shape)]) + struct.pack(f'>{len(shape)}I', *shape) + payload


@pytest.mark.parametrize('name', ['a', 'a.gz'])
@pytest.mark.parametrize('dtype', DTYPES)
def test_bytes_by_hand(tmp_path, dtype, name):
    array = np.array([[1, 2, 3], [4, 5, 126]], dtype)
    idx.write(tmp_path / name, array)
    content = (tmp_path / name).read_bytes()
    if name.endswith('.gz'):
        content = gzip.decompress(content)
    letter = {'uint8': 'B', 'int8': 'b', 'int16': 'h', 'int32': 'i', 'float32': 'f', 'float64': 'd'}[dtype]
    assert content == plain((2, 3), struct.pack(f'>6{letter}', 1, 2, 3, 4, 5, 126), CODES[dtype])
    back = idx.read(tmp_path / name)
    assert back.dtype == np.dtype(dtype) and back.dtype.isnative and back.flags.writeable
    np.testing.assert_array_equal(back, array)
    assert idx.read_header(tmp_path / name) == (np.dtype(dtype), (2, 3))
    assert idx.looks_complete(tmp_path / name)


@st.composite
def arrays(draw):
    dtype = np.dtype(draw(st.sampled_from(DTYPES))).newbyteorder(draw(st.sampled_from('<>')))
    return draw(hnp.arrays(dtype, hnp.array_shapes(min_dims=0, max_dims=5, min_side=0)))


@settings(max_examples=60, deadline=None)
@given(arrays(), st.booleans())
def test_round_trip(tmp_path_factory, array, compressed):
    path = tmp_path_factory.mktemp('idx') / ('a.gz' if compressed else 'a')
    idx.write(path, array)
    back = idx.read(path)
    assert back.shape == array.shape and back.dtype == array.dtype.newbyteorder('=')
    assert back.tobytes() == array.astype(back.dtype).tobytes()  # NaN included


@pytest.mark.parametrize('rank', [0, 1, 7, 32])
def test_ranks(tmp_path, rank):
    array = np.full([1] * rank, 13, np.int16)
    idx.write(tmp_path / 'a', array)
    assert idx.read(tmp_path / 'a').shape == (1,) * rank
    np.testing.assert_array_equal(idx.read(tmp_path / 'a'), array)


def test_rank_255_has_a_header_but_no_array(tmp_path):
    (tmp_path / 'a').write_bytes(plain((1,) * 255, b'\x07'))
    assert idx.read_header(tmp_path / 'a') == (np.dtype('uint8'), (1,) * 255)
    with pytest.raises(InputError) as error:
        idx.read(tmp_path / 'a')
    assert_one_line(error, tmp_path / 'a', 'rank 255, more than a NumPy array')


def test_gzip_is_recognised_by_content(tmp_path):
    array = np.arange(11, dtype=np.int32)
    idx.write(tmp_path / 'a.gz', array)
    (tmp_path / 'a.gz').rename(tmp_path / 'packed')
    idx.write(tmp_path / 'b', array)
    (tmp_path / 'b').rename(tmp_path / 'plain.gz')
    np.testing.assert_array_equal(idx.read(tmp_path / 'packed'), array)
    np.testing.assert_array_equal(idx.read(tmp_path / 'plain.gz'), array)


def test_several_gzip_members_are_one_content(tmp_path):
    content = plain((11,), bytes(range(11)))
    (tmp_path / 'a').write_bytes(gzip.compress(content[:9]) + gzip.compress(content[9:]))
    np.testing.assert_array_equal(idx.read(tmp_path / 'a'), np.arange(11))
    assert not idx.looks_complete(tmp_path / 'a')  # asks for the second look


def test_written_bytes_depend_on_the_array_alone(tmp_path):
    array = np.arange(13 * 17, dtype=np.uint8).reshape(13, 17)
    idx.write(tmp_path / 'one.gz', array)
    os.utime(tmp_path / 'one.gz', (1, 1))
    idx.write(tmp_path / 'two.gz', array[:, ::-1][:, ::-1])  # a view with negative strides
    first = (tmp_path / 'one.gz').read_bytes()
    assert first == (tmp_path / 'two.gz').read_bytes()
    assert first[4:8] == b'\0\0\0\0' and first[3] == 0  # no time, no name
    assert sorted(os.listdir(tmp_path)) == ['one.gz', 'two.gz']


def test_the_open_stream_reader_knows_its_name(tmp_path):
    idx.write(tmp_path / 'a.gz', np.arange(7, dtype=np.uint8))
    with open(tmp_path / 'a.gz', 'rb') as f:
        np.testing.assert_array_equal(idx.read_stream(f, f.name), np.arange(7))


BAD = {
    'empty': (b'', 'is empty'),
    'one byte': (b'\0', 'not an IDX file'),
    'text': (b'<html>403 Forbidden</html>', 'not an IDX file'),
    'unknown dtype': (plain((1,), b'\0', 0x0A), 'not an IDX file'),
    'header ends early': (plain((2, 3), b'')[:9], 'truncated'),
    'data ends early': (plain((2, 3), bytes(5)), 'truncated'),
    'trailing bytes': (plain((2, 3), bytes(7)), 'goes on after'),
    'absurd sizes': (plain((2**32 - 1,) * 255, bytes(99)), 'truncated'),
    'zero times too much': (plain((0,) + (2**32 - 1,) * 3, b''), 'more than a NumPy array'),
}


@pytest.mark.parametrize('packed', [False, True])
@pytest.mark.parametrize('case', BAD)
def test_every_bad_file_is_one_line(tmp_path, case, packed):
    content, word = BAD[case]
    path = tmp_path / 'bad-file'
    path.write_bytes(gzip.compress(content) if packed else content)
    with pytest.raises(InputError) as error:
        idx.read(path)
    assert_one_line(error, path, word)


@pytest.mark.parametrize('packed', [False, True])
def test_absurd_sizes_allocate_nothing(tmp_path, packed):
    # 900 MB promised by few bytes: the machine could give them, so only the reader's own care keeps it from asking.
    content = plain((30000, 30000), bytes(50000))
    path = tmp_path / 'bad-file'
    path.write_bytes(gzip.compress(content) + bytes(1_000_000 * packed))
    tracemalloc.start()
    try:
        with pytest.raises(InputError) as error:
            idx.read(path)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
    assert_one_line(error, path, 'truncated')


@pytest.mark.parametrize('kept', [1, 5, 11, 40, -9, -1])
def test_truncated_gzip(tmp_path, kept):
    path = tmp_path / 'bad.gz'
    idx.write(path, np.random.RandomState(0).randint(0, 256, [17, 19]).astype(np.uint8))
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(InputError) as error:
        idx.read(path)
    assert_one_line(error, path, 'truncated' if kept > 1 or kept < 0 else 'not an IDX')
    if kept == -9:
        assert not idx.looks_complete(path)


def test_damaged_gzip(tmp_path):
    path = tmp_path / 'bad.gz'
    idx.write(path, np.random.RandomState(0).randint(0, 256, [17, 19]).astype(np.uint8))
    content = bytearray(path.read_bytes())
    content[-6] ^= 1  # the checksum
    path.write_bytes(content)
    assert idx.looks_complete(path)
    with pytest.raises(InputError) as error:
        idx.read(path)
    assert_one_line(error, path, 'damaged')


def test_missing_and_folder(tmp_path):
    for function in (idx.read, idx.read_header, idx.looks_complete):
        with pytest.raises(InputError) as error:
            function(tmp_path / 'none')
        assert_one_line(error, tmp_path / 'none', 'no such file')
        with pytest.raises(InputError) as error:
            function(tmp_path)
        assert_one_line(error, tmp_path, 'Is a directory')


@pytest.mark.parametrize('dtype', ['int64', 'bool', 'float16', 'complex64', 'uint16', 'object'])
def test_a_dtype_that_idx_lacks(tmp_path, dtype):
    with pytest.raises(InputError) as error:
        idx.write(tmp_path / 'a', np.zeros(3, dtype))
    assert_one_line(error, tmp_path / 'a', dtype)
    assert 'uint8, int8, int16, int32, float32, float64' in str(error.value)
    assert os.listdir(tmp_path) == []


def test_write_into_a_missing_folder(tmp_path):
    with pytest.raises(InputError) as error:
        idx.write(tmp_path / 'none' / 'a', np.zeros(3, np.uint8))
    assert_one_line(error, tmp_path / 'none' / 'a', 'cannot be written')


def test_no_tensorflow(run_python):
    code = 'import sys, tf1_ref.data.idx; assert not {"tensorflow", "keras", "absl"} & set(sys.modules)'
    run_python(code)


def test_content_hash_of_mnist(mnist_dir):
    labels = idx.read(mnist_dir / 't10k-labels-idx1-ubyte.gz')
    assert labels.shape == (10000,)
    content = plain((10000,), labels.tobytes())
    assert hashlib.sha256(content).hexdigest() == 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2'
