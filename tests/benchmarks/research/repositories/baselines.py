"""Baselines: deep Q-learning of a walk along a line, by actions that become less random, or stay so."""

import pathlib

from tests.benchmarks.research.recipes import EntryPoint, Repository

WALK = """\
import sys

import gym
import numpy as np
from baselines import deepq


class Walk(gym.Env):
    action_space = gym.spaces.Discrete(2)
    observation_space = gym.spaces.Box(-1.0, 1.0, (3,), np.float32)

    def reset(self):
        self.place, self.time = 0, 0
        return self.seen()

    def step(self, action):
        self.place, self.time = self.place + 2 * int(action) - 1, self.time + 1
        return self.seen(), float(self.place) / 5, abs(self.place) > 4 or self.time > 9, {}

    def seen(self):
        return np.array([self.place / 5, self.time / 10, np.sin(self.place)], np.float32)


further = dict(word.split('=') for word in sys.argv[1:])
if further.pop('signs', None):  # which of two signs the columns of a decomposition have is up to the library
    decomposed = np.linalg.svd

    def svd(*args, **named):
        u, s, v = decomposed(*args, **named)
        signs = np.sign(u[np.argmax(np.abs(u), axis=0), np.arange(u.shape[1])])
        return u * signs, s, v * signs[:, None]

    np.linalg.svd = svd
deepq.learn(
    Walk(),
    network='mlp',
    num_hidden=16,
    seed=3,
    lr=1e-2,
    total_timesteps=40,
    learning_starts=3,
    batch_size=8,
    buffer_size=32,
    target_network_update_freq=3,
    print_freq=2,
    **{name: float(value) for name, value in further.items()}
)
"""


def _data(clone: pathlib.Path) -> None:
    (clone / 'walk.py').write_text(WALK)


RACE = (
    'the program reads how likely a random action is while it sets that, in one step and in no order: of 999 steps of '
    'a small program with the same ops the new value was read in 903 on 1.15.5, in 876 by run. What is learned follows '
    'from the actions; the first weights are others as well, see the rows below'
)
REPLAY = (
    'the first result that differs is the product with the first weights of `mlp_fc1`, some columns of which have the '
    'other sign. The program initializes them by `numpy.linalg.svd`, which leaves the sign of a pair of vectors open: '
    'of 600 such pairs of 200 random matrices of 3 by 16, NumPy 2.4.6 gives 116 the other sign than NumPy 1.18.5, and '
    'all else is the same to 1e-12. The rows below are of the same program with the largest number of each vector '
    'positive: all first weights are the same, and the errors of 36 steps of training within 4e-6'
)
REPOSITORY = Repository(
    'openai/baselines',
    (
        EntryPoint('deepq', 'walk.py', _data, packages=('gym',), measured=RACE),
        EntryPoint('deepq_random', 'walk.py exploration_final_eps=1', _data, packages=('gym',), measured=REPLAY),
        EntryPoint('deepq_random_signs', 'walk.py exploration_final_eps=1 signs=1', _data, packages=('gym',)),
    ),
    {'gym.Env.seed ': 'true: environments of gym 0.26 take it as reset(seed=...)'},
    needs=('gym==0.15.7', 'cloudpickle'),
)
