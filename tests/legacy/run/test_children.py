"""Processes of `multiprocessing` see what the script sees: here NumPy's dropped names, which only a run gives back."""

import subprocess
import textwrap

from tests.legacy.running import run, write

SCRIPT = """
    import multiprocessing
    import numpy as np
    import sibling

    def work(queue):
        queue.put((np.float(1), sibling.ANSWER, __name__))

    if __name__ == '__main__':
        for method in ('spawn', 'forkserver', 'fork'):
            context = multiprocessing.get_context(method)
            queue = context.Queue()
            process = context.Process(target=work, args=(queue,))
            process.start()
            print(method, queue.get(timeout=300), flush=True)
            process.join()
            print(process.exitcode)
"""


def test_every_method_of_starting_a_process(tmp_path):
    write(tmp_path, sibling__py='import numpy as np\nANSWER = np.int(6)\n', script__py=textwrap.dedent(SCRIPT))
    done = run(['script.py'], tmp_path, stdin=subprocess.DEVNULL)
    assert done.stdout.splitlines() == [
        "spawn (1.0, 6, '__mp_main__')",
        '0',
        "forkserver (1.0, 6, '__mp_main__')",
        '0',
        "fork (1.0, 6, '__main__')",
        '0',
    ], done.stderr
