"""Sessions without Grappler, TensorFlow's graph optimizer, whose rewriting since 1.15 changes how numbers are rounded.

With it, one of the scripts that were measured differed from the genuine article by 1.6e-3, without it by 1e-6. The
first step comes sooner without it, and the later ones take about a tenth longer.
"""

from __future__ import annotations

import contextlib

from tensorflow.core.protobuf import config_pb2
from tensorflow.python.client import session

_made_with_grappler = session.BaseSession.__init__


def switch_grappler_off() -> None:
    """From now on, sessions are made without Grappler; a config with `rewrite_options` of its own is left alone."""
    session.BaseSession.__init__ = _make


def switch_grappler_on() -> None:
    """Undoes `switch_grappler_off`."""
    session.BaseSession.__init__ = _made_with_grappler


@contextlib.contextmanager
def grappler(on: bool):
    """Sessions that are made within have Grappler, or have it not."""
    before = session.BaseSession.__init__
    (switch_grappler_on if on else switch_grappler_off)()
    try:
        yield
    finally:
        session.BaseSession.__init__ = before


def _make(self, target='', graph=None, config=None):
    own = config_pb2.ConfigProto()
    if config is None or (
        isinstance(config, config_pb2.ConfigProto) and not config.graph_options.HasField('rewrite_options')
    ):
        if config is not None:
            own.CopyFrom(config)
        own.graph_options.rewrite_options.disable_meta_optimizer = True
        config = own
    _made_with_grappler(self, target, graph, config)
