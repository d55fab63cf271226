"""Changes whatever a program can change of its process; `test_run.py` looks what is left of it."""

import atexit
import builtins
import logging
import os
import random
import signal
import sys
import warnings

import numpy as np
import tensorflow as tf
from changed_by_a_sibling import NOTE

tf.app.flags.DEFINE_float('rate', 0.5, 'How fast.')
tf.app.flags.DEFINE_integer('verbose', 0, 'Also a flag of the host.')
FLAGS = tf.app.flags.FLAGS

sys.path.append(os.path.dirname(os.path.abspath(__file__)) + '/more')
sys.excepthook = print
builtins.answer = 42
os.environ['MADE_BY_SCRIPT'] = '1'
os.chdir(os.path.dirname(os.path.abspath(__file__)))
random.seed(7)
np.random.seed(7)
np.seterr(all='raise')
np.set_printoptions(precision=1)
warnings.simplefilter('error')
logging.basicConfig(level=logging.DEBUG)
signal.signal(signal.SIGUSR1, lambda *_: None)
sys.setrecursionlimit(12345)
tf.logging.set_verbosity(tf.logging.DEBUG)
atexit.register(lambda: at_end.append('ran'))
at_end = []

tf.set_random_seed(1)
drawn = tf.random_normal([3])
session = tf.InteractiveSession()
values = drawn.eval().tolist()
tf.Graph().as_default().__enter__()
tf.get_variable('left', [2])


def main(argv):
    global result
    result = [NOTE, argv[1:], FLAGS.rate, values]


tf.app.run()
