"""Makes files at random until the time is over, and keeps those that end in a traceback, hang or kill the process.

    python -m tests.fuzz sources --minutes=10
    python -m tests.fuzz all --minutes=10 --write

What is kept lies in `tests/fuzz/cases`, is run by the tests from then on, and stays when its cause is mended. With
`--write` the figures are put into `tests/fuzz/fuzz.md`, where they take the place of earlier ones. The files are read
in a process of its own, which may have so much memory, and so much time for each command; where it ends, the file that
it was reading is kept, and another process goes on.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import pathlib
import random
import resource
import signal
import sys
import tempfile
import time
import traceback

from tests.fuzz.fuzzers import FUZZERS, Fuzzer

CASES = pathlib.Path(__file__).parent / 'cases'
PAGE = pathlib.Path(__file__).parent / 'fuzz.md'
SECONDS = 10  # of processor time, for one command on one file
FIRST = 60  # the same for the first one of a process, which imports TensorFlow
BYTES = 6 * 10**9  # of addresses: TensorFlow's libraries take three of them
BEGINNING = f"""# Input that lies

Written by `python -m tests.fuzz NAME --write`. Files are made at random and given to the commands that read such files.
A finding is a traceback, an end that one line does not tell of, a command that takes {SECONDS} s of processor time (the
first of a process, which imports TensorFlow: {FIRST} s), or more than {BYTES // 10**9} GB of addresses, of which
TensorFlow's libraries take three. All that was ever found is kept in `tests/fuzz/cases`, and read by the tests.

| made at random | files | minutes | findings | most memory | command |
|---|---|---|---|---|---|
"""


def main() -> int:
    """Runs a fuzzer, or all; returns 1 if it has found something."""
    parser = argparse.ArgumentParser(prog='python -m tests.fuzz', description=__doc__.splitlines()[0])
    parser.add_argument('name', choices=(*FUZZERS, 'all'))
    parser.add_argument('--minutes', type=float, default=10, help='for each (default: 10)')
    parser.add_argument('--seed', type=int, default=0, help='of the first file (default: 0)')
    parser.add_argument('--write', action='store_true', help=f'put the figures into {PAGE.name}')
    options = parser.parse_args()
    found = False
    for name in FUZZERS if options.name == 'all' else [options.name]:
        count, findings, peak = _fuzz(name, 60 * options.minutes, options.seed)
        found = found or bool(findings)
        if options.write:
            command = f'python -m tests.fuzz {name} --minutes={options.minutes:g} --seed={options.seed}'
            figures = f'{count:,} | {options.minutes:g} | {findings} | {max(peak, 0.1):.1f} GiB | `{command}`'
            _write(f'| {FUZZERS[name].makes} |', f' {figures} |')
    return int(found)


def read(fuzzer: Fuzzer, content: bytes, folder: str) -> None:
    """Has a file read, in a new folder within `folder`."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        path = pathlib.Path(place) / f'case{fuzzer.suffix}'
        path.write_bytes(content)
        fuzzer.read(path)


def _write(made, figures):
    """Puts a row into the page, in place of the one that begins alike."""
    lines = (PAGE.read_text() if PAGE.exists() else '').splitlines()
    rows = [line for line in lines[len(BEGINNING.splitlines()) :] if not line.startswith(made)]
    PAGE.write_text('\n'.join([BEGINNING.rstrip(), *sorted([*rows, made + figures]), '']))


def _fuzz(name, seconds, seed):
    """Returns how many files were read, the different findings, and the most memory of a process, in GiB."""
    fuzzer, end, kept, started = FUZZERS[name], time.monotonic() + seconds, set(), time.monotonic()
    peak = 0
    with tempfile.TemporaryDirectory() as folder:
        at, problem = pathlib.Path(folder) / 'at', pathlib.Path(folder) / 'problem'
        at.write_text(str(seed))
        while time.monotonic() < end:
            problem.unlink(missing_ok=True)
            child = os.fork()
            if not child:
                _read_many(fuzzer, end, folder, at, problem)
            _, status, used = os.wait4(child, 0)
            code, peak = os.waitstatus_to_exitcode(status), max(peak, used.ru_maxrss / 2**20)
            reached = int(at.read_text())
            if code == 0:
                break
            said = problem.read_text() if problem.exists() else f'killed by {signal.Signals(-code).name}'
            _keep(name, fuzzer, reached, said, kept)
            at.write_text(str(reached + 1))
        count = int(at.read_text()) - seed
    print(
        f'{name}: {count:,} files in {time.monotonic() - started:.0f} s, {len(kept)} different findings; '
        f'{peak:.1f} GiB of memory at most'
    )
    return count, len(kept), peak


def _read_many(fuzzer, end, folder, at, problem):
    """In a process of its own: reads one file after the other; does not return."""
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    number, is_first = int(at.read_text()), True
    try:
        while time.monotonic() < end:
            at.write_text(str(number))
            signal.setitimer(signal.ITIMER_PROF, FIRST if is_first else SECONDS, SECONDS)
            read(fuzzer, fuzzer.make(random.Random(number)), folder)
            signal.setitimer(signal.ITIMER_PROF, 0)
            number, is_first = number + 1, False
        at.write_text(str(number))
    except BaseException:
        problem.write_text(traceback.format_exc(), 'ascii', 'backslashreplace')
        os._exit(1)
    os._exit(0)


def _keep(name, fuzzer, number, said, kept):
    """Keeps a file, unless one before it has ended at the same place."""
    where = [line.strip() for line in said.splitlines() if line.startswith('  File')][-2:]
    where = tuple(where) if where and 'fuzzers.Found' not in said else said.partition(' and said ')[2][:60] or said
    if where in kept:
        return
    kept.add(where)
    content = fuzzer.make(random.Random(number))
    path = CASES / f'{name}-{hashlib.sha256(content).hexdigest()[:12]}{fuzzer.suffix}'
    path.write_bytes(content)
    print(f'{path.name} (seed {number}): {said[-1500:]}', flush=True)


if __name__ == '__main__':
    sys.exit(main())
