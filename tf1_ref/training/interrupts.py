"""Ctrl-C and SIGTERM taken where nothing is lost: at the end of a step, or at once while nothing is being trained."""

from __future__ import annotations

import contextlib
import signal
import threading

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Asked(BaseException):
    """Somebody has asked for the end; `Interrupts.signal` says by what."""


class Interrupts:
    """Takes the two signals while its `with` block runs; a second one ends the block as it would without.

    Signals that are ignored stay so, as under `nohup`. Outside of the main thread it does nothing.

    Attributes:
        signal: the number of the signal that has come; None before.
    """

    def __init__(self):
        self.signal = None
        self._at_once, self._before = False, {}

    def __enter__(self):
        if threading.current_thread() is threading.main_thread():
            for number in SIGNALS:
                before = signal.getsignal(number)
                if before not in (signal.SIG_IGN, None):
                    self._before[number] = before
                    signal.signal(number, self._take)
        return self

    def __exit__(self, *_):
        self._put_back()

    @contextlib.contextmanager
    def at_once(self):
        """Lets the signals end this block by raising `Asked`, even if one has come before."""
        self._at_once = True
        try:
            if self.signal:
                raise Asked
            yield
        finally:
            self._at_once = False

    def _take(self, number, _):
        self.signal = number
        self._put_back()
        if self._at_once:
            raise Asked

    def _put_back(self):
        for number, before in self._before.items():
            signal.signal(number, before)
        self._before = {}
