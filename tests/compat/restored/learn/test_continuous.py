"""What goes on until something says stop; an Experiment's own programs run in test_experiment."""

import pytest

from tf1_ref.compat.restored.learn import continuous


class Steps(continuous.Continuous):
    """Trains nothing, and reports the steps that it was asked for."""

    _train_input_fn = _eval_input_fn = _train_monitors = _saving_listeners = None

    def __init__(self, folder, train_steps, at_a_time=None):
        self._estimator = self
        self.model_dir, self.step, self.trained = str(folder), 0, []
        self._train_steps, self._train_steps_per_iteration = train_steps, at_a_time

    def _call_train(self, input_fn, steps, hooks, saving_listeners):
        self.trained.append(steps)
        self.step += steps

    def _call_evaluate(self, **_):
        return {'global_step': self.step}

    def _maybe_export(self, found, checkpoint_path=None):
        return ['exported']


def test_a_tenth_of_the_steps_at_a_time(tmp_path):
    one = Steps(tmp_path, 30)
    assert one.continuous_train_and_eval() == ({'global_step': 30}, ['exported'])
    assert one.trained == [3] * 10


def test_a_function_stops_it(tmp_path):
    one = Steps(tmp_path, None, 7)
    assert one.continuous_train_and_eval(lambda found: not found)[0] == {'global_step': 7}
    seen = []
    Steps(tmp_path, None).continuous_train_and_eval(lambda found, checkpoint_path: seen.append(checkpoint_path))
    assert seen == [None]


def test_what_cannot_be_called_is_refused(tmp_path):
    with pytest.raises(ValueError, match='must be a callable, or None'):
        Steps(tmp_path, 3).continuous_train_and_eval('stop')
