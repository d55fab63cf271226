"""`tf.contrib.tfprof.ProfileContext`: steps of all sessions are traced, and what they cost is told or written to files.

Source: tf.contrib.tfprof of TensorFlow 1.15 (profile_context.py).
"""

from __future__ import annotations

import os
import pathlib
import random
import sys
import threading
from collections.abc import Iterable
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.client import session
from tensorflow.python.profiler import model_analyzer
from tensorflow.python.util import _pywrap_tfprof

WARMUP_STEPS = 10
MAX_TRACED_STEPS = 100
COVERED = 0.5  # of the graph; below, steps are traced by chance
VIEWS = {
    'graph': 'profile_graph',
    'scope': 'profile_name_scope',
    'op': 'profile_operations',
    'code': 'profile_python',
}


class ProfileContext:
    """While it is entered, each `Session.run` is a step, and some of them are traced.

    Without `trace_steps` those are traced, from the eleventh step on, whose fetches are new, and at times others.
    """

    def __init__(
        self,
        profile_dir: str,
        trace_steps: Iterable[int] | None = None,
        dump_steps: Iterable[int] | None = None,
        enabled: bool = True,
        debug: bool = False,
    ):
        """Makes a context.

        Args:
            profile_dir: the folder of the files.
            trace_steps: the steps to trace, counted from 0.
            dump_steps: the steps after which a file `profile_STEP` is written; by default after step 100.
            enabled: whether it does anything.
            debug: whether it says what it does, and writes each trace to a file `run_meta_STEP` as well.

        Raises:
            ValueError: there is no folder, or more than 100 steps are to be traced.
        """
        self._enabled = enabled
        if not enabled:
            return
        if not profile_dir:
            raise ValueError('Must have a directory for profile.\n')
        if trace_steps is not None and len(list(trace_steps)) > MAX_TRACED_STEPS:
            raise ValueError('Only support tracing up to 100 steps.\n')
        self._folder, self._debug = profile_dir, debug
        self._chooses = trace_steps is None
        self._traces = set(trace_steps or ())
        self._dumps = {MAX_TRACED_STEPS} if dump_steps is None else set(dump_steps)
        self._looked_at = self._traces | self._dumps
        self._profiles, self._views = [], {}
        self._step, self._traced, self._fetched = 0, 0, set()
        self._traces_next = self._dumps_next = False
        self._profiler, self._random, self._lock = None, random.Random(111), threading.Lock()

    @property
    def profiler(self) -> Any:
        """The `tf.profiler.Profiler` that the traces are added to; None if the context does nothing."""
        if not self._enabled:
            return None
        if self._profiler is None:
            self._profiler = model_analyzer.Profiler(tf1.get_default_graph())
        return self._profiler

    def add_auto_profiling(self, cmd: str, options: dict, profile_steps: Iterable[int]) -> None:
        """Has steps traced, and told after each what they cost.

        Args:
            cmd: 'graph', 'scope', 'op' or 'code'.
            options: as `tf.profiler.ProfileOptionBuilder` makes them.
            profile_steps: the steps.
        """
        if self._enabled:
            self._profiles.append((cmd, options, list(profile_steps)))
            self._looked_at |= set(profile_steps)
            self._traces |= set(profile_steps)

    def get_profiles(self, cmd: str) -> dict[int, Any]:
        """Returns what was told of each step.

        Args:
            cmd: as `add_auto_profiling` takes it.

        Raises:
            ValueError: nothing was told so.
        """
        if cmd not in self._views:
            raise ValueError(f'No autoprofiler for command: {cmd}, was run')
        return self._views[cmd]

    def trace_next_step(self) -> None:
        """Has the next step traced."""
        if self._enabled:
            self._traces_next = True
            self._looked_at.add(self._step)

    def dump_next_step(self) -> None:
        """Has a file written after the next step."""
        if self._enabled:
            self._dumps_next = True
            self._looked_at.add(self._step)

    def __enter__(self) -> ProfileContext:
        if self._enabled:
            if getattr(session.BaseSession, 'profile_context', None) is not None:
                raise tf1.errors.InternalError(None, None, 'Already in context or context not cleaned.')
            self._run = session.BaseSession.run
            session.BaseSession.run, session.BaseSession.profile_context = _run_of(self), self
        return self

    def __exit__(self, *_: object) -> None:
        if self._enabled:
            _pywrap_tfprof.DeleteProfiler()
            session.BaseSession.run, session.BaseSession.profile_context = self._run, None

    def _run_a_step(self, of, fetches, feed_dict, options, run_metadata):
        """Runs a session's step; only one thread at a time is traced."""
        has_lock = self._lock.acquire(blocking=False)
        step = self._step
        try:
            if not has_lock or not self._is_looked_at(step):
                return self._run(of, fetches, feed_dict, options, run_metadata)
            if self._is_traced(step, of.graph, fetches):
                result = self._traced_run(step, of, fetches, feed_dict, options, run_metadata)
            else:
                result = self._run(of, fetches, feed_dict, options, run_metadata)
            if step in self._dumps or self._dumps_next:
                self._say(f'dumping file at step: {step}')
                tf1.gfile.MakeDirs(self._folder)
                self.profiler._write_profile(os.path.join(os.fsencode(self._folder), b'profile_%d' % step))
            for cmd, wanted, steps in self._profiles:
                if step in steps:
                    self._tell(cmd, wanted, step)
            return result
        finally:
            self._step, self._traces_next, self._dumps_next = self._step + 1, False, False
            if has_lock:
                self._lock.release()

    def _traced_run(self, step, of, fetches, feed_dict, options, run_metadata):
        self._say(f'tracing step: {step}')
        run_metadata = tf1.RunMetadata() if run_metadata is None else run_metadata
        traced = tf1.RunOptions()
        if options is not None:
            traced.CopyFrom(options)
        traced.trace_level = tf1.RunOptions.FULL_TRACE
        result = self._run(of, fetches, feed_dict, traced, run_metadata)
        if self._debug:
            tf1.gfile.MakeDirs(self._folder)
            with tf1.gfile.Open(str(pathlib.PurePath(self._folder, f'run_meta_{step}')), 'w') as file:
                file.write(str(run_metadata))
        self.profiler._graph = of.graph
        self.profiler.add_step(step, run_metadata)
        return result

    def _tell(self, cmd, options, step):
        views = self._views.setdefault(cmd, {})
        self._say(f'profiling {cmd} step: {step}')
        if cmd not in VIEWS:
            raise ValueError(f'Unknown cmd: {cmd}\n')
        views[step] = getattr(self.profiler, VIEWS[cmd])(options)

    def _is_looked_at(self, step):
        chooses = self._chooses and step > WARMUP_STEPS and self._traced <= MAX_TRACED_STEPS
        return chooses or step in self._looked_at

    def _is_traced(self, step, graph, fetches):
        if self._traced > MAX_TRACED_STEPS:
            return False
        is_traced = step in self._traces or self._traces_next
        if not is_traced and self._chooses and step > WARMUP_STEPS:
            with graph.as_default():
                names = [one.name for one in session._FetchMapper.for_fetch(fetches).unique_fetches()]
            key = '-'.join(sorted(names))
            self._say(f'trace fetches: {key}')
            is_traced = key not in self._fetched or (
                self.profiler._coverage < COVERED and step < MAX_TRACED_STEPS and self._random.randint(0, 10) < 2
            )
            self._fetched.add(key)
        self._traced += is_traced
        return is_traced

    def _say(self, what):
        if self._debug:
            sys.stderr.write(f'debug: {what}\n')


def _run_of(context):
    def run(self, fetches, feed_dict=None, options=None, run_metadata=None):
        return context._run_a_step(self, fetches, feed_dict, options, run_metadata)

    return run
