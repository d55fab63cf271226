"""Numbers that go wrong: exit code 3 and one line, nothing of it saved, what was good before kept."""

import functools
import pathlib
import sys

from tests import warm
from tests.benchmarks.faults.fault import Fault, each_time
from tests.scripts.running import REPOSITORY, run_script

FLAGS = ('--num_points=200', '--training_epochs=5')
# One step an epoch: its cost is that of the weights before it.
INFINITE = ('--learning_rate=3e38', '--num_points=100', '--batch_size=70', '--model=softmax', '--noise=5')
# A graph of `tests.training.test_not_finite`, whose numbers go wrong once the second epoch is over.
WRONG = """
import sys
from tests.training import small_run, test_not_finite
from tf1_ref.errors import NotFiniteError
try:
    small_run.train_graph(*test_not_finite.model(sys.argv[2]), sys.argv[1], check_numerics=sys.argv[3] == 'True')
except NotFiniteError as error:
    print(error, file=sys.stderr)
    sys.exit(error.exit_code)
"""


def _lost(run, log_dir, said, kept=()):
    """What is lost by a run that goes wrong, and by the same again."""
    lost = set()
    for _ in range(2):
        done = run()
        if done.returncode != 3 or len(done.stderr.splitlines()) != 1:
            lost.add(f'ended with {done.returncode}: {done.stderr}')
        lost |= {
            f'not said: {text}' for text in (*said, 'what was saved before is kept; try') if text not in done.stderr
        }
        found = sorted(path.stem for path in pathlib.Path(log_dir).glob('checkpoints/*.index'))
        if found != [*kept]:
            lost.add(f'kept: {found}')
    return lost


def _script(flags, said, folder, dice):
    log_dir = f'{folder}/log'
    run = functools.partial(run_script, 'train_mlp', *flags, f'--seed={dice.randrange(100)}', f'--log_dir={log_dir}')
    return _lost(run, log_dir, said)


def _later(checks, folder, dice):
    kind = dice.choice(('forward', 'backward'))
    command = [sys.executable, '-c', WRONG, folder, kind, str(checks)]
    run = functools.partial(warm.run, command, text=True, cwd=REPOSITORY)
    origin = {'forward': 'it comes from of_zero (Log)', 'backward': '(SqrtGrad)'}[kind]
    return _lost(
        run, folder, ['of epoch 3', origin if checks else '--check_numerics'], ['model.ckpt-1', 'model.ckpt-2']
    )


def _fault(name, what, once, *arguments):
    return Fault(name, what, 3, each_time(functools.partial(once, *arguments)))


COST, NAMED = (*FLAGS, '--learning_rate=1e30'), '`--check_numerics`, which names the operation'
FAULTS = (
    _fault('cost', 'the cost not a number', _script, COST, ['the cost of step']),
    _fault('cost_op', f'the cost not a number, {NAMED}', _script, (*COST, '--check_numerics'), ['it comes from']),
    _fault('weights', 'a weight infinite, the cost finite', _script, (*FLAGS, *INFINITE), ['variable out/W is not']),
    _fault('later', 'the cost or a gradient wrong in the third epoch, and at every resume', _later, False),
    _fault('later_op', f'the cost or a gradient wrong in the third epoch, {NAMED}', _later, True),
)
