"""Whole scripts in the style of their time: ported without a blocker, and a second run has nothing to do."""

import pathlib

import pytest

from tests.legacy.port.porting import no_sibling
from tf1_ref.legacy.port.rewrite import port_source
from tf1_ref.legacy.port.writing.context import STANDALONE, Options

SCRIPTS = sorted((pathlib.Path(__file__).parent / 'scripts').glob('*.txt'))
# Standalone modules are not given what these need.
ONLY_COMPAT = {'char_rnn': 'legacy_seq2seq', 'flags': 'tensorflow.keras', 'slim_cnn': 'slim', 'before_1_0': 'seq2seq'}


def port(path, options):
    content, findings, _ = port_source('script.py', path.read_bytes(), options, no_sibling)
    return content, findings, [one for one in findings if one.kind == 'blocker']


@pytest.mark.parametrize('path', SCRIPTS, ids=lambda path: path.stem)
def test_compat(path, tmp_path):
    content, _, blockers = port(path, Options())
    assert blockers == []
    compile(content, 'script.py', 'exec')
    (tmp_path / 'again.py').write_bytes(content)
    again, findings, _ = port(tmp_path / 'again.py', Options())
    assert again == content and [one for one in findings if one.kind == 'changed'] == []


@pytest.mark.parametrize('path', SCRIPTS, ids=lambda path: path.stem)
def test_standalone(path):
    content, _, blockers = port(path, Options(STANDALONE))
    compile(content, 'script.py', 'exec')
    assert b'tf1_ref.compat' not in content
    assert bool(blockers) == (path.stem in ONLY_COMPAT)
    assert any(ONLY_COMPAT[path.stem] in one.what for one in blockers) if blockers else True
