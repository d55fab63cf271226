"""BERT: data for pretraining, pretraining, two kinds of fine-tuning, features of sentences."""

import json
import pathlib

import numpy as np

from tests.benchmarks.research.data import sentences, write_lines
from tests.benchmarks.research.recipes import EntryPoint, Repository

WORDS = [first + second for first in ('ka', 'lo', 'mi', 'tu') for second in ('ben', 'dor', 'fas', 'gil', 'nep')]
PIECES = [f'##{end}' for end in ('ben', 'dor', 'fas', 'gil', 'nep', 's')] + ['ka', 'lo', 'mi', 'tu', '.', ',', '?']
CONFIGURATION = {
    'vocab_size': 32,
    'hidden_size': 16,
    'num_hidden_layers': 2,
    'num_attention_heads': 2,
    'intermediate_size': 24,
    'hidden_act': 'gelu',
    'hidden_dropout_prob': 0.1,
    'attention_probs_dropout_prob': 0.1,
    'max_position_embeddings': 64,
    'type_vocab_size': 2,
    'initializer_range': 0.02,
}


def _data(clone: pathlib.Path) -> None:
    tiny = clone / 'tiny'
    write_lines(tiny / 'vocab.txt', ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', *WORDS[:14], *PIECES])
    (tiny / 'config.json').write_text(json.dumps(CONFIGURATION))
    documents = [[f'{line}.' for line in sentences(seed, 9, WORDS)] for seed in range(5)]
    write_lines(tiny / 'text.txt', [line for document in documents for line in [*document, '']])
    write_lines(tiny / 'pairs.txt', [f'{one} ||| {other}' for one, other in zip(*documents[:2], strict=True)])
    for seed, (name, number) in enumerate((('train', 24), ('dev', 8), ('test', 8))):
        pairs = zip(sentences(20 + seed, number, WORDS), sentences(30 + seed, number, WORDS), strict=True)
        rows = [f'{row % 2}\t{row}\t{row + 100}\t{one}\t{other}' for row, (one, other) in enumerate(pairs)]
        write_lines(tiny / f'{name}.tsv', ['Quality\t#1 ID\t#2 ID\t#1 String\t#2 String', *rows])
        (tiny / f'{name}.json').write_text(json.dumps({'version': '1.1', 'data': [_questions(40 + seed, number)]}))


def _questions(seed: int, number: int) -> dict:
    """Paragraphs with a question each, whose answer is one of their words."""
    random, paragraphs = np.random.RandomState(seed), []
    contexts, questions = sentences(seed, number, WORDS, 8, 30), sentences(seed + 50, number, WORDS)
    for row, (context, question) in enumerate(zip(contexts, questions, strict=True)):
        words = context.split()
        place = random.randint(len(words))
        answer = {'text': words[place], 'answer_start': len(' '.join([*words[:place], '']))}
        asked = {'id': f'{seed}-{row}', 'question': f'{question}?', 'answers': [answer]}
        paragraphs.append({'context': context, 'qas': [asked]})
    return {'title': 'tiny', 'paragraphs': paragraphs}


MODEL = '--bert_config_file=tiny/config.json'
WRITE = (
    'create_pretraining_data.py --input_file=tiny/text.txt --output_file=tiny/text.tfrecord '
    '--vocab_file=tiny/vocab.txt --max_seq_length=32 --max_predictions_per_seq=5 --dupe_factor=2'
)
PRETRAIN = (
    f'run_pretraining.py {MODEL} --input_file=tiny/text.tfrecord --output_dir=tiny/model --do_train --do_eval '
    '--train_batch_size=8 --max_seq_length=32 --max_predictions_per_seq=5 --num_train_steps=12 --num_warmup_steps=3 '
    '--learning_rate=1e-3 --max_eval_steps=2'
)
CLASSIFY = (
    f'run_classifier.py {MODEL} --task_name=MRPC --data_dir=tiny --vocab_file=tiny/vocab.txt --max_seq_length=32 '
    '--output_dir=tiny/classifier --train_batch_size=4 --learning_rate=1e-3 --num_train_epochs=2'
)
ANSWER = (
    f'run_squad.py {MODEL} --train_file=tiny/train.json --predict_file=tiny/dev.json --vocab_file=tiny/vocab.txt '
    '--max_seq_length=40 --doc_stride=8 --max_query_length=12 --output_dir=tiny/answers --do_train --do_predict '
    '--train_batch_size=4 --learning_rate=1e-3 --num_train_epochs=1'
)
FEATURES = (
    f'extract_features.py {MODEL} --input_file=tiny/pairs.txt --output_file=tiny/features.json --layers=-1,-2 '
    '--vocab_file=tiny/vocab.txt --max_seq_length=32 --batch_size=4 --init_checkpoint=tiny/model/model.ckpt-12'
)
RACE = (
    'only the global step as hooks read it in the first step of training; the optimizer counts it in an op that '
    'nothing orders after that read. Of 1,500 steps of a small program with the same two ops the read was first in 2 '
    'on 1.15.5, in 6 by run'
)
RACE_OF_THE_RATE = (
    f'{RACE}. The learning rate reads it as well: in a small program it was that of the next step in 94 of 500 steps '
    "on 1.15.5, in 91 by run. Ported, losses leave run's at the second step; without Grappler, which run leaves off, "
    "all 31 results of the ported program are run's (1e-5)"
)
REPOSITORY = Repository(
    'google-research/bert',
    (
        EntryPoint('create_pretraining_data', WRITE, _data, files=('tiny/text.tfrecord',)),
        EntryPoint('run_pretraining', PRETRAIN, _data, before=(WRITE,), measured=RACE),
        EntryPoint('run_classifier', f'{CLASSIFY} --do_train --do_eval', _data, measured=RACE),
        EntryPoint(
            'run_classifier_predicts',
            f'{CLASSIFY} --do_predict',
            _data,
            before=(f'{CLASSIFY} --do_train',),
            files=('tiny/classifier/test_results.tsv',),  # probabilities, of a checkpoint that 1.15.5 has written
        ),
        EntryPoint('run_squad', ANSWER, _data, files=('tiny/answers/predictions.json',), measured=RACE_OF_THE_RATE),
        EntryPoint('extract_features', FEATURES, _data, before=(WRITE, PRETRAIN)),
    ),
)
