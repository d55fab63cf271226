"""Takes matplotlib from scripts whose pictures no test asks about: see `tests.scripts.running.variables`."""

import sys

sys.modules['matplotlib'] = None
