"""Neural machine translation: three architectures of attention, trained, evaluated and decoded; beam search."""

import pathlib

from tests.benchmarks.research.data import sentences, write_lines
from tests.benchmarks.research.recipes import EntryPoint, Repository

WORDS = [f'word{number}' for number in range(20)]
FILES = '--src=aa --tgt=bb --vocab_prefix=tiny/vocab --train_prefix=tiny/train --dev_prefix=tiny/dev'
SIZES = '--num_units=12 --batch_size=8 --num_train_steps=8 --steps_per_stats=2 --random_seed=7'
TRAIN = f'-m nmt.nmt {FILES} --test_prefix=tiny/test --out_dir=tiny/model {SIZES}'
DECODE = (
    '-m nmt.nmt --out_dir=tiny/model --inference_input_file=tiny/dev.aa --inference_output_file=tiny/decoded '
    '--infer_mode=beam_search --beam_width=3'
)
ATTENTION = '--attention=scaled_luong --num_layers=2'
GNMT = '--attention=normed_bahdanau --num_layers=3 --encoder_type=gnmt --residual'


def _data(clone: pathlib.Path) -> None:
    for seed, (suffix, begin) in enumerate((('aa', 'word'), ('bb', 'wort'))):
        words = [word.replace('word', begin) for word in WORDS]
        write_lines(clone / f'tiny/vocab.{suffix}', ['<unk>', '<s>', '</s>', *words])
        for name, number in (('train', 64), ('dev', 8), ('test', 8)):
            write_lines(clone / f'tiny/{name}.{suffix}', sentences(10 * number + seed, number, words))


REPOSITORY = Repository(
    'tensorflow/nmt',
    (
        EntryPoint('standard', f'{TRAIN} --encoder_type=bi --num_layers=2', _data),
        EntryPoint('attention', f'{TRAIN} {ATTENTION}', _data),
        EntryPoint('gnmt', f'{TRAIN} {GNMT} --attention_architecture=gnmt', _data, calls=30),
        EntryPoint('gnmt_v2', f'{TRAIN} {GNMT} --attention_architecture=gnmt_v2 --optimizer=adam', _data, calls=30),
        EntryPoint('beam_search', DECODE, _data, before=(f'{TRAIN} {ATTENTION}',)),
    ),
)
