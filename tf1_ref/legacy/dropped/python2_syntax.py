"""Python 2 sources through fissix, which takes any depth of nesting, and time that grows with its square."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tf1_ref.errors import missing_extra

# What Python 3 takes; Python 2 took less.
BRACKETS, INDENTS, LEVELS = 200, 100, 3_000


class TooDeep(SyntaxError):
    """A source that is nested more deeply than Python takes, in whatever version of the language it is."""


def tool(fixes: Iterable[str]) -> Any:
    """A tool that rewrites sources, and refuses what is nested more deeply than any Python takes.

    Its `refactor_string` raises `TooDeep`.

    Args:
        fixes: names of fissix's fixers, without `fix_`; those that it lacks are left out.

    Raises:
        SetupError: fissix is not installed.
    """
    try:
        from fissix import pytree, refactor
        from fissix.pgen2 import driver, token
    except ImportError:
        raise missing_extra('fissix', 'legacy') from None

    class Bounded(driver.Driver):
        def parse_tokens(self, tokens, debug=False):
            tree = super().parse_tokens(_shallow(tokens, token), debug)
            _check_levels(tree)
            return tree

    available = set(refactor.get_fixers_from_package('fissix.fixes'))
    made = refactor.RefactoringTool([name for fix in fixes if (name := f'fissix.fixes.fix_{fix}') in available])
    made.driver = Bounded(made.driver.grammar, convert=pytree.convert, logger=made.driver.logger)
    return made


def _shallow(tokens, kinds) -> Iterator[tuple]:
    """The tokens, as long as they are not nested too deeply; what is costs fissix's parser minutes."""
    brackets = indents = 0
    for one in tokens:
        kind, text, (line, _), *_ = one
        if kind == kinds.OP:
            brackets += (text in '([{') - (text in ')]}')
        else:
            indents += (kind == kinds.INDENT) - (kind == kinds.DEDENT)
        if brackets > BRACKETS or indents > INDENTS:
            raise _too_deep(line)
        yield one


def _check_levels(tree):
    """Counts the levels without recursion: operators nest as well."""
    level, line = [tree], 1
    for _ in range(LEVELS):
        level = [child for node in level for child in node.children]
        if not level:
            return
        line = next((node.lineno for node in level if getattr(node, 'lineno', 0)), line)
    raise _too_deep(line)


def _too_deep(line):
    return TooDeep('nested more deeply than Python takes', (None, line, None, None))
