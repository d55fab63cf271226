"""The transcriptions: complete, and nothing repaired but what the extraction of the slides' text broke."""

import ast
import collections
import pathlib
import re

import pytest

from tf1_ref import listings
from tf1_ref.errors import InputError

TF1_REF = pathlib.Path(listings.__file__).parents[1]
DECK = TF1_REF.parents[1] / 'shared' / 'deck.txt'

# Blocks of the deck's text that are no listing, by how they begin.
NO_LISTING = {
    'conv2d(': "signature quoted from TensorFlow's documentation",
    'max_pool(': "signature quoted from TensorFlow's documentation",
    'value shape': 'what the arguments of that signature mean',
    '0123456789': 'a picture of digits',
    'Epoch:': 'printed by the program',
}


@pytest.fixture(scope='module')
def deck():
    if not DECK.exists():
        pytest.skip("the deck's text, shared/deck.txt beside this repository, is not here")
    return DECK.read_text(encoding='utf-8')


def header_and_code(name):
    header, _, code = listings.path(name).read_text(encoding='utf-8').partition('\n\n')
    return ' '.join(line.removeprefix('# ') for line in header.splitlines()), code


def squeeze(text):
    """Leaves out what the extraction breaks, and what marks a bullet or a comment."""
    return re.sub(r'[\s_\\#-]', '', text)


def occurrences(deck, code):
    """The parts of the deck's text that are the code, but for what `squeeze` leaves out."""
    positions = [i for i, character in enumerate(deck) if squeeze(character)]
    squeezed, wanted = ''.join(deck[i] for i in positions), squeeze(code)
    return [
        deck[positions[match.start()] : positions[match.start() + len(wanted) - 1] + 1]
        for match in re.finditer(f'(?={re.escape(wanted)})', squeezed)
    ]


def test_the_index_names_every_file():
    files = {path.stem for path in (TF1_REF / 'listings').glob('*.py')} - {'__init__'}
    assert files == set(listings.NAMES)


@pytest.mark.parametrize('name', listings.NAMES)
def test_every_listing_begins_with_its_title_and_its_repairs(name):
    header, code = header_and_code(name)
    assert re.match(r'Slide: [\'"].+ Repairs: .+\.$', header)
    assert listings.title(name) and header.startswith(f'Slide: {listings.title(name)}')
    assert ast.parse(code).body
    assert '\\_' not in code


@pytest.mark.parametrize('name', listings.NAMES)
def test_a_listing_is_the_slide_s_text(deck, name):
    header, code = header_and_code(name)
    if ' Reconstructed: ' in header:
        assert not occurrences(deck, code), 'the deck has it: it need not be reconstructed'
        return
    parts = occurrences(deck, code)
    assert parts
    repaired = min((restored_words(code, part) for part in parts), key=len)
    listed = set(re.findall(r"`'?(\w+_\w+)'?`", header.partition(' Repairs: ')[2]))
    assert listed == repaired


@pytest.mark.parametrize('name', listings.NAMES)
def test_a_listing_has_the_slide_s_spacing(deck, name):
    header, code = header_and_code(name)
    if ' Reconstructed: ' not in header:
        text = spaced(deck).replace('factor=2. 0', 'factor=2.0')
        assert [line for line in code.splitlines() if spaced(line.lstrip(' #')) not in text] == []


def spaced(text):
    """Underscores as the blanks that the extraction makes of them, indents and line ends as one blank."""
    return re.sub(r'\s+', ' ', text.replace('\\_', '_').replace('_', ' '))


def restored_words(code, part):
    """The words with an underscore of which the code has more than the deck's text."""
    words = [collections.Counter(re.findall(r'\w*[a-zA-Z]_\w+', text.replace('\\_', '?'))) for text in (code, part)]
    return set(words[0] - words[1])


def test_every_block_of_code_in_the_deck_is_in_a_listing(deck):
    lines = {squeeze(line) for name in listings.NAMES for line in header_and_code(name)[1].splitlines()}
    blocks = [block.strip('\n') for block in re.findall(r'^```\n(.*?)^```', deck, re.DOTALL | re.MULTILINE)]
    assert len(blocks) > 15
    used = set()
    for block in blocks:
        beginning = next((beginning for beginning in NO_LISTING if block.startswith(beginning)), None)
        used.add(beginning)
        if beginning is None:
            assert [line for line in block.splitlines() if squeeze(line) not in lines] == []
    assert used - {None} == set(NO_LISTING)


def test_what_the_deck_gets_wrong_stays():
    assert 's = X\n' in header_and_code('residual_block')[1]
    assert 'shape: [Batch,28,28,16]' in header_and_code('srcnn')[1]
    cost = header_and_code('cost')[1]
    assert 'tf.nn.softmax(logit)' in cost and 'sigmoid_cross_entropy' in cost


def test_nothing_imports_a_listing():
    for path in TF1_REF.rglob('*.py'):
        if path.parent == TF1_REF / 'listings':
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding='utf-8'))):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                modules = [f'{node.module}.{alias.name}' for alias in node.names]
            assert not any(module.startswith('tf1_ref.listings.') for module in modules), path


@pytest.mark.parametrize(
    ('name', 'said'),
    [
        ('normalisation', 'unknown listing deck:normalisation; did you mean deck:normalization?'),
        ('CNN', 'unknown listing deck:CNN; did you mean deck:cnn?'),
        ('', 'unknown listing deck:; `python -m tf1_ref diff --list` names them'),
        ('../errors', 'unknown listing deck:../errors; `python -m tf1_ref diff --list` names them'),
    ],
)
def test_an_unknown_name_gets_the_nearest(name, said):
    with pytest.raises(InputError) as error:
        listings.path(name)
    assert str(error.value) == said
