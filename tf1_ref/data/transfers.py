"""One file from the network: bounded in size and in time, from the first address that gives it.

Whatever a server does, it ends. The addresses are `http` and `https`, redirections too. An answer has a size and a time
at most, its headers included. What it says is printed without anything that a terminal would obey.
"""

from __future__ import annotations

import contextlib
import http.client
import shutil
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any, Protocol

from tf1_ref.errors import InputError, Tf1RefError
from tf1_ref.terminal import one_line

ALLOW_FILES = False  # `file:` addresses, for whoever sets it; a script's address is not always one's own
TIMEOUT = 10.0  # seconds without a byte, and for the headers as a whole
DEADLINE = 900.0  # seconds for a transfer as a whole
SLOWEST = 1000.0  # bytes a second, on the average; a slower server is left for the next one
PAUSES = (1.0, 3.0)  # seconds before addresses whose failure may pass are tried again
MAY_PASS = (408, 425, 429, 500, 502, 503, 504)  # answers of a server that may be another one soon


class TransferError(InputError):
    """An address did not give the file; `may_pass` if another try may have more luck."""

    def __init__(self, message: str, may_pass: bool = False):
        super().__init__(message)
        self.may_pass = may_pass


class NotKept(Tf1RefError):
    """What came could not be kept on this machine, from whatever address."""


class Check(Protocol):
    """What looks at a file as it comes."""

    def write(self, piece: bytes) -> None:
        """Takes the next bytes; raises InputError where they are wrong."""

    def end(self) -> None:
        """Says that nothing follows; raises InputError where something is missing."""


def first(
    urls: Sequence[str], name: str, limit: int, file: IO[bytes], check: Callable[[str], Check | None] = lambda _: None
) -> None:
    """Writes the file from the first address that gives it, whole and right.

    Addresses whose failure may pass are tried up to three times, with a pause between.

    Args:
        urls: whole addresses, tried in this order.
        name: the file's, for the line of progress on a terminal.
        limit: bytes that it may have at most.
        file: where to, emptied before each try; what is wrong ends one at once.
        check: called with the server's name for each try.

    Raises:
        TransferError: no address gave the file; the message has the reason of each.
        NotKept: `file` cannot be written.
    """
    failures: dict[str, str] = {}
    waiting = list(urls)
    for pause in (0.0, *PAUSES):
        if not waiting:
            break
        time.sleep(pause)
        again = []
        for url in waiting:
            # The message starts with the file's name already.
            server = url.partition('://')[2].rpartition('/')[0] or url
            try:
                file.seek(0)
                file.truncate()
                checked = check(server)
                fetch(url, server, name, limit, file, checked)
                if checked is not None:
                    checked.end()
                return
            except InputError as error:
                failures[url] = str(error).split('; ')[0]  # without the remedy, which is about local files
                if isinstance(error, TransferError) and error.may_pass:
                    again.append(url)
        waiting = again
    raise TransferError('; '.join(failures.values()))


def fetch(url: str, server: str, name: str, limit: int, file: IO[bytes], check: Check | None = None) -> None:
    """Writes the body of one answer, whole.

    Args:
        url: the address.
        server: how the message calls it.
        name: the file's.
        limit: bytes that it may have at most.
        file: where to.
        check: is given each piece as well.

    Raises:
        TransferError: with a short reason.
        InputError: what `check` raises.
        NotKept: `file` cannot be written.
    """
    watch = _Watch()
    try:
        with contextlib.closing(watch), watch.within(TIMEOUT), _opener(watch).open(url, timeout=TIMEOUT) as response:
            total = int(response.headers.get('Content-Length') or 0)
            if total > limit:
                raise TransferError(f'{server}: offers {total:,} bytes where there may be {limit:,} at most')
            with watch.within(DEADLINE):
                done = _read_body(response, server, name, total, limit, file, check)
    except InputError:
        raise
    except urllib.error.HTTPError as error:
        raise TransferError(
            f'{server}: answers {error.code} {one_line(error.reason)}', error.code in MAY_PASS
        ) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, 'reason', error)  # URLError carries another exception
        slow = isinstance(reason, (TimeoutError, http.client.IncompleteRead)) or watch.is_over
        text = (
            'timed out' if watch.is_over else getattr(reason, 'strerror', None) or str(reason) or type(reason).__name__
        )
        raise TransferError(f'{server}: {one_line(text)}', slow) from None
    if watch.is_over:  # headers and bodies that are cut off may look whole
        raise TransferError(f'{server}: timed out', True)
    if done < total:
        raise TransferError(f'{server}: broke off after {done:,} of {total:,} bytes', True)


class _Watch:
    """Closes the connections of a transfer that takes too long as a whole, however busy it looks."""

    def __init__(self):
        self.is_over = False
        self._sockets: list[socket.socket] = []

    def connected(self, *args: Any, **options: Any) -> socket.socket:
        """A connection, watched from now on: TLS and proxies have much to say before the first header."""
        connection = socket.create_connection(*args, **options)
        self.add(connection.dup())  # TLS takes the socket itself away
        return connection

    def add(self, connected: socket.socket) -> None:
        self._sockets.append(connected)
        if self.is_over:  # while it was connecting
            self._end()

    @contextlib.contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Gives what follows so many seconds; the timer of an outer `within` rests meanwhile."""
        timer = threading.Timer(seconds, self._end)
        timer.daemon = True
        outer, self._timer = getattr(self, '_timer', None), timer
        if outer is not None:
            outer.cancel()
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def close(self) -> None:
        for connected in self._sockets:
            connected.close()

    def _end(self):
        self.is_over = True
        for connected in self._sockets:
            with contextlib.suppress(OSError):
                connected.shutdown(socket.SHUT_RDWR)


def _opener(watch):
    """Opens `http` and `https` only, unless `ALLOW_FILES`, through the proxies of the environment."""

    def watched(kind):
        class Watched(kind):
            def __init__(self, *args, **options):
                super().__init__(*args, **options)
                self._create_connection = watch.connected

        return Watched

    class Http(urllib.request.HTTPHandler):
        def http_open(self, request):
            return self.do_open(watched(http.client.HTTPConnection), request)

    class Https(urllib.request.HTTPSHandler):
        def https_open(self, request):
            return self.do_open(watched(http.client.HTTPSConnection), request, context=self._context)

    opener = urllib.request.OpenerDirector()
    handlers = [urllib.request.ProxyHandler(), Http(), Https(), urllib.request.HTTPRedirectHandler()]
    handlers += [urllib.request.HTTPErrorProcessor(), urllib.request.HTTPDefaultErrorHandler()]
    handlers += [urllib.request.UnknownHandler(), *([urllib.request.FileHandler()] if ALLOW_FILES else [])]
    for handler in handlers:
        opener.add_handler(handler)
    return opener


def _read_body(response, server, name, total, limit, file, check):
    done = 0
    start = time.monotonic()
    draw = sys.stderr is not None and sys.stderr.isatty()
    try:
        while piece := response.read1(1 << 16):
            done += len(piece)
            if done > limit:
                raise TransferError(f'{server}: sends more than the {limit:,} bytes that there may be')
            try:
                file.write(piece)
            except OSError as error:
                raise NotKept(f'{name}: cannot be kept while it comes ({error.strerror}); make room') from None
            if check is not None:
                check.write(piece)
            seconds = time.monotonic() - start
            if seconds > TIMEOUT and done < SLOWEST * seconds:
                raise TimeoutError('too slow')
            if draw:
                sys.stderr.write('\r' + progress_line(name, done, total, seconds))
                sys.stderr.flush()
    finally:
        if draw:
            sys.stderr.write('\r\033[K')
            sys.stderr.flush()
    return done


def progress_line(name: str, done: int, total: int, seconds: float) -> str:
    """How far a transfer is, in the terminal's width; `total` is 0 where the server does not say it."""
    if total:
        filled = 20 * done // total
        left = (total - done) * seconds / done
        line = f'{name} [{"#" * filled:-<20}] {done / 1e6:.1f}/{total / 1e6:.1f} MB, {left:.0f} s left'
    else:
        line = f'{name} {done / 1e6:.1f} MB'
    return line[: shutil.get_terminal_size().columns - 1] + '\033[K'
