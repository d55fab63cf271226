"""Which functions the installed TensorFlow does not have; `./run_all.sh oracle-matrix` asks the others."""

import tensorflow

from tests import needs
from tf1_ref.compat import tf
from tf1_ref.compat.built import absences, replacing
from tf1_ref.compat.process import supported


def test_missing_is_what_is_known_to_be_missing():
    needs.modules('tf_keras')
    assert tf.keras.layers.Dense  # with the tables of tf_keras
    assert set(replacing.missing()) == absences.of(tensorflow.__version__)


def test_what_is_known_is_of_supported_versions_and_has_a_cause():
    for key, (first, last, cause) in absences.ABSENT.items():
        assert key in replacing._replacements
        assert first in supported.TENSORFLOW and last in supported.TENSORFLOW
        assert supported.minor_of(first) <= supported.minor_of(last)
        assert cause and cause[0].islower() and not cause.endswith('.')


def test_ranges(monkeypatch):
    monkeypatch.setattr(absences, 'ABSENT', {'a:b': ('2.17', '2.18', 'it came later')})
    versions = ('2.16.2', '2.17.0', '2.18.1', '2.19.0')
    assert [absences.is_known('a:b', version) for version in versions] == [False, True, True, False]
    assert not absences.is_known('a:c', '2.17.0')
    assert absences.of('2.18.1') == {'a:b'} and absences.of('2.19.0') == set()
