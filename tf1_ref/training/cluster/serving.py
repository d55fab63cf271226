"""TensorFlow's server of a process, and the whole of a parameter server.

The protocol knows no passwords and no encryption: whoever reaches the port can run any graph in this process, and so
read and write its files. It belongs on a trusted network.
"""

from __future__ import annotations

import time

from tf1_ref.compat import tf
from tf1_ref.errors import InputError, Interrupted
from tf1_ref.training.cluster import addresses
from tf1_ref.training.interrupts import Interrupts

# How long a parameter server that is told to stop goes on, so that the chief can save.
GRACE = 4.0
_LOOKS = 0.2


def start(membership, bind_address=None):
    """Starts the server of this process.

    Args:
        membership: the `Membership`, of a job that has an address.
        bind_address: what to listen at, if it is not the address that the others know; '0.0.0.0' for all.

    Returns:
        The `tf.train.Server`, which lives as long as the process.

    Raises:
        InputError: it cannot listen there.
    """
    address = membership.address
    numbers = addresses.check_free(address, bind_address)
    try:
        server = tf.train.Server(
            tf.train.ClusterSpec(membership.spec), job_name=membership.job, task_index=membership.index, start=False
        )
    except tf.errors.OpError as error:
        reason = str(error).splitlines()[0]
        raise InputError(
            f'the server of {membership} cannot start at {address} ({reason}); give another port'
        ) from None
    if numbers and not addresses.listen_only_at(numbers, address.port):
        print(f'Listening at every address of this machine, not at {address.host} alone', flush=True)
    server.start()
    return server


def end_queue(index):
    """The queue in which a parameter server is told that the run is over."""
    with tf.device(f'/job:ps/task:{index}'):
        return tf.FIFOQueue(16, tf.int32, shapes=[[]], shared_name=f'over_{index}', name=f'over_{index}')


def serve(membership, bind_address=None) -> None:
    """Holds variables until the chief says that the run is over.

    Raises:
        InputError: it cannot listen at its address.
        Interrupted: Ctrl-C or SIGTERM, some seconds later: the chief, told to stop at the same time, can save.
    """
    server = start(membership, bind_address)
    print(f'{membership} holds variables at {membership.address}', flush=True)
    config = tf.ConfigProto(device_filters=[membership.device], intra_op_parallelism_threads=1)
    with Interrupts() as interrupts, tf.Graph().as_default():
        told = end_queue(membership.index).size()
        with tf.Session(server.target, config=config) as sess:
            while not interrupts.signal:
                if sess.run(told):
                    print(f'{membership}: the run is over', flush=True)
                    return
                time.sleep(_LOOKS)
    until = time.monotonic() + GRACE
    while time.monotonic() < until:
        time.sleep(_LOOKS)
    raise Interrupted(f'{membership} was told to stop.', interrupts.signal)
