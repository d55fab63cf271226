"""`tensorflow` and everything below it, as the user's modules import it.

`tensorflow` is `tf1_ref.compat.tf`. A module below it is an entry of `ADDED`, or what attribute access on that gives,
or, where it is no public one (`tensorflow.python.ops.array_ops`), what `tf1_ref.compat.names.inner` has.
"""

from __future__ import annotations

import gc
import importlib
import os
import random
import sys
import types
from typing import Any

from tf1_ref.compat.names import inner_table, table, unsupported, views
from tf1_ref.compat.process import quiet
from tf1_ref.legacy.options import Options
from tf1_ref.legacy.symbols import support

ROOTS = ('tensorflow', 'tensorflow_core', 'keras')
VERSION = '1.15.5'
VERSIONS = {'VERSION': VERSION}
KERAS_API = 'contrib.keras.api.keras'  # where the files of tf.contrib.keras were


class Modules:
    """The modules of one run, each made when it is first asked for."""

    def __init__(self, options: Options):
        """Takes the settings of the run."""
        self.options = options
        self._modules: dict[str, types.ModuleType] = {}

    def load(self, name: str) -> types.ModuleType:
        """The module that `import name` gives the user's modules.

        Args:
            name: 'tensorflow', or something below it; 'tensorflow_core' is the same, and 'keras' is `tf.keras`.

        Raises:
            ImportError: there is no such module; the message says why, and what to use instead.
        """
        root, _, rest = name.partition('.')
        if root == 'keras':
            rest = 'keras.' + rest if rest else 'keras'
        return self.module(rest)

    def module(self, path: str) -> types.ModuleType:
        """The module at a path below `tensorflow`; '' is `tensorflow` itself."""
        if path not in self._modules:
            self._modules[path] = self._find(path)
        return self._modules[path]

    def _find(self, path):
        if not path:
            return overlay(self, path, import_door(self.options), {'__version__': VERSION, 'VERSION': VERSION})
        if path in ADDED:
            return ADDED[path](self)
        if path.startswith(KERAS_API):
            return self.module(path.replace(KERAS_API, 'contrib.keras', 1))
        return self._child(path) if table.is_public(path) or leads_to_added(path) else _inner(path)

    def _child(self, path):
        parent, _, name = path.rpartition('.')
        try:
            found = getattr(_target(self.module(parent)), name)
        except AttributeError as error:
            if leads_to_added(path):
                return overlay(self, path, views.View('tensorflow.' + path, {}))
            if path in inner_table.load() and not isinstance(error, unsupported.Unsupported):
                return _inner(path)
            error = explained('tensorflow.' + path, error)
            if isinstance(error, unsupported.Unsupported):
                raise unsupported.UnsupportedImport(error) from None
            raise ModuleNotFoundError(f"No module named 'tensorflow.{path}'", name='tensorflow.' + path) from None
        is_ours = leads_to_added(path) or table.load().has_lost('tensorflow.' + path)
        return overlay(self, path, found) if is_ours else found


def overlay(modules: Modules, path: str, target: Any, names: dict | None = None) -> types.ModuleType:
    """A module that answers with `names` and what was added below `path`, then with what `target` has."""
    name = 'tensorflow.' + path if path else 'tensorflow'

    def find(attribute):
        below = f'{path}.{attribute}' if path else attribute
        if attribute == '__all__':
            return [attribute for attribute in dir(target) if not attribute.startswith('_')]
        if below in ADDED or below in table.ROOTS or leads_to_added(below):
            value = modules.module(below)
        else:
            try:
                value = getattr(target, attribute)
            except AttributeError as error:
                raise explained(f'{name}.{attribute}', error) from None
            if isinstance(value, types.ModuleType) and table.load().has_lost(f'tensorflow.{below}'):
                value = modules.module(below)
        vars(module)[attribute] = value
        return value

    own = {'__doc__': target.__doc__, '__path__': [], '_target': target, **(names or {})}
    module = views.View(name, own, find, lambda: dir(target))
    return module


def _inner(path):
    from tf1_ref.compat.names import inner  # which imports TensorFlow, as the door does

    return inner.load(path)


def _target(module):
    return vars(module).get('_target', module)


def explained(name: str, error: AttributeError) -> AttributeError:
    """The error for a dotted name that is not there: why, if TensorFlow 1.15 had it."""
    if isinstance(error, unsupported.Unsupported) or name.rpartition('.')[2].startswith('__'):
        return error
    found = support.status(name)
    if found.kind == support.REFUSED:
        return unsupported.Unsupported(support.shown(found.name), found.why, found.substitute)
    module, _, attribute = name.rpartition('.')
    return AttributeError(f'module {module!r} has no attribute {attribute!r}')


def cannot_import(name: str, attribute: str, error: AttributeError) -> ImportError:
    """What `from name import attribute` raises: the reason, where there is one, else what Python says."""
    if isinstance(error, unsupported.Unsupported):
        return unsupported.UnsupportedImport(error)
    return ImportError(f'cannot import name {attribute!r} from {name!r}', name=name)


def import_door(options: Options) -> types.ModuleType:
    """Imports `tf1_ref.compat.tf`, and leaves Python's and NumPy's random numbers where they were.

    Where the door was in the process before, its switches are somebody else's (`tf1_ref.compat.guest`).

    Args:
        options: how legacy code is run; its `seeds`, `grappler` and `exact` hold for the process.
    """
    import numpy as np

    new = 'tf1_ref.compat.tf' not in sys.modules
    if options.exact and 'tensorflow' not in sys.modules:
        os.environ['TF_ENABLE_ONEDNN_OPTS'] = '0'  # read when TensorFlow is imported
    states = random.getstate(), np.random.get_state()
    with quiet.import_of_tensorflow():
        tf = importlib.import_module('tf1_ref.compat.tf')  # before the others, since it names a wrong TensorFlow
    from tf1_ref.compat import sessions
    from tf1_ref.compat.built import seeds

    if new:
        random.setstate(states[0])
        np.random.set_state(states[1])
        if options.seeds == 'tf2':
            seeds.uninstall()
        if not options.grappler:
            sessions.grappler(on=False)
        if options.exact:
            from tf1_ref.compat.built import exact

            exact.restore_order_of_addition()
        # TensorFlow stays: Python need not look for garbage in all of it whenever a large graph is built.
        gc.freeze()
    return tf


def _input_data(modules):
    from tf1_ref.legacy.run import example_data

    return example_data.input_data(modules.options)


def _load_dataset(modules):
    """Makes `tf.contrib.learn.datasets.load_dataset`, which knows MNIST too."""
    from tf1_ref.compat.restored.learn import datasets

    mnist = modules.module('contrib.learn.datasets.mnist')

    def load_dataset(name, *arguments, **named):
        return mnist.load_mnist() if name == 'mnist' else datasets.load_dataset(name, *arguments, **named)

    return load_dataset


# What is neither in `tf1_ref.compat.tf` nor in the real TensorFlow: path below `tensorflow`, function of the `Modules`.
ADDED = {
    'examples.tutorials.mnist.input_data': _input_data,
    'contrib.framework.python.ops.audio_ops': lambda modules: modules.module('python.ops.gen_audio_ops'),
    'contrib.learn.datasets.load_dataset': _load_dataset,
    'contrib.learn.datasets.mnist': _input_data,
    'contrib.learn.python.learn.datasets.load_dataset': _load_dataset,
    'contrib.learn.python.learn.datasets.mnist': _input_data,
    'compat.v1': lambda modules: modules.module(''),
    'pywrap_tensorflow': lambda modules: modules.module('python.pywrap_tensorflow'),
    'version': lambda modules: overlay(modules, 'version', import_door(modules.options).version, VERSIONS),
}


def leads_to_added(path: str) -> bool:
    """Whether something was added somewhere below a path."""
    return any(added.startswith(path + '.') for added in ADDED)
