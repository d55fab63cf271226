"""How every script starts: flags first, TensorFlow last; bad input ends in one line and exit code 2.

Numbers that are not finite give 3. absl's own flag errors keep absl's exit code 1; Ctrl-C gives 130, SIGTERM 143 and a
closed pipe 141, as in a shell. A traceback comes only with `--debug`.
"""

from __future__ import annotations

import os
import sys

from absl import app, flags

from tf1_ref.compat.process import quiet
from tf1_ref.errors import Interrupted, Tf1RefError
from tf1_ref.terminal import printable

flags.disclaim_key_flags()


def launch(main, given=False) -> None:
    """Parses the flags, runs `main` and exits.

    Args:
        main: a function without arguments; it imports TensorFlow only once everything else has been checked. What it
            returns is the exit code, None for 0.
        given: whether `main` takes what is given besides flags, such as file names, as a list.
    """
    flags.DEFINE_bool('debug', False, 'Show the traceback of an error.')
    if given:
        flags.FLAGS.set_gnu_getopt(True)  # flags may stand behind them, too
    app.run(lambda argv: _guarded((lambda: main(argv[1:])) if given else main, argv, given))


def load_tensorflow() -> None:
    """Imports TensorFlow without what its C++ side says about GPUs, and silences its deprecation warnings.

    What was said is printed after all if the import fails, and with `--debug`.
    """
    # It reports missing GPUs as errors, and it writes to the file descriptor, past sys.stderr.
    os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
    with quiet.import_of_tensorflow(show=lambda: flags.FLAGS.debug):
        from tf1_ref.compat import tf

    if not flags.FLAGS.debug:
        tf.logging.set_verbosity(tf.logging.ERROR)


def _guarded(main, argv, given):
    if len(argv) > 1 and not given:
        raise app.UsageError(f'unexpected argument {argv[1]!r}; every setting is a flag')
    try:
        return main()
    except Tf1RefError as error:
        if flags.FLAGS.debug:
            raise
        print(f'{os.path.basename(argv[0])}: error: {printable(str(error))}', file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:  # the reader of the output has gone, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except OSError as error:  # such as a full disk; whatever was there before is still there
        if flags.FLAGS.debug or error.strerror is None:
            raise
        where = f' {error.filename}' if error.filename else ''
        print(
            f'{os.path.basename(argv[0])}: error: {error.strerror}{where}; see to it, and start again', file=sys.stderr
        )
        return 2
    except Interrupted as interrupted:
        print(interrupted, file=sys.stderr)
        return interrupted.exit_code
    except KeyboardInterrupt:
        print('Interrupted. With the same flags and --log_dir the run goes on after its last epoch.', file=sys.stderr)
        return 130
