import inspect
import types
import warnings

import pytest

from tf1_ref.compat import tf
from tf1_ref.compat.built import absences, op_counts, replacing, warning
from tf1_ref.compat.process import supported


def twice(x, *, plus=1):
    return 2 * x + plus


@pytest.fixture
def module(monkeypatch):
    """A module with one function, known to the importer; the replacements are this test's own."""
    module = types.ModuleType('hooked')
    module.twice = twice
    monkeypatch.setitem(__import__('sys').modules, 'hooked', module)
    monkeypatch.setattr(replacing, '_replacements', {})
    monkeypatch.setattr(replacing, '_but_for', {})
    monkeypatch.setattr(replacing, '_placed', {})
    monkeypatch.setattr(replacing, '_applies', None)
    monkeypatch.setattr(replacing, '_said', set())
    return module


def test_what_the_replacement_is_not_for_goes_past_it(module):
    replacing.replaces('hooked:twice', but_for=(int,))(lambda original, x, **more: [original(x, **more)])
    replacing.put_in(lambda graph: True)
    assert (twice(3), twice(3, plus=2), twice(True), twice(0.5), twice(x=3)) == (7, 8, [3], [2.0], [7])
    replacing.take_out()
    assert twice(0.5) == 2.0


def test_every_reference_to_the_function_is_replaced_and_given_back(module):
    kept = twice
    replacing.replaces('hooked:twice')(lambda original, x, **more: [original(x, **more)])
    replacing.put_in(lambda graph: True)
    replacing.put_in(lambda graph: True)  # a second time changes nothing
    assert kept(3) == module.twice(3) == [7]
    assert kept(3, plus=2) == [8]
    replacing.take_out()
    assert kept(3) == 7
    assert kept.__code__.co_name == 'twice'


def test_the_original_runs_in_other_graphs(module):
    replacing.replaces('hooked:twice')(lambda original, x: None)
    inside = tf.Graph()
    replacing.put_in(lambda graph: graph is inside)
    assert twice(3) == 7
    with inside.as_default():
        assert twice(3) is None
    replacing.take_out()


def test_what_is_not_there_is_left_out_and_named(module):
    replacing.replaces('hooked:twice', 'hooked:gone', 'gone:twice')(lambda original, x: None)
    with pytest.warns(replacing.ReplacementWarning) as caught:
        replacing.put_in(lambda graph: True)
        replacing.put_in(lambda graph: True)  # said once
    said = [str(one.message) for one in caught]
    assert [one.partition(', ')[0] for one in said] == [
        f'hooked:gone is not in TensorFlow {tf.__version__}',
        f'gone:twice is not in TensorFlow {tf.__version__}',
    ]
    assert twice(3) is None
    assert replacing.missing() == ['hooked:gone', 'gone:twice']
    replacing.take_out()


def test_a_known_absence_is_not_said(module, monkeypatch):
    monkeypatch.setattr(absences, 'ABSENT', {'hooked:gone': (supported.OLDEST, supported.NEWEST, 'made up')})
    replacing.replaces('hooked:gone')(lambda original, x: None)
    with warnings.catch_warnings():
        warnings.simplefilter('error')
        replacing.put_in(lambda graph: True)
    replacing.take_out()


def test_counts_and_differs(module):
    said = []
    replacing.counts('hooked:twice')(lambda x, **named: {3: 2, 5: None}[x])
    replacing.put_in(lambda graph: True)
    graph = tf.get_default_graph()
    before = op_counts.count(graph)
    assert twice(3) == 7 and op_counts.count(graph) == before + 2
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(warning, 'note', lambda *args: said.append(args))
        assert twice(5) == 11 and said == []  # it builds nothing, so there is no op to name
    replacing.take_out()
    replacing.counts('hooked:twice')(lambda *_, **__: -1)
    replacing.put_in(lambda graph: True)
    assert twice(3) == 7 and op_counts.count(graph) == before + 1
    assert replacing._replacements['hooked:twice'].__module__ == __name__
    replacing.take_out()
    replacing.differs('hooked:twice')
    assert replacing._replacements['hooked:twice'] is warning.calling


def test_a_replaced_function_still_says_what_it_takes(module):
    replacing.replaces('hooked:twice')(lambda original, *args, **named: None)
    replacing.put_in(lambda graph: True)
    assert list(inspect.signature(module.twice).parameters) == ['x', 'plus']
    replacing.take_out()
    assert not {'__signature__', 'autograph_info__'} & set(vars(twice))


def test_a_class_method_is_replaced(module):
    class Kind:
        @classmethod
        def made(cls, size):
            return cls, size

    module.Kind = Kind
    replacing.replaces('hooked:Kind.made')(lambda original, cls, size: [original(cls, size)])
    replacing.put_in(lambda graph: True)
    assert Kind.made(3) == [(Kind, 3)]
    replacing.take_out()
    assert Kind.made(3) == (Kind, 3)


def test_a_property_is_replaced(module):
    class Kind:
        @property
        def size(self):
            return 3

    module.Kind = Kind
    replacing.replaces('hooked:Kind.size')(lambda original, kind: [original(kind)])
    replacing.put_in(lambda graph: True)
    assert Kind().size == [3]
    replacing.take_out()
    assert Kind().size == 3


def test_autograph_runs_the_replacement(module):
    replacing.replaces('hooked:twice')(lambda original, x: 'replaced')
    replacing.put_in(lambda graph: True)
    assert tf.autograph.to_graph(lambda x: twice(x))(3) == 'replaced'
    replacing.take_out()
