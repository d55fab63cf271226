"""What a rule may ask of a module, and how what it says is reported."""

from tests import needs

needs.modules('libcst')

import pytest

from tests.legacy.port.porting import no_sibling
from tf1_ref.legacy.port.writing.context import COMPAT, STANDALONE, Context, Options
from tf1_ref.legacy.reading import source
from tf1_ref.legacy.reading.findings import BLOCKER, CHANGED, NOTE


def context(text, target=COMPAT, old_api=False):
    parsed = source.parse('a.py', text.encode())
    return parsed.module, Context('a.py', parsed, Options(target, old_api), no_sibling)


def test_what_is_said_has_the_rule_and_the_line_and_is_said_once():
    module, found = context('import tensorflow as tf\n\ntf.a()\n')
    call = module.body[1].body[0].value
    found.rule = 'moved'
    for _ in range(2):
        found.changed(call, 'one')
        found.note(call, 'two', 'see to it')
        found.blocker(call, 'three', 'mend it')
    said = [(one.file, one.line, one.kind, one.rule, one.what, one.advice) for one in found.findings]
    assert said == [
        ('a.py', 3, CHANGED, 'moved', 'one', ''),
        ('a.py', 3, NOTE, 'moved', 'two', 'see to it'),
        ('a.py', 3, BLOCKER, 'moved', 'three', 'mend it'),
    ]


@pytest.mark.parametrize(
    ('line', 'old_api', 'is_old'),
    [('tf.mul(1, 2)', False, True), ('tf.multiply(1, 2)', False, False), ('tf.multiply(1, 2)', True, True)],
)
def test_a_module_from_before_1_0_tells_by_its_names(line, old_api, is_old):
    assert context(f'import tensorflow as tf\n{line}\n', old_api=old_api)[1].is_old is is_old


def test_a_module_that_is_missed_has_what_cannot_be_written_out():
    text = 'import tensorflow as tf\nL = tf.contrib.layers\nL.{}(x)\n'
    assert not context(text.format('flatten'), STANDALONE)[1].is_missed('tensorflow.contrib.layers')
    assert context(text.format('batch_norm'), STANDALONE)[1].is_missed('tensorflow.contrib.layers')
