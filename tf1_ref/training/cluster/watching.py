"""Training in a thread that is watched: what TensorFlow waits for in C++ cannot be interrupted, nor given up."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time

from tf1_ref.errors import Interrupted
from tf1_ref.training.cluster import addresses

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_GRACE = 3.0  # for a step to end, and the chief to save, once a signal has come
_LOOKS, _SAYS = 0.2, 10.0


class Watch:
    """Runs a function in a thread, and ends the process where it waits for others for too long.

    Attributes:
        signal: the number of the signal that asks for the end; None before.
    """

    def __init__(self, membership, wait_secs):
        """Starts nothing yet.

        Args:
            membership: the `Membership`.
            wait_secs: how long to wait for other processes before giving up, in seconds.
        """
        self.signal = None
        self._membership, self._wait_secs = membership, wait_secs
        self._waits = self._said = None

    @contextlib.contextmanager
    def waiting(self, what):
        """Marks a block in which other processes are waited for; `what` says for what."""
        self._waits = time.monotonic(), what
        try:
            yield
        finally:
            self._waits = None

    def run(self, function, rescue=None):
        """Runs a function without arguments, in a thread.

        Ctrl-C and SIGTERM set `signal`; the function has some seconds to end by itself then.

        Args:
            function: what to run.
            rescue: what to run once if it does not end by itself; it returns what to say.

        Returns:
            What it returns. What it raises is raised here.
        """
        outcome = {}

        def work():
            try:
                outcome['returned'] = function()
            except BaseException as error:
                outcome['raised'] = error

        thread = threading.Thread(target=work, daemon=True)
        with self._signals_taken():
            thread.start()
            asked_at = None
            while thread.is_alive():
                thread.join(_LOOKS)
                if self.signal and asked_at is None:
                    asked_at = time.monotonic()
                if asked_at and thread.is_alive() and time.monotonic() - asked_at > _GRACE:
                    self._leave_at_once(rescue)
                self._look()
        if 'raised' in outcome:
            raise outcome['raised']
        return outcome['returned']

    def interrupted(self, what) -> Interrupted:
        """The error for what was interrupted by the signal that has come."""
        return Interrupted(what, self.signal)

    def _look(self):
        waits = self._waits
        if not waits or self.signal:
            return
        since, what = waits
        seconds = time.monotonic() - since
        if seconds > self._wait_secs:
            print(
                f'{os.path.basename(sys.argv[0])}: error: {self._membership} has waited for {what} for '
                f'{seconds:.0f} s{self._silent()}; start what is missing, or give a larger --wait_secs',
                file=sys.stderr,
            )
            _leave(2)
        if seconds > _SAYS and self._said != since:
            self._said = since
            print(f'{self._membership} waits for {what}{self._silent()}', flush=True)

    def _silent(self):
        """Names the other processes at whose address nobody listens."""
        names = [
            f'{job if job == "chief" else f"{job} {index}"} at {address}'
            for job, found in self._membership.hosts.items()
            for index, address in enumerate(found)
            if address != self._membership.address and not addresses.answers(address)
        ]
        return f' (nobody answers: {", ".join(names)})' if names else ''

    def _leave_at_once(self, rescue):
        said = []
        if rescue:
            thread = threading.Thread(target=lambda: said.append(rescue()), daemon=True)
            thread.start()
            thread.join(1.5)
        print(f'{said[0] if said else f"Interrupted: {self._membership} saved nothing more"}.', file=sys.stderr)
        _leave(128 + self.signal)

    @contextlib.contextmanager
    def _signals_taken(self):
        before = {}
        if threading.current_thread() is threading.main_thread():
            before = {number: signal.getsignal(number) for number in _SIGNALS}
            before = {number: found for number, found in before.items() if found not in (signal.SIG_IGN, None)}

        def put_back():
            while before:
                signal.signal(*before.popitem())

        def take(number, _):
            self.signal = number
            put_back()

        for number in before:
            signal.signal(number, take)
        try:
            yield
        finally:
            put_back()


def _leave(code):
    """Ends the process past the thread that hangs in TensorFlow."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
