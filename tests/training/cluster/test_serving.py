import contextlib
import io
import subprocess
import sys
import threading
import time

import pytest

from tests.arrows import ROOT
from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.training.cluster import addresses, serving
from tf1_ref.training.cluster.membership import Address, from_flags


def test_a_parameter_server_listens_at_its_address_until_it_is_told(forked):
    """In a process of its own: servers live as long as their process."""
    done = subprocess.run([sys.executable, '-m', __name__], capture_output=True, text=True, cwd=ROOT, timeout=120)
    assert done.returncode == 0, done.stderr


def main():
    ports = [f':{port}' for port in addresses.free_ports(2)]
    ps, worker = (from_flags(ports[:1], ports[1:], job, 0) for job in ('ps', 'worker'))
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        thread = threading.Thread(target=serving.serve, args=[ps], daemon=True)
        thread.start()
        server = serving.start(worker)
        tell = serving.end_queue(0).enqueue(1)
        with tf.Session(server.target) as sess:
            while 'holds variables' not in printed.getvalue():  # it listens a moment before it drops anything
                assert thread.is_alive(), printed.getvalue()
                time.sleep(0.05)
            assert addresses.answers(ps.address)
            everywhere = 'Listening at every address' in printed.getvalue()
            assert addresses.answers(Address('127.0.0.2', ps.address.port), seconds=0.3) == everywhere
            assert addresses.answers(Address('127.0.0.2', worker.address.port), seconds=0.3) == everywhere
            sess.run(tell)
        thread.join(60)
        assert not thread.is_alive()
    told = [line for line in printed.getvalue().splitlines() if not line.startswith('Listening at every address')]
    assert told == [f'ps 0 holds variables at {ps.address}', 'ps 0: the run is over']
    with pytest.raises(InputError, match=f'cannot listen at {ps.address}'):
        serving.start(ps)  # the other one still does


if __name__ == '__main__':
    main()
