"""The side of `generate` that runs on the genuine TensorFlow 1.15.5: `python -m tests.compat.kinds.genuine FILE`."""

import sys

from tests.compat.kinds import programs
from tests.golden import genuine

if __name__ == '__main__':
    import tensorflow as tf

    tf.logging.set_verbosity(tf.logging.ERROR)
    genuine.write(sys.argv[1], {title: programs.outcomes(tf, title) for title in programs.CALLS})
