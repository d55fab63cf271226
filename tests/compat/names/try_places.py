"""Prints which names of the table of names are not where it says, on the TensorFlow of this Python, as JSON.

Started by `test_table` in a process of its own: it imports more than a thousand modules.
"""

from __future__ import annotations

import json
import sys
import warnings


def main():
    """Asks for every name that is given, where the table says that it is."""
    out, sys.stdout = sys.stdout, sys.stderr  # some modules print while they are imported
    warnings.simplefilter('ignore')
    from tf1_ref.compat import tf
    from tf1_ref.compat.names import inner, inner_table

    known, version, wrong = inner_table.load(), tf.__version__, []
    for path in known.paths():
        for name, place in known.names(path).items():
            elsewhere = place.module[:1].isdigit() and version not in place.module.split()
            if place.module == inner_table.GONE or elsewhere:
                continue
            try:
                inner.find(path, name)
            except BaseException as error:
                wrong.append(f'{path}.{name}: {place}: {type(error).__name__}: {error}'[:300])
    print(json.dumps(wrong), file=out, flush=True)  # it is not sys.stdout


if __name__ == '__main__':
    main()
