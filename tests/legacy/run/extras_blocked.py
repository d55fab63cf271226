"""Imported before anything else, it makes the packages of all extras as if they were not installed."""

import sys

PACKAGES = {'tf_keras', 'tf_slim', 'tensorflow_estimator', 'fissix', 'scipy', 'libcst', 'matplotlib', 'rich', 'tomli'}


class Finder:
    """Finds none of them."""

    def find_spec(self, name, path=None, target=None):
        if name.partition('.')[0] in PACKAGES:
            raise ModuleNotFoundError(f'No module named {name!r}', name=name)


sys.meta_path.insert(0, Finder())
