"""Sequences of tags, scored one by one: what the recursions over time have to come to."""

import itertools

import numpy as np

BATCH, TIME, TAGS = 3, 5, 2
LENGTHS = [5, 2, 0]
RANDOM = np.random.RandomState(17)
SCORES = RANDOM.standard_normal([BATCH, TIME, TAGS]).astype(np.float32)
TRANSITIONS = RANDOM.standard_normal([TAGS, TAGS]).astype(np.float32)
CHOSEN = RANDOM.randint(0, TAGS, [BATCH, TIME])


def score_of(tags, scores=SCORES[0], transitions=TRANSITIONS):
    """The score of tags: each of them for itself, and behind the one before."""
    own = sum(scores[step, tag] for step, tag in enumerate(tags))
    return own + sum(transitions[pair] for pair in itertools.pairwise(tags))


def every(length, scores, allowed=None):
    """All sequences of tags of a length that are allowed, and their scores."""
    found = list(itertools.product(range(TAGS), repeat=length))
    if allowed is not None:
        found = [tags for tags in found if all(allowed[step, tag] for step, tag in enumerate(tags))]
    return found, [score_of(tags, scores) for tags in found]
