"""What this project supports of TensorFlow 1: each dotted name is there as it is, given back, refused, or unknown.

Resolved against the tables of `tf1_ref.compat.names.table`, which are generated from TensorFlow 1.15.5, from every
supported one and from this project's door; needs no TensorFlow.
"""

from __future__ import annotations

import dataclasses
import functools

from tf1_ref.compat.names import table as api_tables
from tf1_ref.legacy.reading.before_1_0 import new_name
from tf1_ref.legacy.reading.spelling import canonical

AS_IT_IS, GIVEN_BACK, BEFORE_1_0, REFUSED, UNKNOWN = 'as it is', 'given back', 'before 1.0', 'refused', 'unknown'
KINDS = (AS_IT_IS, GIVEN_BACK, BEFORE_1_0, REFUSED, UNKNOWN)
ROOT = 'tensorflow'
# Modules that the tables do not list name by name.
WHOLE_MODULES = {
    'tensorflow.examples.tutorials.mnist': (GIVEN_BACK, 'by tf1_ref.data'),
    'tensorflow.compat.v2': (AS_IT_IS, ''),
}


@dataclasses.dataclass(frozen=True)
class Status:
    """How a name is supported.

    Attributes:
        name: the part of the dotted name that is a symbol, `tensorflow.Session` of `tensorflow.Session.run`.
        kind: one of `KINDS`.
        why: for a name that is refused the reason, else what there is to say.
        substitute: what to use instead, or ''.
    """

    name: str
    kind: str
    why: str = ''
    substitute: str = ''

    @property
    def is_supported(self) -> bool:
        """Whether a script that uses the name runs."""
        return self.kind in (AS_IT_IS, GIVEN_BACK, BEFORE_1_0)


@functools.lru_cache(maxsize=65536)
def status(name: str) -> Status:
    """How a dotted name such as `tensorflow.contrib.layers.flatten` is supported."""
    api = api_tables.load()
    name = canonical(name)
    for module, (kind, why) in WHOLE_MODULES.items():
        if name == module or name.startswith(module + '.') or module.startswith(name + '.'):
            return Status(name, kind, why)
    refused = _refused(name, api)
    if refused:
        return refused
    old = _before_1_0(name)
    if old:
        return old
    part = api.known_part(name)
    if api.given_back(part) and (part == name or not api.is_module(part)):
        return Status(part, GIVEN_BACK)
    if api.is_module(part) and part != name:
        return _not_in_its_module(name, part)
    missing = api.missing_in(part)
    if not missing:
        return Status(part, AS_IT_IS) if part else Status(name, UNKNOWN)
    if len(missing) < len(api.versions):
        return Status(part, AS_IT_IS, f'not in TensorFlow {", ".join(missing)}')
    return Status(part, REFUSED, 'TensorFlow no longer has it, and this project does not give it back')


def table(prefix: str = ROOT) -> list[Status]:
    """Every public name of TensorFlow 1.15, or of this project's door, below `prefix`, in alphabetical order."""
    api = api_tables.load()
    names = {name for name in api.public_names() if name == prefix or name.startswith(prefix + '.')}
    # A module that is refused whole stands for all that was in it.
    return list(dict.fromkeys(map(_public, sorted(names, key=lambda name: (name.lower(), name)))))


def _public(name):
    """The status of a public name, under that name where it is a spelling of an inner one."""
    found = status(name)
    return dataclasses.replace(found, name=name) if found.name.startswith(f'{ROOT}.python.') else found


def shown(name: str) -> str:
    """A name as a script says it: `tf.nn.relu`."""
    return 'tf' + name[len(ROOT) :] if name == ROOT or name.startswith(ROOT + '.') else name


def _refused(name, api):
    part = api.refused_part(name)
    return Status(part, REFUSED, *api.reason(name)) if part else None


def _before_1_0(name):
    part = name
    while part and not new_name(part):
        part = part.rpartition('.')[0]
    return Status(part, BEFORE_1_0, 'taken as it was meant then') if part else None


def _not_in_its_module(name, module):
    missing = name[: len(module) + 1] + name[len(module) + 1 :].partition('.')[0]
    if missing.startswith('tensorflow.contrib.'):
        return Status(missing, REFUSED, 'tf.contrib is gone, and this project does not give this part of it back')
    return Status(missing, UNKNOWN, 'neither TensorFlow 1.15 nor the current one has it')
