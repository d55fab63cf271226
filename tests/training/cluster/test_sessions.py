import subprocess
import sys
import threading
import time

from tests.arrows import ROOT
from tf1_ref.compat import tf
from tf1_ref.training.cluster import addresses, serving
from tf1_ref.training.cluster.membership import from_flags
from tf1_ref.training.cluster.replica import Replica
from tf1_ref.training.cluster.sessions import Creator
from tf1_ref.training.cluster.watching import Watch


def test_a_worker_waits_until_the_chief_has_given_every_variable_its_value(forked):
    """In a process of its own: servers live as long as their process."""
    done = subprocess.run([sys.executable, '-m', __name__], capture_output=True, text=True, cwd=ROOT, timeout=120)
    assert done.returncode == 0, done.stderr


def main():
    ports = [f':{port}' for port in addresses.free_ports(3)]
    members = [from_flags(ports[:1], ports[1:], *one) for one in (('ps', 0), ('worker', 0), ('worker', 1))]
    servers = [serving.start(member) for member in members]
    values, sessions = [], {}

    def work(member, server, fill=None):
        with tf.Graph().as_default():
            replica = Replica(member)
            with replica.devices():
                x = tf.get_variable('x', [], initializer=tf.constant_initializer(3.0))
                replica.minimize(tf.train.GradientDescentOptimizer(0.1), x * x)
            replica.complete()
            creator = Creator(server.target, replica, Watch(member, 60), fill and fill(replica))
            sess = creator.create_session()
            assert sess is creator.session
            values.append((str(member), float(sess.run(x))))
            sessions[str(member)] = sess

    def fill(replica):
        def start(sess, missing):
            assert b'x' in missing
            sess.run(replica.start)
            return False

        return start

    other = threading.Thread(target=work, args=[members[2], servers[2]], daemon=True)
    other.start()
    time.sleep(1)
    assert values == []  # nobody has begun
    work(members[1], servers[1], fill)
    other.join(60)
    assert sorted(values) == [('worker 0', 3.0), ('worker 1', 3.0)]
    for sess in sessions.values():
        sess.close()


if __name__ == '__main__':
    main()
