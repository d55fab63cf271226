"""Contrast of colours, from a style sheet: https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio."""

from __future__ import annotations

import re
from collections.abc import Iterable

LEAST = 4.5  # of text


def assert_legible(style: str, pairs: Iterable[tuple[str, str]]) -> None:
    """Asserts that each (text, ground), two variables of the style sheet, is legible in both schemes.

    A ground may be written as `paper+left`: the second, which may be transparent, lies on the first.
    """
    pairs = list(pairs)
    for scheme, colours in schemes(style).items():
        for text, grounds in pairs:
            ground = (255.0, 255.0, 255.0)
            for name in grounds.split('+'):
                ground = over(colours[name], ground)
            ratio = contrast(over(colours[text], ground), ground)
            assert ratio >= LEAST, f'{text} on {grounds}: {ratio:.2f} in the {scheme} scheme'


def schemes(style: str) -> dict[str, dict[str, str]]:
    """The variables that are colours, of the light and of the dark scheme."""
    head, _, dark = style.partition('@media (prefers-color-scheme: dark)')
    light = dict(re.findall(r'--([\w-]+): (#\w+)', head))
    return {'light': light, 'dark': {**light, **dict(re.findall(r'--([\w-]+): (#\w+)', dark.partition('} }')[0]))}}


def over(colour: str, ground: tuple[float, float, float]) -> tuple[float, ...]:
    """What is seen of a colour, `#rgb`, `#rrggbb` or with a last part for its opacity, on a ground."""
    digits = colour[1:] if len(colour) > 5 else ''.join(digit * 2 for digit in colour[1:])
    *parts, opacity = (int(digits[at : at + 2], 16) for at in range(0, len(digits), 2)) if len(digits) == 8 else (
        *(int(digits[at : at + 2], 16) for at in (0, 2, 4)), 255)  # fmt: skip
    return tuple(part * opacity / 255 + below * (1 - opacity / 255) for part, below in zip(parts, ground, strict=True))


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """The ratio of luminances, 1 to 21."""
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour):
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
