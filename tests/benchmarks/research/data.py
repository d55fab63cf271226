"""Tiny data that several repositories need: words, images, and scripts that the genuine article's Python runs."""

from __future__ import annotations

import pathlib
import shlex
import struct
import zlib

import numpy as np

GENUINE = pathlib.Path(__file__).with_name('genuine')


def by_the_genuine(script: str, *arguments: str) -> str:
    """The command line, for `EntryPoint.before`, of a script in the folder `genuine/`."""
    return shlex.join([str(GENUINE / script), *arguments])


def sentences(seed: int, number: int, words: list[str], shortest: int = 3, longest: int = 9) -> list[str]:
    """So many lines of words.

    Args:
        seed: of the choice.
        number: of lines.
        words: to choose from.
        shortest, longest: words in a line.
    """
    random = np.random.RandomState(seed)
    return [' '.join(random.choice(words, random.randint(shortest, longest + 1))) for _ in range(number)]


def write_lines(path: pathlib.Path, lines: list[str]) -> None:
    """Writes a text file, and its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(''.join(f'{line}\n' for line in lines), encoding='utf-8')


def picture(random: np.random.RandomState, height: int, width: int) -> np.ndarray:
    """A smooth picture, [height, width, 3], uint8, of two waves in each channel."""
    y, x = np.mgrid[0:height, 0:width]
    waves = [np.sin(x * a + b) + np.cos(y * c + d) for a, b, c, d in random.uniform(0.05, 0.6, [3, 4])]
    return np.uint8(np.clip(128 + 60 * np.stack(waves, 2), 0, 255))


def write_png(path: pathlib.Path, image: np.ndarray) -> None:
    """Writes an image, [height, width, 3], uint8, as PNG, and its folder."""

    def chunk(kind, content):
        return struct.pack('>I', len(content)) + kind + content + struct.pack('>I', zlib.crc32(kind + content))

    height, width, _ = image.shape
    rows = b''.join(b'\0' + row.tobytes() for row in image)
    header = struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0)
    path.parent.mkdir(parents=True, exist_ok=True)
    content = chunk(b'IHDR', header) + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b'')
    path.write_bytes(b'\x89PNG\r\n\x1a\n' + content)
