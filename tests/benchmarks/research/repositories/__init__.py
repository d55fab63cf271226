"""One file for each repository, named like it: how its entry points are run, and its blockers, opened."""

from __future__ import annotations

import importlib
import pkgutil

from tests.benchmarks.research.recipes import Repository


def all_of_them() -> list[Repository]:
    """Every repository of this folder, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return [importlib.import_module(f'{__name__}.{name}').REPOSITORY for name in names]
