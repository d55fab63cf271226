"""A result of the live comparison, made up, for the tests of what is done with results."""

from __future__ import annotations


def result(tensorflow='2.21.0', python='3.13', seeds=(11, 12, 13)) -> dict:
    """One layer, one model with one optimizer, checkpoints in both directions; nothing differs."""
    run = {'far': 2e-7, 'far in order': None, 'moved': 3e-7, 'nudges': 4, 'bound': 1.5e-6}
    run.update({'cost': 0.0, 'gradients': 2e-6, 'at zero': 0})
    sizes = {'variables': 2, 'ops': 21, 'seeds': 1, 'initial weights': 6}
    exchanged = {'variables': 23, 'saved': 'Accuracy: 0.9100', 'restored': 'Accuracy: 0.9100', 'far': 1e-7}
    return {
        'tensorflow': tensorflow,
        'python': python,
        'numpy': '2.5.5',
        'keras': '3.15.1',
        'seeds': list(seeds),
        'cases': [
            {'case': 'dense', 'differences': [], 'sizes': sizes, 'runs': {}},
            {'case': 'cnn', 'differences': [], 'sizes': sizes, 'runs': {'adam': run}},
        ],
        'checkpoints': [
            {'direction': direction, 'differ': [], 'runs': {'cnn, adam': dict(exchanged)}}
            for direction in ('genuine to here', 'here to genuine')
        ],
    }
