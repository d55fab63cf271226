"""What the report says of a run in words."""

import pathlib

import pytest

from tf1_ref.scripts.reporting import texts


def content(script, settings=(), results=(), deck=()):
    return {'script': script, 'settings': dict(settings), 'results': dict(results), 'deck': dict(deck)}


@pytest.mark.parametrize(
    ('results', 'deck', 'expected'),
    [
        ({'costs': [0.5], 'test_accuracy': 0.9425}, {'test_accuracy': 0.9415}, ('test accuracy 94.25 %', '94.15 %')),
        ({'validation_accuracy': 0.5, 'test_cost': 1.0}, {}, ('validation accuracy 50.00 %', '')),
        ({'sgd_accuracy': 0.5, 'adam_accuracy': 0.75}, {}, ('best adam: 75.00 % validation accuracy', '')),
        ({'best': 'channels 8', 'validation_accuracy': 0.5}, {}, ('50.00 % with channels 8', '')),
        ({'prediction_psnr': 14.5, 'input_psnr': 9.0}, {}, ('PSNR 14.50 dB', '')),
        ({'rows': {'a': 1.5}}, {}, ('rows, a 1.5000', '')),
        ({}, {}, ('', '')),
    ],
)
def test_the_headline(results, deck, expected):
    assert texts.headline(content('any', results=results, deck=deck)) == expected


def test_titles_and_data_sets():
    assert texts.title(content('train_mlp', {'model': 'two_layer'})).endswith(' (two layer)')
    assert texts.title(content('train_mlp', {'model': 'mlp'})) == texts.TITLES['train_mlp']
    assert texts.data_set(content('train_cnn', {'dataset': 'digits'}))[1].endswith('not MNIST')
    assert texts.data_set(content('train_mlp', {'num_points': 9}))[0] == 'points'
    assert texts.data_set(content('any', {'dataset': 'digits, mnist'})) == ('digits, mnist', 'digits, mnist')
    assert texts.data_set(content('any')) == ('', '')


def test_every_picture_that_a_script_draws_has_a_caption():
    scripts = pathlib.Path(texts.__file__).parents[1].glob('*.py')
    drawn = {part.split("'")[0] for path in scripts for part in path.read_text().split("log_dir / '")[1:]}
    drawn = {name.removesuffix('.png') for name in drawn if name.endswith('.png')}
    assert drawn == set(texts.CAPTIONS)
    assert all(text.endswith('.') for name in drawn for text in texts.caption(name, content('any'))[1:])
    assert texts.caption('curves', content('train_srcnn')) != texts.caption('curves', content('train_cnn'))
    assert texts.caption('curves', content('train_cnn', deck={'costs': [1]}))[1].endswith(' dashed, the deck dotted.')
    assert texts.caption('own-x4', content('train_srcnn'))[0] == 'own'
    ordered = texts.in_order(map(pathlib.Path, ('own.png', 'mistakes.png', 'curves.png')))
    assert [path.stem for path in ordered] == ['curves', 'mistakes', 'own']
