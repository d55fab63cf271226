"""Names from before TensorFlow 1.0, as 1.15 said them: `tf.mul` has been `tf.multiply` since."""

from __future__ import annotations

from tf1_ref.compat.names.pre_1_0 import RENAMED

ROOT = 'tensorflow.'


def new_name(name: str) -> str | None:
    """What `tensorflow.NAME` has been called since 1.0; None where it has not been renamed."""
    new = RENAMED.get(name.removeprefix(ROOT)) if name.startswith(ROOT) else None
    return ROOT + new if new else None


def since_1_0(name: str) -> str:
    """A dotted name, with what it begins with under the name that that has had since 1.0."""
    part, rest = name, ''
    while part:
        new = new_name(part)
        if new:
            return new + rest
        part, _, last = part.rpartition('.')
        rest = f'.{last}{rest}'
    return name
