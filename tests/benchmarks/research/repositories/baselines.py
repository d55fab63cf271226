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
    'from the actions, and see the row below'
)
REPLAY = (
    "actions, the batch that is learned from and the first weights of all layers are 1.15.5's, printed side by "
    'side; the errors of that batch are not, and why was not found'
)
REPOSITORY = Repository(
    'openai/baselines',
    (
        EntryPoint('deepq', 'walk.py', _data, packages=('gym',), measured=RACE),
        EntryPoint('deepq_random', 'walk.py exploration_final_eps=1', _data, packages=('gym',), measured=REPLAY),
    ),
)
