"""A small grid over the flags of the practice: trains every combination, and ranks them on the validation set.

Each --grid names a flag of `tf1_ref.scripts.practice` and its values; every other flag of practice holds for all cells.
The test set is never read. A cell that is finished is not trained again, so an interrupted sweep goes on, and a grid
can grow. Writes under --log_dir: a folder per cell, results.csv, metrics.json, the picture sweep.png, and what
TensorBoard shows of it: `tensorboard --logdir` of the sweep has the cells' curves, and a page of hyper-parameters.

  python -m tf1_ref.scripts.sweep --grid=channels=8,16 --grid=learning_rate=0.001,0.003 --log_dir=runs/sweep
  python -m tf1_ref.scripts.sweep --grid=blocks=3,6 --dataset=digits --training_epochs=5 --log_dir=runs/sweep
"""

import contextlib
import csv
import itertools
import json
import os
import signal
import subprocess
import sys

from absl import flags

from tf1_ref import files
from tf1_ref.errors import InputError, Interrupted, NotFiniteError, SetupError
from tf1_ref.scripts import practice
from tf1_ref.scripts.launch import launch, load_tensorflow
from tf1_ref.scripts.local_cluster import ends_with
from tf1_ref.training import run_folder

FLAGS = flags.FLAGS
MEASURED = ('validation_accuracy', 'validation_cost', 'training_minutes')
# What changes no result.
NOT_SWEPT = (
    'log_dir',
    'data_dir',
    'test',
    'display_step',
    'keep',
    'checkpoint_steps',
    'checkpoint_secs',
    'check_numerics',
    'input',
    'towers',
)


def main():
    if not FLAGS.log_dir:
        raise InputError('--log_dir is missing; name the folder of the sweep, so that it can be resumed')
    grid = dict(_split(entry) for entry in FLAGS.grid)
    if not grid:
        raise InputError('--grid is missing; name a flag and its values, such as --grid=channels=8,16')
    cells = [dict(zip(grid, values, strict=True)) for values in itertools.product(*grid.values())]
    given = [f'--{name}={FLAGS[name].value}' for name in _practice_flags() if FLAGS[name].present and name != 'log_dir']
    _check(grid)
    log_dir = files.make_writable_folder(FLAGS.log_dir, '--log_dir')
    with run_folder.locked(log_dir):
        run_folder.sweep(log_dir)
        _sweep(log_dir, grid, cells, given)


def _sweep(log_dir, grid, cells, given):
    """Trains all cells, and writes what they have come to."""
    rows = []
    for number, cell in enumerate(cells, 1):
        folder = log_dir / ','.join(f'{name}={value}' for name, value in cell.items())
        print(f'{number} of {len(cells)}: {_text(cell)}', flush=True)
        _train(cell, given, folder)
        rows.append({**cell, **_measured(folder)})
        _write(log_dir / 'results.csv', rows)
    rows.sort(key=lambda row: -row['validation_accuracy'])
    ranked = [(_text({name: row[name] for name in grid}), row['validation_accuracy']) for row in rows]
    for text, accuracy in ranked:
        print(f'{100 * accuracy:.2f} % validation accuracy: {text}')
    measured = {'best': ranked[0][0], 'validation_accuracy': ranked[0][1], 'cells': len(rows)}
    settings = {'dataset': ', '.join(sorted({row['dataset'] for row in rows})), **grid}
    run = {'script': 'sweep', 'settings': settings, 'results': measured, 'deck': {}, 'variables': []}
    files.write_json(log_dir / 'metrics.json', run)
    _finish(log_dir, grid, rows, ranked)


def _practice_flags():
    return [flag.name for flag in FLAGS.get_key_flags_for_module(practice)]


def _split(entry):
    name, _, values = entry.partition('=')
    if not name or not all(values.split(',')):
        raise InputError(f'--grid={entry} is not FLAG=VALUE,VALUE, such as channels=8,16')
    return name, values.split(',')


def _check(grid):
    """Refuses a flag that practice does not have, or a value out of its range, before anything is trained."""
    swept = [name for name in _practice_flags() if name not in NOT_SWEPT]
    for name, values in grid.items():
        if name not in swept:
            raise InputError(f'--grid: practice has no flag {name} to sweep over; it has {", ".join(sorted(swept))}')
        for value in values:
            try:
                setattr(FLAGS, name, FLAGS[name].parser.parse(value))
            except (ValueError, flags.Error) as error:
                raise InputError(f'--grid: {name}={value} is out of range: {str(error).splitlines()[0]}') from error


def _train(cell, given, folder):
    """Runs the practice, which resumes what is in `folder`, and does nothing where that is finished."""
    command = [sys.executable, '-m', 'tf1_ref.scripts.practice', *given, '--notest', f'--log_dir={folder}']
    command += [f'--{name}={value}' for name, value in cell.items()]
    # In a session of its own, so that Ctrl-C in a terminal reaches it once: a second one ends it without saving.
    with subprocess.Popen(command, start_new_session=True, preexec_fn=ends_with(os.getpid())) as process:
        with _passed_on(process) as passed:
            code = process.wait()
    if passed:
        raise Interrupted('The sweep is interrupted; with the same flags it goes on there.', passed[0])
    if code:
        message = f'the cell {_text(cell)} has failed, see above; what was finished before is kept'
        raise NotFiniteError(message) if code == NotFiniteError.exit_code else InputError(message)


@contextlib.contextmanager
def _passed_on(process):
    """Passes Ctrl-C and SIGTERM on to a process, which saves; yields the list of what has come."""
    passed = []

    def pass_on(number, _):
        passed.append(number)
        process.send_signal(number)

    heeded = [one for one in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(one) != signal.SIG_IGN]
    before = {number: signal.signal(number, pass_on) for number in heeded}
    try:
        yield passed
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _measured(folder):
    """The data set of a cell and its numbers, by name."""
    path = folder / 'metrics.json'
    try:
        content = json.loads(files.read_bytes(path))
        return {'dataset': content['settings']['dataset'], **{name: content['results'][name] for name in MEASURED}}
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        raise InputError(f'{path} is damaged; remove it and start the sweep again, which goes on') from error


def _write(path, rows):
    with files.written_beside(path, 'w', replaces=True) as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator='\n')
        writer.writeheader()
        writer.writerows(rows)


def _finish(log_dir, grid, rows, ranked):
    """Draws the ranking, and writes what TensorBoard shows of the sweep."""
    from tf1_ref.pictures.sweep import draw_sweep
    from tf1_ref.scripts import results

    results.draw(lambda: draw_sweep(log_dir / 'sweep.png', ranked))
    load_tensorflow()
    from tf1_ref.training.hyper_parameters import write_hyper_parameters

    cells = [({name: row[name] for name in grid}, {name: row[name] for name in MEASURED}) for row in rows]
    try:
        write_hyper_parameters(log_dir, grid, cells)
    except SetupError as error:
        print(f'No hyper-parameters for TensorBoard: {error}')
    results.write_about(log_dir, 'sweep')
    results.say_what_was_written(log_dir)


def _text(cell):
    return ', '.join(f'{name.replace("_", " ")} {value}' for name, value in cell.items())


def define_flags():
    practice.define_flags()
    flags.adopt_module_key_flags(practice)
    FLAGS['log_dir'].help = 'Folder of the sweep, which goes on from what is in it. It has to be given.'
    flags.DEFINE_multi_string('grid', [], 'FLAG=VALUE,VALUE: a flag of practice and the values to try')


if __name__ == '__main__':
    define_flags()
    launch(main)
