"""GPT-2: samples of a tiny model, greedy and drawn, without a beginning and from one that is typed."""

import pathlib

from tests.benchmarks.research.data import by_the_genuine, write_lines
from tests.benchmarks.research.recipes import EntryPoint, Repository, no_data

SAMPLES = 'src/generate_unconditional_samples.py --model_name=tiny --nsamples=2 --length=24'
MODEL = by_the_genuine('language_model.py', 'models/tiny')
LAST_BITS = (
    'by itself --top_p is 1, and a word may be drawn while the sum of the probabilities before it and of its own is at '
    "most 1: the last bits of Softmax decide. Of 2,000 rows of 38 logits, Softmax differed from 1.15.5's by at most "
    '2.4e-7, and in 359 of them another number of words was kept (oneDNN off: in 71); the cumulative sums of the same '
    'numbers are the same. With --top_p=2, which keeps every word, 30 of 30 samples are the same by run and ported'
)
# Answers the prompt once, and ends the program at the next one.
TYPED = """\
import builtins
import runpy
import sys

lines = ['the sand and the tin']
builtins.input = lambda prompt: lines.pop() if lines else sys.exit(0)
runpy.run_path('interactive_conditional_samples.py', run_name='__main__')
"""


def _typed(clone: pathlib.Path) -> None:
    write_lines(clone / 'src' / 'typed.py', TYPED.splitlines())


def _entry(name: str, command: str, data=no_data, measured: str = '') -> EntryPoint:
    return EntryPoint(name, command, data, before=(MODEL,), measured=measured)


REPOSITORY = Repository(
    'openai/gpt-2',
    (
        _entry('greedy', f'{SAMPLES} --top_k=1'),
        _entry('seeded', f'{SAMPLES} --seed=3', measured=LAST_BITS),
        _entry('seeded_all_words', f'{SAMPLES} --seed=3 --top_p=2'),
        _entry('top_k', f'{SAMPLES} --seed=5 --top_k=5 --temperature=0.7'),
        _entry('top_p', f'{SAMPLES} --seed=7 --top_p=0.8'),
        _entry('typed', 'src/typed.py --model_name=tiny --seed=9 --length=12 --nsamples=2', _typed),
    ),
    needs=('fire', 'regex', 'termcolor'),
)
