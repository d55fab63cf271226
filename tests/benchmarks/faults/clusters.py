"""What may befall the processes of a cluster; all on this machine."""

import contextlib
import functools
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import numpy as np

from tests.benchmarks.faults.fault import Fault, each_time
from tests.scripts import clusters
from tests.scripts.running import metrics, run_script

CUT_SECS = 20
HOSTS = ('10.77.0.1', '10.77.0.2')
FLAGS = ('train_cnn', '--dataset=fake')
LONG = (*FLAGS, '--training_epochs=40', '--learning_rate=0.3')


def _alone(folder, epochs):
    """What one process makes of batches of 32."""
    log_dir = f'{folder}/alone'
    done = run_script(*FLAGS, f'--training_epochs={epochs}', '--batch_size=32', f'--log_dir={log_dir}')
    assert done.returncode == 0, done.stderr
    return log_dir


def _accuracy(folder, dice):
    found = clusters.run('whole', folder, *LONG, '--batch_size=16')
    log_dir = f'{folder}/alone'
    done = run_script(*LONG, '--batch_size=32', f'--log_dir={log_dir}')
    lost = {f'{name} ended with {code}' for name, code in [*found['codes'].items(), ('one', done.returncode)] if code}
    one, two = (metrics(path)['results']['test_accuracy'] for path in (log_dir, f'{folder}/log'))
    return lost | ({'accuracy'} if two < one else set())


def _double_batch(folder, dice):
    found = clusters.run('whole', folder, *FLAGS, '--training_epochs=3', '--batch_size=16', '--sync_replicas')
    lost = {f'{name} ended with {code}' for name, code in found['codes'].items() if code}
    from tf1_ref.compat import tf  # not sooner, since it says what it does not find

    readers = [
        tf.train.NewCheckpointReader(f'{log_dir}/checkpoints/model.ckpt-3')
        for log_dir in (_alone(folder, 3), f'{folder}/log')
    ]
    for name in readers[0].get_variable_to_shape_map():
        one, two = (reader.get_tensor(name) for reader in readers)
        if np.abs(one - two).max() > 1e-5:
            lost.add(name)
    return lost


def _killed(mode, times):
    lost = set()
    for _ in range(times):
        with tempfile.TemporaryDirectory() as folder:
            lost |= _lost(clusters.run('killed', folder, *LONG, mode)['codes'], folder)
    return 3 * times, lost


def _cut_off(folder, dice):
    """Of two hosts, which are network namespaces, one is cut off and joined again."""
    with _two_hosts() as (names, cut):
        command = ['-m', f'tf1_ref.scripts.{LONG[0]}', *LONG[1:], '--sync_replicas', f'--log_dir={folder}/log']
        members = clusters.Members(folder, command, python=sys.executable)
        members.hosts = [f'--ps_hosts={HOSTS[0]}:2222', f'--worker_hosts={HOSTS[0]}:2223,{HOSTS[1]}:2223']
        places = {('ps', 0): names[0], ('worker', 0): names[0], ('worker', 1): names[1]}
        members.within = {member: ('ip', 'netns', 'exec', name) for member, name in places.items()}
        try:
            members.start_all()
            members.wait_for('Epoch: ', times=3)
            cut('down')
            time.sleep(CUT_SECS)
            cut('up')
            return _lost(members.wait_for_all(), folder)
        finally:
            members.end()


def _lost(codes, folder):
    log_dir = pathlib.Path(folder) / 'log'
    lost = {f'{name} ended with {code}' for name, code in codes.items() if code}
    if len(json.loads((log_dir / 'history.json').read_text())['epochs']) != 40:
        lost.add('epochs')
    if json.loads((log_dir / 'metrics.json').read_text())['results']['test_accuracy'] < 0.99:
        lost.add('accuracy')
    return lost


@contextlib.contextmanager
def _two_hosts():
    """Yields the names of two namespaces that reach each other, and a function that takes a link 'down' or 'up'."""
    names = [f'tf1ref{number}' for number in (0, 1)]

    def ip(*arguments):
        subprocess.run(['ip', *arguments], check=True)

    try:
        for name in names:
            ip('netns', 'add', name)
            ip('-n', name, 'link', 'set', 'lo', 'up')
        ip('link', 'add', 'link0', 'netns', names[0], 'type', 'veth', 'peer', 'name', 'link0', 'netns', names[1])
        for name, host in zip(names, HOSTS, strict=True):
            ip('-n', name, 'addr', 'add', f'{host}/24', 'dev', 'link0')
            ip('-n', name, 'link', 'set', 'link0', 'up')
        yield names, lambda state: ip('-n', names[1], 'link', 'set', 'link0', state)
    finally:
        for name in names:
            subprocess.run(['ip', 'netns', 'del', name], check=False)


def _fault(name, what, once, times=1):
    return Fault(name, what, times, each_time(once))


MEMBERS, NONE = 'worker, chief and parameter server killed in turn', 'none: a parameter server and two workers'
FAULTS = (
    _fault('accuracy', f'{NONE}, as accurate as one process', _accuracy),
    _fault('double_batch', f'{NONE} in step, their weights those of one process of the double batch', _double_batch),
    Fault('asynchronous', f'{MEMBERS}, asynchronous', 1, functools.partial(_killed, '--nosync_replicas')),
    Fault('synchronous', f'{MEMBERS}, synchronous', 1, functools.partial(_killed, '--sync_replicas')),
    _fault('cut', f'one of two hosts cut off for {CUT_SECS} s, synchronous', _cut_off, 3),
)
