"""Records what a TensorFlow 1 program computes: variables, seeds of random ops, first results of Session.run.

Besides, which static shapes of tensors the program's own code was told. Variables and seeds are those of every graph
that was run, one after the other.

  python recorder.py OUT.json CALLS (plain|run) (SCRIPT | -m MODULE) [ARGUMENT ...]

A file of its own that imports nothing of this project: it also runs under Python 3.7 on the genuine TensorFlow 1.15.
`plain` runs the program as Python does, `run` as `python -m tf1_ref run` does; a SCRIPT that ends in .cells is a JSON
list of [source, name], the cells of a notebook. With CALLS as `3:trace`, what each of them computes on its way is
recorded as well, see `tracing.py`. Random numbers of Python, NumPy and
every new graph are seeded with 0, so that unseeded programs can be compared; after so many calls the program is ended.
Calls of other threads than the main one, such as those that fill queues, come in an order of chance: they do not count.
The graph of the last call is written beside, as OUT.meta, or as OUT.pb where its collections cannot be written.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import random
import runpy
import sys
import threading
import types
from typing import Any

SAMPLES = 200  # numbers that are kept of an array


class Recorder:
    """What has been recorded so far."""

    def __init__(self, out: str, calls: int, tracer: Any = None):
        """Writes to the file `out` once `calls` calls have been recorded, or the program ends.

        Args:
            out: the file.
            calls: how many.
            tracer: the module `tracing`, if what is computed on the way is recorded as well.
        """
        self.out, self.limit, self.tracer = out, calls, tracer
        self.traces: list[dict] = []
        self.calls: list[list[dict]] = []
        self.graphs: list[Any] = []
        self.asked: list[list] = []
        self.written = False
        self.lock = threading.RLock()

    def install(self) -> None:
        """Seeds what is random, and puts itself around Session.run."""
        import numpy as np
        from tensorflow.python.client import session
        from tensorflow.python.framework import ops

        random.seed(0)
        np.random.seed(0)
        run, init, seed = session.BaseSession.run, ops.Graph.__init__, ops.Graph.seed
        recorder, inside = self, threading.local()

        def recorded_run(sess, fetches, *args, **kwargs):
            if getattr(inside, 'run', False) or threading.current_thread() is not threading.main_thread():
                return run(sess, fetches, *args, **kwargs)
            inside.run = True
            try:
                if recorder.tracer is None:
                    values = run(sess, fetches, *args, **kwargs)
                else:
                    values, trace = recorder.tracer.run(sample, run, sess, fetches, *args, **kwargs)
                    recorder.traces.append(trace)
            finally:
                inside.run = False
            recorder.record(sess.graph, values, fetches)
            return values

        def seeded_init(graph, *args, **kwargs):
            init(graph, *args, **kwargs)
            graph.seed = 0

        def kept_seed(graph, value):
            seed.fset(graph, 0 if value is None else value)  # an Estimator without `tf_random_seed` takes it away

        # By hand and for good: `tf1_ref.compat.process.swapping` is not to be had on 1.15, nor in a script's process.
        session.BaseSession.run, ops.Graph.__init__ = recorded_run, seeded_init
        ops.Graph.seed = property(seed.fget, kept_seed)
        self._watch_shapes()
        atexit.register(self.write)

    def _watch_shapes(self):
        """Keeps each static shape that is asked for by the code beside the recording, which is the program's own."""
        import tensorflow

        tensor_class, home, recorder = tensorflow.Tensor, os.path.dirname(os.path.abspath(self.out)), self
        shape, get_shape = tensor_class.shape.fget, tensor_class.get_shape

        def keep(tensor, answer):
            path = sys._getframe(2).f_code.co_filename
            if os.path.abspath(path).startswith(home) and hasattr(tensor, 'graph'):
                recorder.asked.append([tensor.name, answer.as_list() if answer.ndims is not None else None])
            return answer

        def watched_get_shape(tensor):
            return keep(tensor, get_shape(tensor))

        def watched_shape(tensor):
            return keep(tensor, shape(tensor))

        tensor_class.get_shape, tensor_class.shape = watched_get_shape, property(watched_shape)

    def record(self, graph: Any, values: Any, fetches: Any) -> None:
        """Keeps one result; ends the program after the last."""
        with self.lock:
            if len(self.calls) < self.limit:
                if not any(graph is one for one in self.graphs):
                    self.graphs.append(graph)
                named = zip(names_of(fetches, values), leaves(values))  # noqa: B905 (Python 3.7)
                self.calls.append([dict(sample(value), name=name) for name, value in named])
            if len(self.calls) >= self.limit:
                self.write()
                sys.stdout.flush()
                os._exit(0)

    def write(self) -> None:
        """Writes what there is, once."""
        if self.written:
            return
        self.written = True
        import tensorflow

        graphs = self.graphs or [tensorflow.compat.v1.get_default_graph()]
        content = {
            'tensorflow': tensorflow.__version__,
            'variables': [one for graph in graphs for one in variables_of(graph)],
            'seeds': [one for graph in graphs for one in seeds_of(graph)],
            'calls': self.calls,
            'asked': self.asked,
            'graph': self._write_graph(tensorflow.compat.v1, graphs[-1]),
        }
        if self.tracer is not None:
            content['traces'] = self.traces
        with open(self.out + '.part', 'w') as file:
            json.dump(content, file)
        os.replace(self.out + '.part', self.out)

    def _write_graph(self, tf, graph):
        base = os.path.splitext(self.out)[0]
        try:
            tf.train.export_meta_graph(base + '.meta', graph=graph)
            return base + '.meta'
        except Exception:  # a collection of something of the user's own
            tf.train.write_graph(
                graph.as_graph_def(), os.path.dirname(base) or '.', os.path.basename(base) + '.pb', False
            )
            return base + '.pb'


def leaves(value: Any) -> list:
    """The arrays of a fetched structure, in a fixed order."""
    if isinstance(value, dict):
        return [leaf for key in sorted(value, key=str) for leaf in leaves(value[key])]
    if isinstance(value, (list, tuple)):
        return [leaf for one in value for leaf in leaves(one)]
    return [] if value is None else [value]


def names_of(fetches: Any, values: Any) -> list:
    """What each of the `leaves` of a result was fetched by: the name of a tensor."""
    if isinstance(fetches, dict) and isinstance(values, dict):
        return [name for key in sorted(values, key=str) for name in names_of(fetches[key], values[key])]
    if isinstance(fetches, (list, tuple)) and isinstance(values, (list, tuple)) and len(fetches) == len(values):
        return [name for pair in zip(fetches, values) for name in names_of(*pair)]  # noqa: B905
    name = fetches if isinstance(fetches, str) else getattr(fetches, 'name', None)
    return [str(name or type(fetches).__name__)] * len(leaves(values))


def sample(value: Any, most: int = SAMPLES) -> dict:
    """The shape of an array, and numbers spread over it; of what is no array of numbers, its type only."""
    import numpy as np

    array = np.asarray(value)
    if array.dtype.kind not in 'fiubc':
        return {'shape': list(array.shape), 'type': array.dtype.kind}
    array = np.abs(array) if array.dtype.kind == 'c' else array
    flat = array.astype(np.float64).ravel()
    flat = flat[:: max(1, flat.size // most)]
    return {'shape': list(array.shape), 'values': [float(one) for one in flat]}


def variables_of(graph: Any) -> list[list]:
    """Name, shape and type of every global variable."""
    found = []
    for variable in graph.get_collection('variables'):
        shape = variable.get_shape()
        shape = shape.as_list() if shape.ndims is not None else None
        found.append([variable.op.name, shape, variable.dtype.base_dtype.name])
    return found


def seeds_of(graph: Any) -> list[list]:
    """Name, type and both seeds of every random op."""
    found = []
    for op in graph.get_operations():
        attributes = op.node_def.attr
        if 'seed2' in attributes:
            found.append([op.name, op.type, attributes['seed'].i, attributes['seed2'].i])
    return found


def main(out: str, calls: str, mode: str, *arguments: str) -> None:
    """Runs the program."""
    os.environ.setdefault('MPLBACKEND', 'Agg')
    os.setpgid(0, 0)  # processes that the program starts are of this group, and are ended with it
    with open(out + '.group', 'w') as file:
        file.write(str(os.getpgrp()))
    limit, _, trace = calls.partition(':')
    tracer: Any = None
    if trace:
        tracer = importlib.import_module('tracing')  # beside this file
        del sys.modules['tracing']  # the program may have one of its own
    # Python's own first entry: that of `python -m`. It is replaced and not left out, because whoever runs the program
    # puts the program's folder in its place.
    sys.path[0] = os.getcwd()
    Recorder(out, int(limit), tracer).install()
    if mode == 'run':
        sys.argv[:] = ['tf1_ref', 'run'] + list(arguments)
        runpy.run_module('tf1_ref', run_name='__main__', alter_sys=True)
    elif arguments[0] == '-m':
        sys.argv[:] = arguments[1:]
        runpy.run_module(arguments[1], run_name='__main__', alter_sys=True)
    else:
        sys.argv[:] = arguments
        sys.path[0] = os.path.dirname(os.path.abspath(arguments[0]))
        if arguments[0].endswith('.cells'):
            run_cells(arguments[0])
        else:
            runpy.run_path(arguments[0], run_name='__main__')


def run_cells(path: str) -> None:
    """Runs the cells of a notebook, one after the other, as the module `__main__`."""
    module = types.ModuleType('__main__')
    sys.modules['__main__'] = module
    with open(path) as file:
        for source, name in json.load(file):
            exec(compile(source, name, 'exec', dont_inherit=True), module.__dict__)


if __name__ == '__main__':
    main(*sys.argv[1:])
