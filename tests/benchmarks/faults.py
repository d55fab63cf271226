"""What may befall a run, how often it was tried, and what was lost: writes `faults.md` beside this file.

  python -m tests.benchmarks.faults --times=20

Everything is on 127.0.0.1, or in network namespaces of its own (for these it has to be root), and ends by itself.
"""

import argparse
import contextlib
import json
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

from tests import warm
from tests.scripts import clusters, kills

PAGE = pathlib.Path(__file__).with_suffix('.md')
CUT_SECS = 20
HOSTS = ('10.77.0.1', '10.77.0.2')
BEGINNING = """# What may befall a run

Written by `python -m tests.benchmarks.faults`. A script that is killed is compared with one that was left alone, in
every number; of a cluster all processes have to end well, with every epoch and the accuracy of one left alone.

| fault | tried | lost | command |
|---|---|---|---|
"""
CLUSTERS = {
    'worker, chief and parameter server killed in turn, asynchronous': ('killed', '--nosync_replicas'),
    'worker, chief and parameter server killed in turn, synchronous': ('killed', '--sync_replicas'),
}


def killed_script(script, times):
    """A row: kill -9 at random moments, within epochs too."""
    with tempfile.TemporaryDirectory() as folder:
        killed, _, differing = kills.try_script(script, times, folder, random.Random(0))
    return killed, ', '.join(differing) or 'nothing'


def killed_members(scenario, mode, times):
    """A row: processes of a cluster killed, each time all three kinds."""
    lost = set()
    for _ in range(times):
        with tempfile.TemporaryDirectory() as folder:
            flags = ['train_cnn', '--dataset=fake', '--training_epochs=40', '--learning_rate=0.3', mode]
            found = clusters.run(scenario, folder, *flags)
            lost |= _lost(found['codes'], folder)
    return 3 * times, ', '.join(sorted(lost)) or 'nothing'


def cut_off(times):
    """A row: of two hosts, which are network namespaces, one is cut off and joined again."""
    lost = set()
    for _ in range(times):
        with tempfile.TemporaryDirectory() as folder, _two_hosts() as (names, cut):
            flags = ['--dataset=fake', '--training_epochs=40', '--learning_rate=0.3', '--sync_replicas']
            command = ['-m', 'tf1_ref.scripts.train_cnn', *flags, f'--log_dir={folder}/log']
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
                lost |= _lost(members.wait_for_all(), folder)
            finally:
                members.end()
    return times, ', '.join(sorted(lost)) or 'nothing'


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


def rows(times, only):
    """Yields fault, how often it was tried, what was lost and the command."""
    command = f'python -m tests.benchmarks.faults --times={times}'
    for script in kills.SCRIPTS:
        if only in ('', script):
            fault = f'`{script}` killed (kill -9) at random moments, within epochs too'
            yield fault, *killed_script(script, times), f'{command} --only={script}'
    if only in ('', 'cluster'):
        for fault, scenario in CLUSTERS.items():
            yield fault, *killed_members(*scenario, times), f'{command} --only=cluster'
    if only in ('', 'cut'):
        fault = f'one of two hosts cut off for {CUT_SECS} s, synchronous'
        yield fault, *cut_off(times), f'{command} --only=cut'


def main(arguments=None):
    """Writes the page, or with `--only` adds to it; returns whether anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--times', type=int, default=20, help='how often each fault is tried')
    parser.add_argument('--only', default='', help='a script, cluster, or cut')
    options = parser.parse_args(arguments)
    if not options.only or not PAGE.exists():
        PAGE.write_text(BEGINNING)
    lost, before = False, signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # not without tidying up
    try:
        for row in rows(options.times, options.only):
            line = f'| {row[0]} | {row[1]} | {row[2]} | `{row[3]}` |'
            print(line, flush=True)
            others = [one for one in PAGE.read_text().splitlines() if not one.startswith(f'| {row[0]} |')]
            PAGE.write_text('\n'.join([*others, line, '']))
            lost = lost or row[2] != 'nothing'
    finally:
        signal.signal(signal.SIGTERM, before)
        warm.end()
    return int(lost)


if __name__ == '__main__':
    sys.exit(main())
