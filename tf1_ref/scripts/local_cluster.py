"""Starts a whole cluster on this machine, on 127.0.0.1: parameter servers and workers of one script.

What follows `--` is the script and its flags. Every line that a process prints is labelled with who says it. When one
fails, or at Ctrl-C, all are ended; in the end a table says what each of them has done.

  python -m tf1_ref.scripts.local_cluster --workers=2 --ps=1 -- train_cnn --dataset=digits --log_dir=runs/cluster
  python -m tf1_ref.scripts.local_cluster --workers=2 -- train_cnn --dataset=digits --sync_replicas
"""

from __future__ import annotations

import contextlib
import ctypes
import dataclasses
import os
import re
import signal
import subprocess
import sys
import threading
import time

from absl import flags

from tf1_ref import files
from tf1_ref.errors import InputError
from tf1_ref.scripts.launch import launch
from tf1_ref.training.cluster import addresses

FLAGS = flags.FLAGS
SCRIPTS = ('train_cnn', 'practice', 'train_srcnn')
TAKEN = ('ps_hosts', 'worker_hosts', 'job_name', 'task_index', 'evaluator')  # what this script gives itself
COMMAND = (sys.executable, '-u', '-m')
GRACE = 10.0  # seconds from asking a process to end to killing it
_DONE = re.compile(r'\w+(?: \d+)?: (\d+) steps, (\d+) examples, ([\d.]+) s')
_PR_SET_PDEATHSIG = 1


def main(arguments):
    script, *given = arguments or [None]
    if script not in SCRIPTS:
        raise InputError(f'the script is {script!r}; give one behind --, of {", ".join(SCRIPTS)}')
    for flag in given:
        if flag.lstrip('-').partition('=')[0] in TAKEN:
            raise InputError(f'{flag} is given by this script itself; leave it out')
    if not any(flag.lstrip('-').partition('=')[0] == 'log_dir' for flag in given):
        given = [*given, f'--log_dir=runs/{script}-{time.strftime("%Y%m%d-%H%M%S")}']
    cluster = _Cluster(script, given)
    try:
        code = cluster.run()
    except KeyboardInterrupt:
        print('Interrupted: ending all processes', file=sys.stderr, flush=True)
        code = 130
    except _Terminated:
        code = 143
    finally:
        cluster.end()
    cluster.print_table()
    return code


class _Terminated(BaseException):
    """SIGTERM has come."""


@dataclasses.dataclass
class _Member:
    name: str
    process: subprocess.Popen
    readers: list
    done: tuple = ('', '', '')  # steps, examples and seconds, as it has printed them

    @property
    def ended(self):
        """How it has ended."""
        code = self.process.returncode
        if code is None or code >= 0:
            return code
        return signal.Signals(-code).name


class _Cluster:
    """All processes."""

    def __init__(self, script, given):
        self._command = [*COMMAND, f'tf1_ref.scripts.{script}', *given]
        ports = addresses.free_ports(FLAGS.ps + FLAGS.workers)
        hosts = [f'127.0.0.1:{port}' for port in ports]
        self._hosts = [f'--ps_hosts={",".join(hosts[: FLAGS.ps])}', f'--worker_hosts={",".join(hosts[FLAGS.ps :])}']
        self._members, self._printing = [], threading.Lock()
        if FLAGS.evaluator:
            self._hosts.append('--evaluator')
        self._width = len('evaluator 0' if FLAGS.evaluator else f'worker {FLAGS.workers - 1}')

    def run(self):
        """Starts all, and waits for their end; returns the first exit code that is not 0."""
        signal.signal(signal.SIGTERM, _terminate)
        for job, count in (('ps', FLAGS.ps), ('worker', FLAGS.workers), ('evaluator', int(FLAGS.evaluator))):
            for index in range(count):
                self._start(job, index)
        while True:
            codes = [member.process.poll() for member in self._members]
            for member, code in zip(self._members, codes, strict=True):
                if code:
                    how = f'with exit code {code}' if code > 0 else f'by {member.ended}'
                    self._say('', f'{member.name} has ended {how}; ending all processes', sys.stderr)
                    return code if code > 0 else 1
            if all(code == 0 for code in codes):
                return 0
            time.sleep(0.1)

    def end(self):
        """Ends what still runs: first the workers, whose chief saves, then the parameter servers."""
        for serves in (False, True):
            running = [
                one for one in self._members if one.name.startswith('ps') is serves and one.process.poll() is None
            ]
            for member in running:
                member.process.send_signal(signal.SIGINT if not serves else signal.SIGKILL)
            until = time.monotonic() + GRACE
            for member in running:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    member.process.wait(max(0.0, until - time.monotonic()))
                member.process.kill()
                member.process.wait()
        for member in self._members:
            for reader in member.readers:
                reader.join()

    def print_table(self):
        """Says what each process has done."""
        rows = [('process', 'exit', 'steps', 'examples', 'seconds', 'per second')]
        for member in self._members:
            steps, examples, seconds = member.done
            rate = f'{int(examples) / max(float(seconds), 0.1):.0f}' if examples else ''
            rows.append((member.name, str(member.ended), steps, examples, seconds, rate))
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            print('  '.join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)))

    def _start(self, job, index):
        command = [*self._command, *self._hosts, f'--job_name={job}', f'--task_index={index}']
        environment = {name: value for name, value in os.environ.items() if name != 'TF_CONFIG'}
        environment['PYTHONPATH'] = os.pathsep.join([str(files.PACKAGE.parent), os.environ.get('PYTHONPATH', '')])
        process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors='replace',
            start_new_session=True,  # so that Ctrl-C reaches them in order
            preexec_fn=ends_with(os.getpid()),
        )
        member = _Member(f'{job} {index}', process, [])
        self._members.append(member)
        for pipe, stream in ((process.stdout, sys.stdout), (process.stderr, sys.stderr)):
            reader = threading.Thread(target=self._pass_on, args=[member, pipe, stream], daemon=True)
            member.readers.append(reader)
            reader.start()

    def _pass_on(self, member, pipe, stream):
        for line in pipe:
            found = _DONE.fullmatch(line.strip())
            if found:
                member.done = found.groups()
            self._say(member.name, line.rstrip('\n'), stream)

    def _say(self, name, line, stream):
        with self._printing:
            print(f'{name:{self._width}} | {line}', file=stream, flush=True)


def _terminate(*_):
    raise _Terminated


def ends_with(parent):
    """Makes what `preexec_fn` runs so that a process gets SIGKILL when this one ends, even by kill -9.

    Args:
        parent: the number of this process.

    Returns:
        A function; None where the system is not Linux, and knows nothing of the kind.
    """
    if not sys.platform.startswith('linux'):
        return None
    library = ctypes.CDLL(None)

    def end_with_parent():
        library.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)

    return end_with_parent


def define_flags():
    flags.DEFINE_integer('workers', 2, 'Number of workers, the chief included.', lower_bound=1)
    flags.DEFINE_bool('evaluator', False, 'Start a process that measures what the chief saves.')
    flags.DEFINE_integer('ps', 1, 'Number of parameter servers.', lower_bound=1)


if __name__ == '__main__':
    define_flags()
    launch(main, given=True)
