"""The checksum of checkpoints."""

import numpy as np
import pytest

from tf1_ref.graphs.reading import crc32c


@pytest.mark.parametrize(
    ('content', 'expected'),
    [  # the usual check value, and those of RFC 3720, B.4
        (b'', 0),
        (b'123456789', 0xE3069283),
        (bytes(32), 0x8A9136AA),
        (b'\xff' * 32, 0x62A8AB43),
        (bytes(range(32)), 0x46DD794E),
    ],
)
def test_known_values(content, expected):
    assert crc32c.crc32c(content) == expected


def test_parts_of_any_size_and_single_bits():
    content = np.random.default_rng(0).bytes(3 * 4 * crc32c.COLUMNS + 5)
    whole = 0
    for byte in range(0, len(content), 2):  # plain and slow: two bytes take the way of single ones
        whole = crc32c.crc32c(content[byte : byte + 2], whole)
    for cut in (0, 1, 3, 4, 5, 4 * crc32c.COLUMNS - 1, 4 * crc32c.COLUMNS + 1):
        assert crc32c.crc32c(content[cut:], crc32c.crc32c(content[:cut])) == whole
    changed = bytearray(content)
    changed[-70000] ^= 1
    assert crc32c.crc32c(changed) != whole
