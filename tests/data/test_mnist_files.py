"""The four MNIST files: found, downloaded from a server on the loopback, refused with one line."""

import contextlib
import gzip
import hashlib
import http.server
import io
import os
import pathlib
import shutil
import stat
import struct
import subprocess
import sys
import tempfile
import threading
import time

import numpy as np
import pytest

from tests.scripts.running import heed_ctrl_c
from tf1_ref.data import idx, mnist_files, transfers
from tf1_ref.data.mnist_files import NAMES, TEST_IMAGES, TEST_LABELS, TRAIN_IMAGES, TRAIN_LABELS
from tf1_ref.errors import InputError


class Handler(http.server.BaseHTTPRequestHandler):
    """Serves `server.content[path]`; the folder in the path says in which way it misbehaves."""

    def do_GET(self):
        _, way, name = self.path.split('/')
        self.server.requests.append((way, name))
        content = self.server.content.get(name)
        if content is None or way == 'missing':
            return self.send_error(404, 'Not Found')
        if way == 'hanging':
            return self.server.released.wait(10)
        self.send_response(200)
        length = {'long': len(content) + 7, 'short': len(content) - 7}.get(way, len(content))
        if way != 'unsized':
            self.send_header('Content-Length', str(length))
        self.end_headers()
        if way == 'truncated':
            content = content[: len(content) // 2]
        if way == 'dripping':
            for i in range(len(content)):
                self.wfile.write(content[i : i + 1])
                if self.server.released.wait(0.02):
                    return None
            return None
        if way == 'stalling':
            self.wfile.write(content[: len(content) // 2])
            return self.server.released.wait(10)
        if way == 'html':
            content = b'<html>please log in</html>'.ljust(len(content))
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.wfile.write(content)

    def log_message(self, *args):
        pass


def arrays(num_train=23, num_test=13):
    random = np.random.RandomState(0)
    return {
        TRAIN_IMAGES: random.randint(0, 256, [num_train, 7, 5]).astype(np.uint8),
        TRAIN_LABELS: random.randint(0, 10, [num_train]).astype(np.uint8),
        TEST_IMAGES: random.randint(0, 256, [num_test, 7, 5]).astype(np.uint8),
        TEST_LABELS: random.randint(0, 10, [num_test]).astype(np.uint8),
    }


def write_files(folder, changes=()):
    for name, array in {**arrays(), **dict(changes)}.items():
        idx.write(folder / name, array)
    return folder


@pytest.fixture
def folder(tmp_path):
    (tmp_path / 'data').mkdir()
    return write_files(tmp_path / 'data')


@pytest.fixture
def server(tmp_path_factory, monkeypatch):
    monkeypatch.setenv('no_proxy', '*')
    monkeypatch.setattr(transfers, 'PAUSES', ())
    served = write_files(tmp_path_factory.mktemp('served'))
    with http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler) as server:
        server.content = {name: (served / name).read_bytes() for name in NAMES}
        server.requests = []
        server.released = threading.Event()
        server.url = f'http://127.0.0.1:{server.server_port}/'
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        server.released.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def mirrors(server, monkeypatch):
    """Makes the server's ways the default mirrors, with the hashes of what it serves."""

    def set_ways(*ways):
        monkeypatch.setattr(mnist_files, 'MIRRORS', [f'{server.url}{way}/' for way in ways])

    hashes = {name: hashlib.sha256(gzip.decompress(content)).hexdigest() for name, content in server.content.items()}
    monkeypatch.setattr(mnist_files, 'SHA256', hashes)
    return set_ways


def assert_one_line(error, *words):
    message = str(error.value)
    assert '\n' not in message and '; ' in message
    for word in words:
        assert str(word) in message


def failure(function, *args):
    with pytest.raises(InputError) as error:
        function(*args)
    return error


def test_locate_prefers_gzip_and_takes_plain(folder):
    assert mnist_files.locate(folder) == {name: str(folder / name) for name in NAMES}
    plain = folder / TEST_LABELS[:-3]
    plain.write_bytes(gzip.decompress((folder / TEST_LABELS).read_bytes()))
    assert mnist_files.locate(folder)[TEST_LABELS] == str(folder / TEST_LABELS)
    (folder / TEST_LABELS).unlink()
    assert mnist_files.locate(folder)[TEST_LABELS] == str(plain)
    mnist_files.check(folder)
    plain.unlink()
    assert sorted(mnist_files.locate(folder)) == sorted(set(NAMES) - {TEST_LABELS})
    assert mnist_files.locate(folder / 'none') == {}


def test_local_files_need_no_network(folder, monkeypatch):
    monkeypatch.setattr(mnist_files, 'MIRRORS', ['http://127.0.0.1:1/'])
    assert mnist_files.ensure(folder) == {name: str(folder / name) for name in NAMES}


def test_download_of_what_is_missing(folder, server, mirrors, capsys):
    mirrors('good')
    size = (folder / TRAIN_LABELS).stat().st_size
    (folder / TRAIN_LABELS).unlink()
    paths = mnist_files.ensure(folder)
    assert server.requests == [('good', TRAIN_LABELS)]
    assert sorted(os.listdir(folder)) == sorted(NAMES)
    np.testing.assert_array_equal(idx.read(paths[TRAIN_LABELS]), arrays()[TRAIN_LABELS])
    printed = capsys.readouterr()
    assert printed.out == f'Successfully downloaded {TRAIN_LABELS} {size} bytes.\n'
    assert printed.err == ''  # no progress line where there is no terminal


@pytest.mark.parametrize('way', ['good', 'unsized'])
def test_download_makes_the_folder(tmp_path, server, mirrors, way):
    mirrors(way)
    mnist_files.ensure(tmp_path / 'a' / 'b')
    assert sorted(os.listdir(tmp_path / 'a' / 'b')) == sorted(NAMES)
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE((tmp_path / 'a' / 'b' / TRAIN_IMAGES).stat().st_mode) == 0o666 & ~umask


@pytest.mark.parametrize('source_url', ['', None, mnist_files.DEFAULT_SOURCE_URL])
def test_the_default_source_means_the_mirrors(tmp_path, server, mirrors, source_url):
    mirrors('good')
    mnist_files.ensure(tmp_path, source_url)
    assert server.requests == [('good', name) for name in NAMES]


BAD_WAYS = {
    'missing': 'answers 404 Not Found',
    'truncated': 'broke off after',
    'long': 'broke off after',
    'short': 'truncated: its gzip stream ends early',
    'html': 'is not an IDX file',
    'hanging': 'timed out',
    'stalling': 'timed out',
    'dripping': 'too slow',
}


@pytest.mark.parametrize('way', BAD_WAYS)
def test_a_bad_server_is_one_line_and_leaves_nothing(tmp_path, server, mirrors, monkeypatch, way):
    monkeypatch.setattr(transfers, 'TIMEOUT', 0.2)
    mirrors(way)
    error = failure(mnist_files.ensure, tmp_path / 'data')
    assert error.type is mnist_files.DownloadError
    assert_one_line(error, tmp_path / 'data' / TRAIN_IMAGES, f'127.0.0.1:{server.server_port}/{way}: {BAD_WAYS[way]}')
    assert not (tmp_path / 'data').exists()


@pytest.mark.parametrize('way', BAD_WAYS)
def test_the_second_mirror_takes_over(folder, server, mirrors, monkeypatch, way):
    monkeypatch.setattr(transfers, 'TIMEOUT', 0.5)
    mirrors(way, 'good', 'missing')
    (folder / TRAIN_IMAGES).unlink()
    mnist_files.ensure(folder)
    assert server.requests == [(way, TRAIN_IMAGES), ('good', TRAIN_IMAGES)]
    assert sorted(os.listdir(folder)) == sorted(NAMES)
    np.testing.assert_array_equal(idx.read(folder / TRAIN_IMAGES), arrays()[TRAIN_IMAGES])


def test_all_mirrors_are_named_when_all_fail(tmp_path, server, mirrors):
    mirrors('missing', 'html')
    error = failure(mnist_files.ensure, tmp_path)
    assert_one_line(error, '/missing: answers 404', '/html: is not an IDX file', 'put it there')
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    'url, words',
    [
        ('http://127.0.0.1:1/', '127.0.0.1:1: Connection refused'),
        ('nothing://here/', 'here: unknown url type: nothing'),
        ('no address at all ', "no address at all train-images-idx3-ubyte.gz: unknown url type: 'no address at all"),
        ('http://[bad/', '[bad: '),
        ('file:///no/such/folder/', '/no/such/folder: unknown url type: file'),
        ('ftp://127.0.0.1/', '127.0.0.1: unknown url type: ftp'),
        ('https://127.0.0.1:1/ /', '127.0.0.1:1/ : '),
    ],
)
def test_an_address_that_leads_nowhere(tmp_path, monkeypatch, url, words):
    monkeypatch.setenv('no_proxy', '*')
    error = failure(mnist_files.ensure, tmp_path, url)
    assert_one_line(error, tmp_path / TRAIN_IMAGES, words)


def test_a_wrong_hash_is_refused_from_the_mirrors_only(tmp_path, server, mirrors, monkeypatch):
    mirrors('good')
    monkeypatch.setitem(mnist_files.SHA256, TRAIN_LABELS, '0' * 64)
    assert_one_line(failure(mnist_files.ensure, tmp_path), TRAIN_LABELS, 'another content than MNIST', '000000000000')
    assert sorted(os.listdir(tmp_path)) == [TRAIN_IMAGES]  # whole and right, so it stays
    mnist_files.ensure(tmp_path, server.url + 'good/')
    assert sorted(os.listdir(tmp_path)) == sorted(NAMES)


def test_the_hash_is_that_of_the_decompressed_content(tmp_path, server, mirrors):
    mirrors('good')
    server.content = {name: gzip.compress(gzip.decompress(c), 1) for name, c in server.content.items()}
    server.content[TEST_LABELS] = gzip.decompress(server.content[TEST_LABELS])  # served without gzip
    mnist_files.ensure(tmp_path)
    np.testing.assert_array_equal(idx.read(tmp_path / TEST_LABELS), arrays()[TEST_LABELS])


def test_a_file_url(tmp_path, folder, monkeypatch):
    url = folder.as_uri() + '/'
    assert_one_line(failure(mnist_files.ensure, tmp_path / 'copy', url), 'unknown url type: file')
    monkeypatch.setattr(transfers, 'ALLOW_FILES', True)
    mnist_files.ensure(tmp_path / 'copy', url)
    assert sorted(os.listdir(tmp_path / 'copy')) == sorted(NAMES)


@pytest.mark.parametrize('interruption', [KeyboardInterrupt, SystemExit])
def test_an_interrupted_download_leaves_nothing(tmp_path, server, mirrors, monkeypatch, interruption):
    def interrupted(*args):
        raise interruption

    mirrors('good')
    monkeypatch.setattr(transfers, 'progress_line', interrupted)
    monkeypatch.setattr(sys, 'stderr', Terminal())
    with pytest.raises(interruption):
        mnist_files.ensure(tmp_path)
    assert os.listdir(tmp_path) == []


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize('way', ['good', 'unsized'])
def test_progress_on_a_terminal(tmp_path, server, mirrors, monkeypatch, way):
    mirrors(way)
    terminal = Terminal()
    monkeypatch.setattr(sys, 'stderr', terminal)
    monkeypatch.setenv('COLUMNS', '80')
    mnist_files.ensure(tmp_path)
    drawn = terminal.getvalue()
    assert drawn.count(f'\r{TRAIN_IMAGES} ') >= 1
    assert (('#' * 20) in drawn) == (way == 'good')
    assert drawn.endswith('\r\x1b[K') and '\n' not in drawn


def test_progress_line_in_the_middle(monkeypatch):
    monkeypatch.setenv('COLUMNS', '80')
    line = transfers.progress_line(TRAIN_IMAGES, 2_500_000, 10_000_000, 2.0)
    assert line == TRAIN_IMAGES + ' [#####---------------] 2.5/10.0 MB, 6 s left\x1b[K'
    assert transfers.progress_line(TRAIN_IMAGES, 2_500_000, 0, 2.0) == TRAIN_IMAGES + ' 2.5 MB\x1b[K'
    monkeypatch.setenv('COLUMNS', '31')
    assert transfers.progress_line(TRAIN_IMAGES, 2_500_000, 10_000_000, 2.0) == TRAIN_IMAGES + ' [##\x1b[K'


def test_a_folder_that_cannot_be(tmp_path, server, mirrors):
    mirrors('good')
    (tmp_path / 'file').write_bytes(b'')
    for path in (tmp_path / 'file', tmp_path / 'file' / 'deeper'):
        error = failure(mnist_files.ensure, path)
        assert_one_line(error, path, 'is not a folder', 'choose another')
        assert error.type is InputError
    assert server.requests == []


def test_a_folder_that_cannot_be_written(tmp_path, server, mirrors, monkeypatch):
    mirrors('good')
    monkeypatch.setattr(os, 'access', lambda path, mode: not mode & os.W_OK)  # root may write everywhere
    assert_one_line(failure(mnist_files.ensure, tmp_path / 'new'), tmp_path / 'new', 'no permission', 'choose another')
    assert server.requests == [] and not (tmp_path / 'new').exists()


def test_a_full_disk(tmp_path, server, mirrors, monkeypatch):
    def full(path):
        raise OSError(28, 'No space left on device')

    mirrors('good')
    monkeypatch.setattr(mnist_files, 'written_beside', full)
    error = failure(mnist_files.ensure, tmp_path)
    assert_one_line(error, tmp_path / TRAIN_IMAGES, 'No space left on device')


def test_another_file_name_is_downloaded_without_a_format(tmp_path, server):
    server.content['notes.txt'] = b'hello'
    path = mnist_files.download('notes.txt', tmp_path, [server.url + 'good/notes.txt'])
    assert path == str(tmp_path / 'notes.txt')
    assert (tmp_path / 'notes.txt').read_bytes() == b'hello'


@pytest.mark.parametrize('name', ['../notes.txt', '/etc/notes', 'a/b', '', '.', '..'])
def test_a_name_cannot_leave_the_folder(tmp_path, server, name):
    with pytest.raises(InputError, match='is no name of a file in '):
        mnist_files.download(name, tmp_path / 'data', [server.url + 'good/notes.txt'])
    assert server.requests == [] and os.listdir(tmp_path) == []


def test_a_bomb_is_not_decompressed(tmp_path, server, mirrors):
    mirrors('good')
    header = struct.pack('>4I', 2051, 10**9, 28, 28)
    server.content[TRAIN_IMAGES] = gzip.compress(header + bytes(10**6)) + bytes(10**6)
    error = failure(mnist_files.ensure, tmp_path)
    assert_one_line(error, 'is too large: its header promises 784,000,000,000 bytes of data')
    server.content[TRAIN_IMAGES] = gzip.compress(struct.pack('>4I', 2051, 10**5, 28, 28) + bytes(10**5 * 784))
    assert_one_line(failure(mnist_files.ensure, tmp_path), 'is too large: its header promises 78,400,000 bytes of data')
    assert os.listdir(tmp_path) == []


def test_what_is_wrong_ends_the_transfer(tmp_path, server, mirrors, monkeypatch):
    """The checksum and the decompression go with the bytes: of eight megabytes of a page few are read."""
    mirrors('html')
    monkeypatch.setattr(mnist_files, 'SIZES', dict.fromkeys(NAMES, 1 << 23))
    server.content[TRAIN_IMAGES] = bytes(1 << 23)
    kept = []

    class File(tempfile.SpooledTemporaryFile):
        def write(self, piece):
            kept.append(len(piece))
            return super().write(piece)

    monkeypatch.setattr(mnist_files.tempfile, 'SpooledTemporaryFile', File)
    assert_one_line(failure(mnist_files.ensure, tmp_path), 'is not an IDX file')
    assert sum(kept) <= 1 << 17 and os.listdir(tmp_path) == []


def test_what_does_not_fit_into_memory_lies_on_the_disk_meanwhile(tmp_path, server, mirrors, monkeypatch):
    mirrors('good')
    monkeypatch.setattr(mnist_files, 'IN_MEMORY', 10)
    mnist_files.ensure(tmp_path / 'data')
    np.testing.assert_array_equal(idx.read(tmp_path / 'data' / TEST_IMAGES), arrays()[TEST_IMAGES])

    class Full(io.BytesIO):
        def write(self, piece):
            raise OSError(28, 'No space left on device')

    monkeypatch.setattr(mnist_files.tempfile, 'SpooledTemporaryFile', lambda _: Full())
    with pytest.raises(transfers.NotKept, match='cannot be kept while it comes .No space left on device.; make room'):
        mnist_files.ensure(tmp_path / 'other')
    assert not (tmp_path / 'other').exists()


def test_check_of_missing_files(tmp_path, folder):
    assert_one_line(failure(mnist_files.check, tmp_path / 'none'), tmp_path / 'none' / TRAIN_IMAGES, 'no such file')
    (folder / TEST_IMAGES).unlink()
    assert_one_line(failure(mnist_files.check, folder), folder / TEST_IMAGES, 'no such file')


@pytest.mark.parametrize('name', NAMES)
def test_check_of_truncated_files(folder, name):
    content = (folder / name).read_bytes()
    for size in (0, 1, 15, len(content) // 2, len(content) - 1):
        (folder / name).write_bytes(content[:size])
        assert_one_line(failure(mnist_files.check, folder), folder / name, 'replace it', 'or delete it')
    plain = gzip.decompress(content)
    for size in (0, 3, 7, len(plain) - 1):
        (folder / name).write_bytes(plain[:size])
        assert_one_line(failure(mnist_files.check, folder), folder / name, 'replace it', 'or delete it')


@pytest.mark.parametrize('name', NAMES)
def test_check_of_a_pipe_does_not_wait(folder, name):
    (folder / name).unlink()
    os.mkfifo(folder / name)
    assert_one_line(failure(mnist_files.check, folder), folder / name, 'is no regular file', 'replace it')


def test_check_of_wrong_magic_numbers(folder):
    shutil.copy(folder / TRAIN_LABELS, folder / TRAIN_IMAGES)
    words = ['has the magic number 2049, not the 2051 of MNIST images (these are labels)']
    assert_one_line(failure(mnist_files.check, folder), folder / TRAIN_IMAGES, *words)
    write_files(folder, {TEST_LABELS: arrays()[TEST_LABELS].astype(np.int32)})
    words = ['has the magic number 3073, not the 2049 of MNIST labels; replace']
    assert_one_line(failure(mnist_files.check, folder), folder / TEST_LABELS, *words)


def test_check_of_counts(folder):
    write_files(folder, {TEST_LABELS: arrays(num_test=11)[TEST_LABELS]})
    words = [folder / TEST_IMAGES, 'has 13 images', folder / TEST_LABELS, 'has 11 labels', 'same set']
    assert_one_line(failure(mnist_files.check, folder), *words)


def test_check_of_sizes_that_cannot_be(folder):
    header = struct.pack('>4I', 2051, 23, 2**31, 2**31)
    (folder / TRAIN_IMAGES).write_bytes(gzip.compress(header + bytes(99)))
    assert_one_line(failure(mnist_files.check, folder), folder / TRAIN_IMAGES, '23x2147483648x2147483648')


def test_check_takes_gzip_members(folder):
    plain = gzip.decompress((folder / TRAIN_IMAGES).read_bytes())
    (folder / TRAIN_IMAGES).write_bytes(gzip.compress(plain[:99]) + gzip.compress(plain[99:]))
    mnist_files.check(folder)


def test_a_bad_file_is_told_without_tensorflow(folder, run_python):
    (folder / TRAIN_IMAGES).write_bytes(b'nonsense')
    code = (
        'import sys\n'
        'from tf1_ref.data import mnist_files\n'
        'try:\n    mnist_files.check(sys.argv[1])\n'
        'except ValueError as error:\n    print(error)\n'
        'assert not {"tensorflow", "keras", "rich"} & set(sys.modules)'
    )
    assert run_python(code, folder).startswith(f'{folder / TRAIN_IMAGES}: is not an IDX file')


def test_the_real_mnist(mnist_dir):
    mnist_files.check(mnist_dir)
    for name, path in mnist_files.locate(mnist_dir).items():
        content = pathlib.Path(path).read_bytes()
        check = mnist_files._Check(name, mnist_files.SHA256[name], mnist_files.SIZES[name] - 8, path)
        check.write(content)
        check.end()


def test_ctrl_c_ends_a_download_without_a_trace(tmp_path, server):
    code = (
        'import sys\nfrom tf1_ref.data import mnist_files\n'
        'try:\n    mnist_files.ensure(sys.argv[1], sys.argv[2])\n'
        'except KeyboardInterrupt:\n    print("stopped")'
    )
    command = [sys.executable, '-c', code, tmp_path / 'data', server.url + 'stalling/']
    environment = {**os.environ, 'PYTHONPATH': str(pathlib.Path(__file__).parents[2])}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, preexec_fn=heed_ctrl_c)
    while not server.requests:
        time.sleep(0.01)
    process.send_signal(2)
    assert process.communicate(timeout=20)[0] == 'stopped\n'
    assert not (tmp_path / 'data').exists()
