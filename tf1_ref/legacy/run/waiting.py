"""Ctrl-C while a program waits within TensorFlow for ever, where Python does not get to hear of signals."""

from __future__ import annotations

import contextlib
import threading
from typing import Any

from tf1_ref.compat.process import swapping

INTERVAL = 0.2  # seconds between two looks for signals


def interruptible(tf: Any) -> contextlib.ExitStack:
    """Has `tf.train.Server.join`, which a parameter server never comes back from, end at Ctrl-C.

    Args:
        tf: the door, `tf1_ref.compat.tf`.

    Returns:
        What gives the class its own method back.
    """
    original = tf.train.Server.join

    def join(server):
        """Blocks until the server has shut down."""
        if threading.current_thread() is not threading.main_thread():  # the only one that gets signals
            return original(server)
        errors: list[BaseException] = []

        def wait():
            try:
                original(server)
            except BaseException as error:
                errors.append(error)

        waits = threading.Thread(target=wait, daemon=True)
        waits.start()
        while waits.is_alive():
            waits.join(INTERVAL)
        if errors:
            raise errors[0]

    return swapping.swapped(tf.train.Server, join=join)
