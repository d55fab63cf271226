"""What may befall the folder of a run, and a run that is at work in it."""

import contextlib
import functools
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from tests import damage, warm
from tests.benchmarks.faults.fault import Fault, each_time
from tests.scripts.kills import numbers
from tests.scripts.running import REPOSITORY, run_script

SCRIPT = 'train_mlp'
FLAGS = ('--num_points=200', '--optimizer=adam', '--checkpoint_steps=3', '--keep=3')
EPOCHS, BEGUN = 6, 3
STATES = (
    b'',
    b'model_checkpoint_path: "/nowhere/model.ckpt-9"\n',
    b'all_model_checkpoint_paths: "/etc/passwd"\n',
    b'\x00\xff\\"',
    b'model_checkpoint_path: "%s/model.ckpt-1"\nall_model_checkpoint_paths: "%s/model.ckpt-2"\n',
)
PASSING_OVER, NEWEST = 'Passing over the damaged checkpoint', 'is the newest that is whole'
# Runs the second program of a test of `tests.training.test_random_ops`, which is interrupted in the middle.
RANDOM = """
import os, pathlib, signal, sys
from tests.training import test_random_ops as ops
from tf1_ref.errors import Interrupted
folder, kind, step = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
whole, expected = ops.train(kind, epochs=4)
try:
    ops.train(kind, folder, 4, ops.InterruptedData(step, lambda: os.kill(os.getpid(), signal.SIGTERM)))
except Interrupted:
    pass
history, weights = ops.train(kind, folder, 4)
ops.assert_same(weights, expected)
assert history.column('cost') == whole.column('cost')
"""


@functools.cache
def _made(epochs):
    """A run of so many epochs; its folder is in that which is returned, which goes when this process ends."""
    folder = tempfile.TemporaryDirectory()
    done = run_script(SCRIPT, *FLAGS, f'--training_epochs={epochs}', f'--log_dir={folder.name}/log')
    assert done.returncode == 0, done.stderr
    return folder


def _begun(folder, name='log'):
    """A copy of a run that has come halfway."""
    return pathlib.Path(shutil.copytree(f'{_made(BEGUN).name}/log', f'{folder}/{name}'))


def _go_on(log_dir):
    return run_script(SCRIPT, *FLAGS, f'--training_epochs={EPOCHS}', f'--log_dir={log_dir}')


def _lost_by_going_on(log_dir, *said):
    """What is lost where a run goes on."""
    done = _go_on(log_dir)
    if done.returncode or done.stderr:
        return {f'ended with {done.returncode}: {done.stderr}'}
    whole, found = numbers(f'{_made(EPOCHS).name}/log'), numbers(log_dir)
    lost = {name for name in whole if whole[name] != found.get(name)}
    return lost | {f'not said: {text}' for text in ('Resuming after', *said) if text not in done.stdout}


def _lost_by_refusing(log_dir, *said):
    """What is lost where a run has to be refused."""
    before = _content(log_dir)
    done = _go_on(log_dir)
    lost = {'files'} if _content(log_dir) != before else set()
    if done.returncode != 2 or len(done.stderr.splitlines()) != 1:
        lost.add(f'ended with {done.returncode}: {done.stderr}')
    return lost | {f'not said: {text}' for text in said if text not in done.stderr}


def _content(folder):
    return {path: path.read_bytes() for path in sorted(pathlib.Path(folder).rglob('*')) if path.is_file()}


def _copied(folder, dice):
    original = _begun(folder)
    state = original / 'checkpoints' / 'checkpoint'
    state.write_bytes(STATES[-1].replace(b'%s', os.fsencode(state.parent)))  # as TensorFlow itself writes it
    before, copy = _content(original), shutil.copytree(original, f'{folder}/copy')
    lost = _lost_by_going_on(copy)
    return lost | ({'files of the original'} if _content(original) != before else set())


def _moved(folder, dice):
    return _lost_by_going_on(_begun(folder).rename(f'{folder}/moved'))


def _state(folder, dice):
    log_dir, other = _begun(folder), _begun(folder, 'other')
    content = dice.choice((*STATES, dice.randbytes(300)))
    (log_dir / 'checkpoints' / 'checkpoint').write_bytes(content.replace(b'%s', os.fsencode(other / 'checkpoints')))
    before = _content(other)
    lost = _lost_by_going_on(log_dir, NEWEST)
    return lost | ({'files of another'} if _content(other) != before else set())


def _truncated(folder, dice):
    log_dir = _begun(folder)
    path = dice.choice(_parts(log_dir, f'model.ckpt-{BEGUN}'))
    path.write_bytes(path.read_bytes()[: dice.randrange(path.stat().st_size)])
    return _lost_by_going_on(log_dir, PASSING_OVER)


def _flipped(folder, dice):
    log_dir = _begun(folder)
    path = log_dir / 'checkpoints' / f'model.ckpt-{BEGUN}.data-00000-of-00001'
    content = bytearray(path.read_bytes())
    content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
    path.write_bytes(content)
    return _lost_by_going_on(log_dir, PASSING_OVER)


def _parts(log_dir, name):
    """The files of checkpoints that TensorFlow reads."""
    return [path for path in (log_dir / 'checkpoints').glob(f'{name}.*') if path.suffix != '.json']


def _none_whole(folder, dice):
    log_dir = _begun(folder)
    ending = dice.choice(('index', 'data-00000-of-00001'))
    for path in _parts(log_dir, 'model.ckpt-*'):
        if path.name.endswith(ending):
            path.write_bytes(path.read_bytes()[: dice.randrange(path.stat().st_size)])
    return _lost_by_refusing(log_dir, 'is whole', 'nothing was changed')


def _history(folder, dice):
    log_dir, left = _begun(folder), dice.randrange(BEGUN)
    path = log_dir / 'history.json'
    content = json.loads(path.read_bytes())
    path.write_text(json.dumps({**content, 'epochs': content['epochs'][:left]}))
    if dice.random() < 0.5:
        left = 0
        path.unlink()
    return _lost_by_going_on(log_dir, f'has {left} of {BEGUN} epochs; the checkpoint model.ckpt-{BEGUN} has them all')


def _json(folder, dice):
    log_dir = _begun(folder)
    path = dice.choice((log_dir / 'history.json', log_dir / 'metrics.json', *log_dir.glob('checkpoints/*.json')))
    content = path.read_bytes()
    wrong = (b'', b'[' * 100_000, b'{"epochs": 1e999}', dice.randbytes(200), content[: dice.randrange(len(content))])
    path.write_bytes(dice.choice((*wrong, json.dumps(damage.misread(json.loads(content), dice)).encode())))
    report = run_script('report', f'--log_dir={log_dir}')
    lost = set()
    if report.returncode not in (0, 2) or len(report.stderr.splitlines()) > 1:
        lost.add(f'report ended with {report.returncode}: {report.stderr}')
    before = _content(log_dir)
    done = _go_on(log_dir)
    if done.returncode == 2 and len(done.stderr.splitlines()) == 1:
        return lost | ({'files'} if _content(log_dir) != before else set())
    return lost | ({f'ended with {done.returncode}: {done.stderr}'} if done.returncode or done.stderr else set())


@contextlib.contextmanager
def _at_work(log_dir, lines, *flags):
    """A run that has printed so many epochs."""
    command = [sys.executable, '-m', f'tf1_ref.scripts.{SCRIPT}', *FLAGS, *flags, f'--training_epochs={EPOCHS}']
    with warm.start([*command, f'--log_dir={log_dir}'], cwd=REPOSITORY) as process:
        for line in process.output:
            lines -= line.startswith('Epoch: ')
            if not lines:
                break
        yield process


def _two(folder, dice):
    with _at_work(f'{folder}/log', dice.randint(1, EPOCHS - 1)) as first:
        first.send(signal.SIGSTOP)
        command = [sys.executable, '-m', f'tf1_ref.scripts.{SCRIPT}', *FLAGS, f'--log_dir={folder}/log']
        second = warm.run(command, text=True, cwd=REPOSITORY)
        first.send(signal.SIGKILL)
        first.wait()
    lost = _lost_by_going_on(f'{folder}/log') - {'not said: Resuming after'}  # it may have been killed before it saved
    return lost | (set() if second.returncode == 2 and 'another process is at work' in second.stderr else {'refusal'})


@contextlib.contextmanager
def _mounted(path, *arguments):
    subprocess.run(['mount', *arguments, path], check=True)
    try:
        yield
    finally:
        subprocess.run(['umount', '-l', path], check=True)


def _lost_by_a_bad_disk(log_dir, dice, spoil, mend):
    with _at_work(log_dir, dice.randint(1, 2)) as process:
        process.send(signal.SIGSTOP)
        spoil()
        process.send(signal.SIGCONT)
        said, code = process.output.read(), process.wait()
    mend()
    told = [line for line in said.splitlines() if 'cannot write in' in line and 'stands: make room' in line]
    lost = set() if code == 2 and len(told) == 1 and 'Traceback' not in said else {f'ended with {code}: {said}'}
    return lost | _lost_by_going_on(log_dir)


def _full(folder, dice):
    log_dir = pathlib.Path(folder, 'log')
    log_dir.mkdir()
    with _mounted(log_dir, '-t', 'tmpfs', '-o', 'size=3m', 'tmpfs'):
        shutil.copytree(_begun(folder, 'begun'), log_dir, dirs_exist_ok=True)
        other = log_dir / 'other'

        def fill():
            with open(other, 'wb', buffering=0) as file, contextlib.suppress(OSError):
                while file.write(bytes(512)):
                    pass

        return _lost_by_a_bad_disk(log_dir, dice, fill, other.unlink)


def _read_only(folder, dice):
    log_dir = _begun(folder)
    with contextlib.ExitStack() as stack:

        def spoil():  # not sooner: what has a file open for writing cannot become read-only
            stack.enter_context(_mounted(log_dir, '--bind', log_dir))
            subprocess.run(['mount', '-o', 'remount,bind,ro', log_dir], check=True)

        return _lost_by_a_bad_disk(log_dir, dice, spoil, stack.close)


def _signalled(number, folder, dice):
    log_dir = f'{folder}/log'
    with _at_work(log_dir, dice.randint(1, EPOCHS - 1)) as process:
        time.sleep(dice.uniform(0, 0.05))
        process.send(number)
        sent, said = time.monotonic(), process.output.read()
        code, seconds = process.wait(), time.monotonic() - sent
    lost = {'5 seconds'} if seconds > 5 else set()
    # Behind the last epoch nothing is left to be saved, and the signal ends the process as it would any other.
    over = code == 0 or ('Optimization Finished!' in said and code in (-number, 128 + number))
    if not over and (
        code != 128 + number or f'saved; with the same flags and --log_dir={log_dir} it goes on' not in said
    ):
        lost.add(f'ended with {code}: {said}')
    return lost | _lost_by_going_on(log_dir) - ({'not said: Resuming after'} if over else set())


def _leftovers(folder, dice):
    log_dir = _begun(folder)
    with subprocess.Popen([sys.executable, '-c', '']) as ended:
        ended.wait()
    names = (
        'checkpoints/model.ckpt-9.data-00000-of-00001.tempstate12345',
        'checkpoints/model.ckpt-9.index.tempstate12345',
        'checkpoints/model.ckpt-9.data-00000-of-00001',
        'checkpoints/model.ckpt-9.json',
        'checkpoints/checkpoint.tmp0123456789abcdef0123456789abcdef',
        f'checkpoints/.checkpoint.{ended.pid}',
        f'.history.json.{ended.pid}',
        f'.metrics.json.{ended.pid}',
        f'.curves.png.{ended.pid}',
    )
    left = [log_dir / name for name in dice.sample(names, 5)]
    for path in left:
        path.write_bytes(dice.randbytes(50))
    lost = _lost_by_going_on(log_dir)
    return lost | {f'{path.name} is still there' for path in left if path.exists()}


def _mid_epoch(folder, dice):
    log_dir = f'{folder}/log'
    for _ in range(20):
        with _at_work(log_dir, dice.randint(1, 2), '--checkpoint_steps=1') as process:
            time.sleep(dice.uniform(0, 0.03))
            process.send(signal.SIGKILL)
            process.wait()
        newest = max(pathlib.Path(log_dir, 'checkpoints').glob('*.index'), key=os.path.getmtime, default=None)
        if newest and newest.stem.count('-') == 2:
            return _lost_by_going_on(log_dir, 'and step')
        shutil.rmtree(log_dir)
    return {'not killed in mid-epoch'}


def _random(folder, dice):
    kind = dice.choice(('dropout', 'cond', 'noise', 'gradients', 'gradients-cond', 'function'))
    command = [sys.executable, '-c', RANDOM, folder, kind, str(dice.choice((3, 7, 9, 13, 17)))]
    done = warm.run(command, text=True, cwd=REPOSITORY)
    return {f'ended with {done.returncode}: {done.stderr}'} if done.returncode else set()


def _fault(name, what, once, times=5):
    return Fault(name, what, times, each_time(once))


FAULTS = (
    _fault('mid_epoch', 'killed (kill -9) in mid-epoch, saved after each step', _mid_epoch, 20),
    _fault('random_ops', 'stopped in mid-epoch, of a graph that draws random numbers', _random, 4),
    _fault('sigterm', 'SIGTERM at random moments, saved within 5 s', functools.partial(_signalled, signal.SIGTERM)),
    _fault('ctrl_c', 'Ctrl-C at random moments, saved within 5 s', functools.partial(_signalled, signal.SIGINT)),
    _fault('copied', 'the folder copied, the original stays', _copied),
    _fault('moved', 'the folder moved', _moved, 3),
    _fault('state', 'the state file empty, garbage, binary, or naming other files', _state),
    _fault('truncated', 'the newest checkpoint cut off anywhere', _truncated),
    _fault('flipped', 'a bit of the newest checkpoint flipped, anywhere in its values', _flipped),
    _fault('none_whole', 'no checkpoint whole', _none_whole),
    _fault('history', 'history.json gone or short', _history),
    _fault('json', 'history.json, metrics.json, or what a checkpoint has with it damaged', _json, 10),
    _fault('two', 'a second process on the folder, the first one then killed', _two),
    _fault('full', 'the disk full in mid-run', _full),
    _fault('read_only', 'the folder read-only in mid-run', _read_only),
    _fault('leftovers', 'leftovers of killed runs, which have to be gone', _leftovers),
)
