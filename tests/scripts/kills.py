"""Kills scripts in the middle and lets them go on: nothing may be lost, and every number be that of a run left alone.

  python -m tests.scripts.kills --times=20

Each script is killed (kill -9) so often, at random moments from its first line on, saving within its epochs too; those
that begin again, at random moments of the whole time. One that has ended before is compared, and another one killed.
Prints one row per script: how often it was killed, on how many checkpoints it went on, and what differs in the end. The
processes are forked from one that has imported TensorFlow.
"""

import argparse
import json
import pathlib
import random
import shutil
import signal
import sys
import tempfile
import time

from tests import warm
from tests.scripts.running import REPOSITORY, WITHOUT_PICTURES, variables

SCRIPTS = {
    'train_mlp': ['--training_epochs=20', '--optimizer=adam', '--learning_rate=0.01'],
    'train_cnn': ['--dataset=digits', '--training_epochs=6', '--optimizer=adam', '--learning_rate=0.001'],
    'practice': ['--dataset=digits', '--training_epochs=3', '--blocks=3', '--channels=4'],
    'train_srcnn': ['--dataset=digits', '--training_epochs=4'],
}
SAVING = ['--checkpoint_steps=5', '--checkpoint_secs=2', '--keep=2']
AT_WORK = ('Epoch: ', 'Resuming after')  # how lines of a script begin that trains
TRIES = 5  # for each kill: a run may end before its moment has come
# Those that begin again, the last one but for the cells that are finished or begun.
AGAIN = {
    'compare_optimizers': ['--dataset=fake', '--steps=100'],
    'compare_preprocessing': ['--dataset=fake', '--steps=100'],
    'sweep': ['--dataset=fake', '--training_epochs=2', '--channels=3', '--grid=learning_rate=0.001,0.01'],
}


def run(script, flags, log_dir, lines=None, seconds=0.0):
    """Runs a script, killed so many lines and seconds later; returns its exit code and whether it had resumed."""
    command = [sys.executable, '-m', f'tf1_ref.scripts.{script}', *flags, f'--log_dir={log_dir}']
    environment = {name: value for name, value in variables().items() if name != 'DATA_DIR'}
    with warm.start(command, cwd=REPOSITORY, env=environment, imported=WITHOUT_PICTURES) as process:
        printed = []
        while lines is None or sum(line.startswith(AT_WORK) for line in printed) < lines:
            line = process.output.readline()
            if not line:
                break
            printed.append(line)
        if lines is not None:
            time.sleep(seconds)
            process.send(signal.SIGKILL)
        printed += process.output
        code = process.wait()
    assert code in (0, -9), ''.join(printed)
    return code, any(line.startswith('Resuming after') for line in printed)


def numbers(log_dir):
    """What the run has measured, but the time it took."""
    found = json.loads((pathlib.Path(log_dir) / 'metrics.json').read_text())['results']
    return {name: value for name, value in found.items() if name != 'training_minutes'}


def try_script(script, times, folder, draw):
    """Returns how often the script was killed and resumed, and which numbers differ from those of a run left alone."""
    flags = AGAIN.get(script) or [*SCRIPTS[script], *SAVING]
    whole, parts = pathlib.Path(folder) / f'{script}-whole', pathlib.Path(folder) / f'{script}-parts'
    # So that the time is not that of the process to fork from.
    warm.run([sys.executable, '-c', ''], env=variables(), imported=WITHOUT_PICTURES)
    started = time.monotonic()
    run(script, flags, whole)
    seconds, most, least = time.monotonic() - started, 0, 0
    if script in SCRIPTS:
        epochs = json.loads((whole / 'history.json').read_text())['epochs']
        of_epochs = [epoch['seconds'] for epoch in epochs]
        seconds = min(max(of_epochs), sum(of_epochs) / times)  # else it has ended before it was killed so often
        most, least = max(1, len(epochs) // (times + 1)), 1
    killed = resumed = 0
    differing = set()
    for _ in range(TRIES * times):
        code, went_on = run(script, flags, parts, draw.randint(least, most), draw.uniform(0, seconds))
        killed, resumed = killed + (code == -9), resumed + went_on
        if code == 0:  # it had ended before; another one is killed in its place
            differing |= _differing(whole, parts)
            shutil.rmtree(parts)
        if killed == times:
            break
    resumed += run(script, flags, parts)[1]
    return killed, resumed, sorted(differing | _differing(whole, parts))


def _differing(whole, parts):
    one, other = numbers(whole), numbers(parts)
    return {name for name in one if one[name] != other.get(name)}


def main(arguments=None):
    """Prints the table; returns whether anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--times', type=int, default=20, help='kills per script')
    parser.add_argument('--seed', type=int, default=0, help='of the moments')
    parser.add_argument('scripts', nargs='*', default=[*SCRIPTS, *AGAIN])
    options = parser.parse_args(arguments)
    draw, lost = random.Random(options.seed), False
    print('| script | killed | resumed | differs |\n|---|---|---|---|')
    with tempfile.TemporaryDirectory() as folder:
        for script in options.scripts:
            killed, resumed, differing = try_script(script, options.times, folder, draw)
            print(f'| {script} | {killed} | {resumed} | {", ".join(differing) or "nothing"} |', flush=True)
            lost = lost or bool(differing)
    return int(lost)


if __name__ == '__main__':
    sys.exit(main())
