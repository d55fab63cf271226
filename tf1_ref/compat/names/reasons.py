"""Why a name of TensorFlow 1.15 is refused, and what to use instead: written by hand, or else told from what it is."""

from __future__ import annotations

import functools
import re

from tf1_ref.compat.names.inner_table import ROOT

Reason = tuple[str, str]

CONTRIB = ROOT + 'contrib'
NOWHERE = 'no TensorFlow since {} has it'
# By the module that a name was in, and the name: what can be said of the rest.
KINDS = (
    (re.compile(r'\.gen_\w+\.\w+$'), 'TensorFlow has dropped this op'),
    (re.compile(r'_pb2(_grpc)?(\.\w+)?$'), 'TensorFlow has dropped this message'),
    (re.compile(r'\.ops(\.\w+)*\.[A-Z]\w+Dataset$'), 'data sets of 1.15 were classes of their own'),
    (re.compile(r'\._\w+$'), f"it was a helper of this module's own, and {NOWHERE}"),
)


class Reasons:
    """The reasons of all names that are refused.

    A reason is `(why, what to use instead)`, the latter '' where there is nothing.
    """

    def __init__(self, refused: dict[str, Reason], beginnings: list[tuple[str, Reason]], oldest: str):
        """Takes the reasons that were written by hand.

        Args:
            refused: those of public names.
            beginnings: those of other modules, by what their names begin with, the longest first.
            oldest: the oldest TensorFlow whose names are known, such as '2.16'.
        """
        self._refused, self._beginnings, self._oldest = refused, beginnings, oldest

    def of(self, name: str) -> Reason:
        """The reason of a name, by hand if there is one; `name` is one that is refused, or lies in one."""
        return self._by_hand(name) or self._by_kind(name)

    def is_by_hand(self, name: str) -> bool:
        """Whether somebody has written why a name is refused."""
        return self._by_hand(name) is not None

    def _by_hand(self, name):
        part = name
        while part:
            if part in self._refused:
                return self._refused[part]
            part = part.rpartition('.')[0]
        public = self._public.get((_package(name), name.rpartition('.')[2]))
        if public is not None:  # where its code was
            return self._refused[public]
        for beginning, reason in self._beginnings:
            if name == beginning or name.startswith((beginning + '.', beginning + '_')):
                return reason
        return None

    @functools.cached_property
    def _public(self):
        """Each public name that is refused, by the package that it is of and its last part."""
        found = {}
        for name in sorted(self._refused, reverse=True):
            package, last = _package(name), name.rpartition('.')[2]
            if package != ROOT or not last.islower() or '_' in last:  # `experimental` is many things
                found[package, last] = name
        return found

    def _by_kind(self, name):
        why = next((why for pattern, why in KINDS if pattern.search(name)), '').format(self._oldest)
        package = _package(name)
        if package == ROOT:
            return why or NOWHERE.format(self._oldest), ''
        own = f'it was a part of tf.{package[len(ROOT) :]}, and left TensorFlow with it'
        return why or own, f'what tf.{package[len(ROOT) :]} gives by public names'


def _package(name):
    """`tensorflow.contrib.PACKAGE` for what is below it, else the root."""
    parts = name.split('.')
    return '.'.join(parts[:3]) if name.startswith(CONTRIB + '.') and len(parts) > 2 else ROOT
