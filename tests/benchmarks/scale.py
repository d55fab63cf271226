"""Simulates workers, parameter servers and an allreduce: the table in `tf1_ref/scripts/SCALE.md`.

  python -m tests.benchmarks.scale

A worker computes a step, and then fetches and sends all parameters through its link. A server serves one after the
other; an allreduce takes what it takes on every link at once. Nothing is measured here: change the numbers below to
those of your machines.
"""

import heapq

import numpy as np

PARAMETERS = 25.6e6  # of ResNet-50
STEP_SECS = 0.3  # what a worker computes
SLOW, SLOWER = 0.01, 5.0  # one step in a hundred takes five times as long
BYTES_PER_SEC = 1.25e9  # 10 Gbit/s, of every machine
STEPS = 400  # of each worker
WORKERS = (1, 2, 4, 8, 16, 32, 64)
COLUMNS = {
    'asynchronous, 1 server': lambda workers, secs: asynchronous(secs, servers=1),
    'asynchronous, 4 servers': lambda workers, secs: asynchronous(secs, servers=4),
    'in step, 4 servers': lambda workers, secs: in_step(secs, _of_all(workers)),
    'in step, 4 servers, 15 of 16': lambda workers, secs: in_step(secs, _of_all(workers), without=workers // 16),
    'allreduce': lambda workers, secs: in_step(secs, 8 * PARAMETERS * (workers - 1) / workers / BYTES_PER_SEC),
}


def asynchronous(secs, servers):
    """Steps a second of all workers, none of which waits for another but at the servers.

    Args:
        secs: how long each computes at each step, float64 `[workers, steps]`.
        servers: over how many the parameters are spread evenly; so all are as busy as one.
    """
    waiting, free = [(each[0], worker, 0) for worker, each in enumerate(secs)], 0.0
    heapq.heapify(waiting)
    while waiting:
        ready, worker, step = heapq.heappop(waiting)
        free = max(ready, free) + _transfer_secs(servers)
        if step + 1 == secs.shape[1]:  # from here on not all are at work
            return (secs.shape[1] + sum(done for _, _, done in waiting)) / free
        began = max(free, ready + _transfer_secs(1))  # through its own link, too
        heapq.heappush(waiting, (began + secs[worker, step + 1], worker, step + 1))
    raise AssertionError


def in_step(secs, transfer_secs, without=0):
    """Steps a second of all workers whose gradients count, each step as long as the slowest of these.

    Args:
        secs: how long each computes at each step, float64 `[workers, steps]`.
        transfer_secs: how long it takes until all have the new parameters.
        without: how many of the workers are not waited for.
    """
    waited_for = len(secs) - without
    slowest = np.sort(secs, axis=0)[waited_for - 1]
    return waited_for * secs.shape[1] / (slowest + transfer_secs).sum()


def table():
    """The rows: workers, and the speed as a multiple of that of one machine alone."""
    rows = [['workers', *COLUMNS], ['---'] * (1 + len(COLUMNS))]
    for workers in WORKERS:
        random = np.random.RandomState(0).rand(workers, STEPS)
        secs = STEP_SECS * np.where(random < SLOW, SLOWER, 1.0)
        alone = 1 / (STEP_SECS * (1 + SLOW * (SLOWER - 1)))
        rows.append([str(workers), *(f'{speed(workers, secs) / alone:.1f}' for speed in COLUMNS.values())])
    return [f'| {" | ".join(row)} |' for row in rows]


def _transfer_secs(servers):
    """How long a server needs for the parameters of one worker, there and back."""
    return 8 * PARAMETERS / servers / BYTES_PER_SEC


def _of_all(workers, servers=4):
    """How long it takes for all workers, each of which has one link, too."""
    return max(_transfer_secs(servers) * workers, _transfer_secs(1))


if __name__ == '__main__':
    print('\n'.join(table()))
