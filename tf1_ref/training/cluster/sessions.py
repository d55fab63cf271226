"""Sessions of a worker: made anew whenever a parameter server has been lost.

`tf.train.MonitoredTrainingSession` would do with its own creators, but for two things: a chief that returns takes all
workers back to the last checkpoint though the parameter servers have lost nothing, and a worker that finds no values
looks again every 30 seconds. So this is `tf.train.MonitoredSession`, which it is made of, with a creator of its own.
"""

from __future__ import annotations

import contextlib
import threading
import time

from tf1_ref.compat import tf

_LOOKS = 0.2


class Creator(tf.train.SessionCreator):
    """Makes a session with all variables in place.

    Attributes:
        session: the one that was made last. (Behind a loss, `run_step_fn` hands out the one before, which is closed.)
    """

    session: tf.Session

    def __init__(self, target, replica, watch, fill=None):
        """Makes none yet.

        Args:
            target: what to connect to, the `target` of this process's server.
            replica: the `Replica`, complete.
            watch: the `Watch`.
            fill: the chief's function of a session, and of the names of variables that have no values: it gives them
                some; it returns whether the parameter servers had what belongs to this run.
        """
        self._target, self._replica, self._watch, self._fill = target, replica, watch, fill

    def create_session(self):
        """Waits for the parameter servers, and for the chief; returns the session."""
        sess = tf.Session(self._target, config=self._replica.config())
        with self._watch.waiting('the parameter servers'):
            missing = sess.run(self._replica.missing)
        had = self._fill(sess, missing) if self._fill else True
        with self._watch.waiting('the chief'):
            while not self._fill and missing.size and not self._watch.signal:
                time.sleep(_LOOKS)
                missing = sess.run(self._replica.missing)
        for op in self._replica.start_local:
            sess.run(op)
        if self._replica.sync and self._fill:
            if had:  # of the tokens that were under way nobody knows
                sess.run(self._replica.spare_tokens)
            threading.Thread(target=self._update, args=[sess], daemon=True).start()
        self.session = sess
        return sess

    def _update(self, sess):
        """Makes one step after the other of the gradients that the workers send; ends with the session."""
        with contextlib.suppress(tf.errors.OpError, RuntimeError):
            while True:
                sess.run(self._replica.update)
