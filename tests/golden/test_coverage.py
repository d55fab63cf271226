"""Every public layer, model and optimizer is built by a case, or is named here with the reason why not."""

import importlib
import inspect
import pkgutil
import sys

import tf1_ref.layers
import tf1_ref.models
from tests.golden import cases, record
from tf1_ref.training import optimizers

# Public functions of layers, models and optimizers without a case, and why.
WHOLE = 'the placeholders and the model of the same name, which has a case, in one function'
EXEMPT = {
    f'tf1_ref.models.whole.{name}': WHOLE
    for name in ('batch_norm_cnn', 'cnn', 'mlp', 'residual_srcnn', 'resnet', 'srcnn')
}
EXEMPT['tf1_ref.training.optimizers.optimizer_of'] = 'of a cluster: tests/training/cluster/test_worker.py'


def public_functions():
    modules = [optimizers]
    for package in (tf1_ref.layers, tf1_ref.models):
        names = [module.name for module in pkgutil.iter_modules(package.__path__, f'{package.__name__}.')]
        modules += [importlib.import_module(name) for name in names]
    return {
        f'{module.__name__}.{name}': function.__code__
        for module in modules
        for name, function in vars(module).items()
        if inspect.isfunction(function) and function.__module__ == module.__name__ and not name.startswith('_')
    }


def functions_that_cases_call():
    called = set()

    def note(frame, event, argument):
        if event == 'call':
            called.add(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        for layer in cases.LAYERS:
            record.start(1)
            cases.build_layer(layer, 'alone')
        trained_with = set()
        for case in cases.MODELS.values():
            # Once each, and once for every optimizer: which of them it is changes nothing else.
            for optimizer in [one for one in case.optimizers if one not in trained_with] or [None]:
                trained_with.add(optimizer)
                record.start(1)
                case.build(optimizer)
        record.resizing()
    finally:
        sys.setprofile(before)
    return called


def test_every_public_layer_and_model_has_a_case_or_a_named_exemption():
    called, public = functions_that_cases_call(), public_functions()
    assert len(public) > 20
    without_case = {name for name, code in public.items() if code not in called}
    assert without_case == set(EXEMPT), 'give it a case in tests/golden/cases.py, or take it out of EXEMPT'
