"""What the report says in words: the experiments and their order, data sets, results, captions of pictures."""

from __future__ import annotations

import pathlib
from collections.abc import Iterable, Iterator

# The deck's experiments in the deck's order. Script: title.
TITLES = {
    'train_mlp': 'Multi-layer perceptron: non-linear decision boundary',
    'train_cnn': 'Convolutional network',
    'compare_optimizers': 'Use more efficient optimizer',
    'compare_preprocessing': 'Do data preprocessing',
    'practice': 'Practice: a residual network',
    'train_srcnn': 'Super-resolution: SRCNN',
    'sweep': 'Sweep over the hyper-parameters of the practice',
}
# The model that the deck has, where a script has further ones; a script without one is beyond the deck.
DECK_MODELS = {'train_mlp': 'mlp', 'train_srcnn': 'deck', 'compare_preprocessing': 'softmax'}
BEYOND = ('sweep',)
UNITS = {'psnr': 'PSNR (dB)', 'ssim': 'SSIM', 'mse': 'mean squared error'}  # of what is measured
DATA_SETS = {
    'mnist': 'MNIST',
    'digits': '1,797 embedded digits (8 x 8 pixels, enlarged), not MNIST',
    'fake': 'a tiny made-up data set, not MNIST',
    'points': 'made-up points on the arms of a spiral',
}
# By file: what the picture is, and what is seen in it.
CAPTIONS = {
    'curves': (
        'Curves',
        'Cost and accuracy after each epoch: training set solid, validation set dashed.',
    ),
    'regions': (
        'Decision regions',
        'The plane in the colour of the class that is predicted there; the test points in the colour of their own.',
    ),
    'confusion': (
        'Confusion matrix',
        'A row for each true class, a column for each predicted one; numbers are images, the colour is their share of '
        'the row. Dark off the diagonal: what is taken for something else.',
    ),
    'mistakes': (
        'Mistakes',
        'Wrong predictions, the surest first: what was predicted, how surely, and what it is.',
    ),
    'filters': ('Filters', 'Weights of the first convolution, a panel per filter: red positive, blue negative.'),
    'activation_maps': (
        'Activation maps',
        'A test image, and what each channel of each layer makes of it; one scale per layer.',
    ),
    'activations': ('Activation functions', "The deck's non-linear functions between -5 and 5."),
    'costs': (
        'Costs',
        'Cost of every training step: faint as measured, in front of it the average over a fiftieth of the steps.',
    ),
    'surfaces': (
        'Paths on two loss surfaces',
        'Each optimizer from the same start (x) to where it ends (large dot), if that is still in the picture; light '
        'grey is low.',
    ),
    'sweep': ('Ranking', 'Accuracy on the validation set of every combination, the best on top.'),
    'rows': (
        'Images',
        'Test images from 7 x 7 to 28 x 28 pixels, a row per method, with the PSNR over the whole test set.',
    ),
}
ERROR_CURVES = (
    'Curves',
    'Left the mean squared error after each epoch, training set solid, validation set dashed; right the PSNR on the '
    'validation set beside up-sampling without a network.',
)


def is_of_the_deck(content: dict) -> bool:
    """Whether a run is an experiment of the deck."""
    script = content['script']
    model = content['settings'].get('model')
    return script in TITLES and script not in BEYOND and model in (None, DECK_MODELS.get(script, model))


def place(content: dict) -> tuple:
    """What sorts runs: the deck's experiments first and in the deck's order, then the others in that order."""
    scripts = list(TITLES)
    script = content['script']
    return not is_of_the_deck(content), scripts.index(script) if script in scripts else len(scripts), script


def title(content: dict) -> str:
    """What a run is called."""
    found = TITLES.get(content['script'], content['script'])
    model = content['settings'].get('model')
    return found if is_of_the_deck(content) or not isinstance(model, str) else f'{found} ({model.replace("_", " ")})'


def data_set(content: dict) -> tuple[str, str]:
    """The name of a run's data set and what that is; two empty texts if it does not tell."""
    settings = content['settings']
    name = settings.get('dataset') or ('points' if 'num_points' in settings else '')
    if not isinstance(name, str):
        return '', ''
    return name, DATA_SETS.get(name, name)


def headline(content: dict) -> tuple[str, str]:
    """The one result of a run that the overview shows, and the deck's."""
    results = content['results']
    shares = {name: value for name, value in results.items() if name.endswith('accuracy') and _is_number(value)}
    if isinstance(results.get('best'), str):
        return f'{number("accuracy", results.get("validation_accuracy"))} with {results["best"]}', ''
    for name in ('test_accuracy', 'validation_accuracy', 'prediction_psnr'):
        if _is_number(results.get(name)):
            if name == 'prediction_psnr':
                return f'PSNR {results[name]:.2f} dB', ''
            deck = content['deck'].get(name)
            return f'{name.replace("_", " ")} {number(name, results[name])}', '' if deck is None else number(name, deck)
    if shares:
        best = max(shares, key=lambda name: shares[name])
        what = best.removesuffix('_accuracy').replace('_', ' ')
        return f'best {what}: {number(best, shares[best])} validation accuracy', ''
    return next((f'{name} {value}' for name, value, _ in rows(content)), ''), ''


def rows(content: dict) -> Iterator[tuple[str, str, str]]:
    """(name, value, deck's value) of every result, as text; of lists the last number."""
    for name, value in content['results'].items():
        deck = content['deck'].get(name)
        if isinstance(value, dict):
            for inner, one in value.items():
                yield _words(f'{name}, {inner}'), number(name, one), ''
        else:
            label = f'last of {name}' if isinstance(value, list) else name
            yield _words(label), number(name, value), '' if deck is None else number(name, deck)


def number(name: str, value: object) -> str:
    """A result as text: of a list the last, what is called accuracy in percent."""
    if isinstance(value, list):
        value = value[-1] if value else float('nan')
    if not isinstance(value, float):
        return str(value)
    return f'{100 * value:.2f} %' if name.endswith('accuracy') else f'{value:.4f}'


def in_order(pictures: Iterable[pathlib.Path]) -> list[pathlib.Path]:
    """Pictures in the order in which they are explained, further ones behind them."""
    known = list(CAPTIONS)
    return sorted(pictures, key=lambda path: (known.index(path.stem) if path.stem in known else len(known), path.stem))


def caption(stem: str, content: dict) -> tuple[str, str]:
    """The name of a picture and what is seen in it."""
    if stem == 'curves' and content['script'] == 'train_srcnn':
        return ERROR_CURVES
    if stem == 'curves' and content['deck']:
        return CAPTIONS[stem][0], f'{CAPTIONS[stem][1][:-1]}, the deck dotted.'
    if stem in CAPTIONS:
        return CAPTIONS[stem]
    if stem.endswith('-x4'):
        return stem.removesuffix('-x4'), 'Your picture, four times as wide and as high, by the network.'
    if stem.endswith('-comparison'):
        return stem.removesuffix('-comparison'), 'Your picture, enlarged: nearest-neighbour, bicubic, network.'
    return stem.replace('_', ' '), ''


def _words(name):
    return ' '.join(UNITS.get(word, word) for word in name.replace('_', ' ').split(' '))


def _is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)
