"""Short forms that the tests of porting share."""

import textwrap

from tests import needs

needs.modules('libcst')  # whatever imports this file is skipped without it

from tf1_ref.legacy.port.rewrite import port_source
from tf1_ref.legacy.port.writing.context import Options
from tf1_ref.legacy.port.writing.header import DOOR_COMMENT

DOOR = f'from tf1_ref.compat import tf as tf1  {DOOR_COMMENT}\n'
IMPORT = 'import tensorflow as tf\n'
V1 = 'import tensorflow.compat.v1 as tf\n'
TOP = DOOR + V1


def no_sibling(module, level):
    """A file that has no modules of the user's own beside it."""
    return {}


def port(text, target='compat', old_api=False, sibling=no_sibling):
    """Ports a text; returns the new one and the findings."""
    content = textwrap.dedent(text).encode()
    after, findings, _ = port_source('script.py', content, Options(target, old_api), sibling)
    return after.decode(), findings


def ported(text, **options):
    """Ports a text in which no blocker may be; returns the new one."""
    after, findings = port(text, **options)
    assert [str(finding) for finding in findings if finding.kind == 'blocker'] == []
    return after


def body(text, **options):
    """Ports the lines behind `import tensorflow as tf`; returns what they become, without the header."""
    after = ported(IMPORT + textwrap.dedent(text), **options)
    assert after.startswith(TOP), after
    return after[len(TOP) :]


def blockers(text, **options):
    """The blockers of a text, each as `line: what; advice`."""
    _, findings = port(text, **options)
    return [f'{one.line}: {one.what}; {one.advice}' for one in findings if one.kind == 'blocker']
