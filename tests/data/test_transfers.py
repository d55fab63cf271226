"""Servers on the loopback that send too much, too slowly, or what a terminal would obey."""

import contextlib
import io
import socket
import threading
import time

import pytest

from tf1_ref.data import transfers

OK = b'HTTP/1.1 200 OK\r\nConnection: close\r\n'


@pytest.fixture
def serve(monkeypatch):
    """Starts a server that answers connection after connection by functions of a socket; returns its address."""
    monkeypatch.setenv('no_proxy', '*')
    monkeypatch.setattr(transfers, 'PAUSES', (0.01, 0.01))
    with contextlib.ExitStack() as stack:

        def start(*answers):
            listener = stack.enter_context(socket.create_server(('127.0.0.1', 0)))
            served = []

            def run():
                with contextlib.suppress(OSError):
                    for answer in answers:
                        with listener.accept()[0] as connection:
                            served.append(connection.recv(1 << 16))
                            with contextlib.suppress(OSError):
                                answer(connection)

            threading.Thread(target=run, daemon=True).start()
            return f'http://127.0.0.1:{listener.getsockname()[1]}/file', served

        yield start


def sends(*pieces, pause=0.0):
    def answer(connection):
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(pause)

    return answer


def first(*urls, limit=1000, check=lambda server: None):
    file = io.BytesIO(b'of before')
    file.seek(0, io.SEEK_END)
    transfers.first(urls, 'file', limit, file, check)
    return file.getvalue()


def reason(*urls, **options):
    with pytest.raises(transfers.TransferError) as caught:
        first(*urls, **options)
    return str(caught.value).partition(': ')[2]


def test_a_whole_answer(serve):
    url, served = serve(sends(OK + b'Content-Length: 5\r\n\r\nhello'))
    assert first(url) == b'hello' and served[0].startswith(b'GET /file ')


def test_more_than_there_may_be_is_not_read(serve):
    url, _ = serve(sends(OK + b'Content-Length: 1001\r\n\r\n'))
    assert reason(url) == 'offers 1,001 bytes where there may be 1,000 at most'
    url, _ = serve(sends(OK + b'\r\n', *[bytes(1000)] * 1000))
    assert reason(url) == 'sends more than the 1,000 bytes that there may be'


def test_headers_that_drip_end(serve, monkeypatch):
    monkeypatch.setattr(transfers, 'TIMEOUT', 0.3)
    monkeypatch.setattr(transfers, 'PAUSES', ())
    url, _ = serve(sends(OK, *[b'X: y\r\n'] * 100, pause=0.1))
    start = time.monotonic()
    assert reason(url) == 'timed out'
    assert time.monotonic() - start < 5  # and not the ten seconds that the headers take


def test_tls_that_drips_ends(serve, monkeypatch):
    monkeypatch.setattr(transfers, 'TIMEOUT', 0.3)
    monkeypatch.setattr(transfers, 'PAUSES', ())
    record = b'\x16\x03\x03\x40\x00'  # whose 16,384 bytes are a part of the handshake
    url, served = serve(sends(record, *[bytes(1)] * 100, pause=0.1))
    start = time.monotonic()
    assert reason(url.replace('http:', 'https:')) == 'timed out' and len(served) == 1
    assert time.monotonic() - start < 5


def test_a_proxy_that_drips_ends(serve, monkeypatch):
    monkeypatch.setattr(transfers, 'TIMEOUT', 1)  # enough for a machine that is busy to see the request
    monkeypatch.setattr(transfers, 'PAUSES', ())
    proxy, served = serve(sends(b'HTTP/1.1 200 OK\r\n', *[b'X: y\r\n'] * 100, pause=0.1))
    monkeypatch.delenv('no_proxy')
    monkeypatch.setenv('https_proxy', proxy)
    start = time.monotonic()
    assert reason('https://nowhere.invalid/file') == 'timed out'
    assert time.monotonic() - start < 5 and served[0].startswith(b'CONNECT nowhere.invalid:443 ')


def test_a_connection_that_was_made_too_late_is_closed():
    watch = transfers._Watch()
    watch._end()
    connected, server = socket.socketpair()
    with connected, server:
        watch.add(connected)
        assert server.recv(1) == b''


def test_without_standard_error_nothing_is_drawn(serve, monkeypatch):
    monkeypatch.setattr('sys.stderr', None)
    url, _ = serve(sends(OK + b'Content-Length: 5\r\n\r\nhello'))
    assert first(url) == b'hello'


def test_a_body_that_takes_too_long_as_a_whole_ends(serve, monkeypatch):
    monkeypatch.setattr(transfers, 'DEADLINE', 0.3)
    monkeypatch.setattr(transfers, 'PAUSES', ())
    for length in (b'', b'Content-Length: 500\r\n'):
        url, _ = serve(sends(OK + length + b'\r\n', *[bytes(5)] * 100, pause=0.1))
        assert reason(url) == 'timed out'


def test_what_a_server_says_is_printable(serve):
    url, _ = serve(*[sends(b'HTTP/1.1 404 No\x1b[2Jt \xe9 \x07found\r\nContent-Length: 0\r\n\r\n')] * 3)
    said = reason(url)
    assert said == r'answers 404 No\x1b[2Jt \xe9 \x07found' and said.isprintable()


def test_a_failure_that_may_pass_is_tried_again(serve):
    busy = sends(b'HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n')
    url, served = serve(busy, busy, sends(OK + b'Content-Length: 5\r\n\r\nhello'))
    assert first(url) == b'hello' and len(served) == 3
    url, served = serve(*[busy] * 4)
    assert reason(url) == 'answers 503 Busy' and len(served) == 3
    url, served = serve(*[sends(b'HTTP/1.1 404 Gone\r\nContent-Length: 0\r\n\r\n')] * 3)
    assert reason(url) == 'answers 404 Gone' and len(served) == 1


def test_a_redirection_to_a_file_is_refused(serve, tmp_path):
    (tmp_path / 'secret').write_text('secret')
    to = f'Location: file://{tmp_path}/secret\r\n'.encode()
    url, _ = serve(sends(b'HTTP/1.1 302 Found\r\n' + to + b'Content-Length: 0\r\n\r\n'))
    said = reason(url)
    assert said.startswith('answers 302 ') and 'is not allowed' in said


def test_another_address_takes_over_where_the_content_is_wrong(serve):
    class Check:
        def __init__(self, server):
            self.server, self.content, self.ended = server, b'', False
            checks.append(self)

        def write(self, piece):
            self.content += piece
            if b'wrong' in self.content:
                raise transfers.InputError(f'{self.server}: is wrong; replace it')

        def end(self):
            self.ended = True
            if len(self.content) < 5:
                raise transfers.InputError(f'{self.server}: is too short; replace it')

    checks = []
    wrong, _ = serve(sends(OK + b'Content-Length: 12\r\n\r\nwrong', b' anyway', pause=0.05))
    short, _ = serve(sends(OK + b'Content-Length: 4\r\n\r\nshor'))
    right, _ = serve(sends(OK + b'Content-Length: 5\r\n\r\nright'))
    assert first(wrong, short, right, check=Check) == b'right'
    assert [(one.content, one.ended) for one in checks] == [(b'wrong', False), (b'shor', True), (b'right', True)]
    none, _ = serve(sends(OK + b'Content-Length: 5\r\n\r\nwrong'))
    assert reason(none, check=Check) == 'is wrong'
