"""Clusters of real processes on 127.0.0.1, of which some are killed: what happens, for the tests that ask.

  python -m tests.scripts.clusters SCENARIO FOLDER [FLAG ...]

prints what has come out as JSON. Meant to be forked from a process that has imported TensorFlow (`tests.warm`), and
then forks the members of the cluster in its turn; everything ends with it, and after `DEADLINE` seconds at the latest.
"""

import json
import os
import pathlib
import signal
import subprocess
import sys
import time
import types

from tests import forking, warm
from tests.scripts.running import REPOSITORY
from tf1_ref.training.cluster import addresses

DEADLINE = 300
ENVIRONMENT = {'PYTHONPATH': str(REPOSITORY), 'TF_CPP_MIN_LOG_LEVEL': '3'}
# What would change a member of the cluster; the last is put there by importing TensorFlow 2, for 1.15.5 to obey.
OTHERS = ('DATA_DIR', 'TF_CONFIG', 'TF2_BEHAVIOR')


def run(scenario, folder, *flags, timeout=DEADLINE + 60, python=None):
    """Runs a scenario, whose processes are forked, or `python` where one is given; returns what has come out."""
    command = [sys.executable, '-m', 'tests.scripts.clusters', scenario, folder, *flags]
    env = {**{name: value for name, value in os.environ.items() if name not in OTHERS}, **ENVIRONMENT}
    env, imported = ({**env, 'CLUSTER_PYTHON': python}, ()) if python else (env, warm.TENSORFLOW)
    done = warm.run(command, text=True, cwd=REPOSITORY, env=env, timeout=timeout, imported=imported)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout.splitlines()[-1])


class Members:
    """The processes of one cluster."""

    def __init__(self, folder, command, workers=2, ps=1, python=None):
        """Starts none yet.

        Args:
            folder: for what they print.
            command: what follows `python`, the flags of the cluster excepted.
            workers: how many.
            ps: how many parameter servers.
            python: what to start; by default this process is forked.
        """
        self._python = python
        self._folder, self._command = pathlib.Path(folder), command
        self._folder.mkdir(exist_ok=True)
        ports = [f'127.0.0.1:{port}' for port in addresses.free_ports(workers + ps)]
        self.hosts = [f'--ps_hosts={",".join(ports[:ps])}', f'--worker_hosts={",".join(ports[ps:])}']
        self._started, self.within = [], {}  # what stands before the command of a process that is started
        self._running, self.codes, self.may_fail = {}, {}, set()
        self._until = time.monotonic() + DEADLINE

    def start(self, job, index, *flags):
        """Forks a process; what it prints is added to FOLDER/JOBINDEX.txt."""
        arguments = [*self._command, *self.hosts, f'--job_name={job}', f'--task_index={index}', *flags]
        if self._python:
            with open(self._path(job, index), 'a') as output:
                command = [*self.within.get((job, index), ()), self._python, '-u', *arguments]
                self._started.append(subprocess.Popen(command, stdout=output, stderr=output))
            self._running[job, index] = self._started[-1].pid
            return
        child = os.fork()
        if not child:
            output = os.open(self._path(job, index), os.O_CREAT | os.O_APPEND | os.O_WRONLY)
            os.dup2(output, 1)
            os.dup2(output, 2)
            sys.stdout.reconfigure(line_buffering=True)
            sys.modules['__main__'] = main = types.ModuleType('__main__')
            signal.signal(signal.SIGINT, signal.default_int_handler)
            forking._leave(lambda: forking._run(main, *arguments))
        self._running[job, index] = child

    def start_all(self, *flags):
        """Starts everything."""
        for hosts, job in zip(self.hosts, ('ps', 'worker'), strict=True):
            for index in range(hosts.count(',') + 1):
                self.start(job, index, *flags)

    def printed(self, job, index):
        """What a process has printed, with those of its name before it."""
        path = self._path(job, index)
        return path.read_text() if path.exists() else ''

    def wait_for(self, text, job='worker', index=0, times=1):
        """Waits until a process has printed something so often."""
        while self.printed(job, index).count(text) < times:
            if self._reap((job, index)) is not None:
                raise AssertionError(f'{job} {index} has ended without {text!r}: {self.everything()}')
            self._pause()

    def wait_for_file(self, name, job='worker', index=0):
        """Waits until a process has written a file in the folder."""
        while not (self._folder / name).exists():
            if self._reap((job, index)) is not None:
                raise AssertionError(f'{job} {index} has ended without {name}: {self.everything()}')
            self._pause()

    def kill(self, job, index, number=signal.SIGKILL):
        """Sends a signal, and waits for the end."""
        os.kill(self._running[job, index], number)
        return self.wait(job, index)

    def wait(self, job, index):
        """Waits for the end of a process; returns its exit code."""
        while self._reap((job, index)) is None:
            self._pause()
        return self.codes[job, index]

    def wait_for_all(self):
        """Waits for the end of all; returns the exit codes by name."""
        for job, index in [*self._running]:
            self.wait(job, index)
        return {f'{job} {index}': code for (job, index), code in sorted(self.codes.items())}

    def end(self):
        """Kills what still runs."""
        for name, child in [*self._running.items()]:
            if self._reap(name) is None:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)

    def everything(self):
        """All that was printed."""
        return '\n'.join(f'--- {path.name}\n{path.read_text()}' for path in sorted(self._folder.glob('*.txt')))

    def _path(self, job, index):
        return self._folder / f'{job}{index}.txt'

    def _reap(self, name):
        if name not in self._running:
            return self.codes.get(name)
        child, status = os.waitpid(self._running[name], os.WNOHANG)
        if not child:
            return None
        del self._running[name]
        self.codes[name] = code = os.waitstatus_to_exitcode(status)
        if code > 0 and name not in self.may_fail:
            raise AssertionError(f'{name} has failed: {self.everything()}')
        return self.codes[name]

    def _pause(self):
        if time.monotonic() > self._until:
            raise AssertionError(f'not over after {DEADLINE} s: {self.everything()}')
        time.sleep(0.05)


def whole(members):
    """Nothing happens to it."""
    members.start_all()


def in_turn(members):
    """The second worker comes when the chief has begun; sooner, it would look for that again half a minute later."""
    members.start('ps', 0)
    members.start('worker', 0)
    members.wait_for_file('log/model.ckpt-0.index')
    members.start('worker', 1)


def evaluated(members):
    """An evaluator measures."""
    members.start_all()
    members.start('evaluator', 0)


def killed(members):
    """A worker, the chief and the parameter server are killed one after the other, and come back."""
    members.start_all()
    members.wait_for('Epoch: ', times=2)
    members.kill('worker', 1)
    if '--sync_replicas' not in members._command:  # the others go on without it
        members.wait_for('Epoch: ', times=members.printed('worker', 0).count('Epoch: ') + 2)
    members.start('worker', 1)
    members.wait_for('Epoch: ', times=members.printed('worker', 0).count('Epoch: ') + 2)
    members.kill('worker', 0)
    time.sleep(1)
    members.start('worker', 0)
    members.wait_for('Epoch: ', times=members.printed('worker', 0).count('Epoch: ') + 2)
    members.kill('ps', 0)
    time.sleep(1)
    members.start('ps', 0)


def main(scenario, folder, script, *flags):
    if script.endswith('.py'):  # of TensorFlow 1: its parameter servers are there until they are ended
        python = os.environ.get('CLUSTER_PYTHON')
        command = [script] if python else ['-m', 'tf1_ref', 'run', script]
    else:
        python, command = None, ['-m', f'tf1_ref.scripts.{script}']
    members = Members(folder, [*command, *flags, f'--log_dir={folder}/log'], python=python)
    try:
        globals()[scenario](members)
        if script.endswith('.py'):
            members.wait('worker', 0)
            members.wait('worker', 1)
            members.kill('ps', 0)
        codes = members.wait_for_all()
    finally:
        members.end()
    found = {name: members.printed(*name.split()) for name in codes}
    print(json.dumps({'codes': codes, 'printed': found}))


if __name__ == '__main__':
    main(*sys.argv[1:])
