"""The tree as a table."""

from tf1_ref.graphs.tree.scopes import Scope
from tf1_ref.graphs.tree.text import ASCII, rows, tree_text

ROOT = Scope('net', 'scope', (1, 10), 4266, 88592, 17064, 64822, 66, parts=[
    Scope('conv', 'scope', (1, 28, 28, 4), 40, 88592, 17064, 64822, 60, parts=[
        Scope('W', 'variable', (3, 3, 1, 4), 36, 0, 144, 0, 8),
        Scope('step', 'variable', (), 0, 0, 4, 0, 8),
    ]),
    Scope('', 'operations', (), 0, 0, 0, 330, 6),
])  # fmt: skip


def test_a_row_per_scope():
    assert tree_text(ROOT).splitlines() == [
        'scope            shape      parameters  multiply-adds  variables  activations',
        'net              1 10            4,266         88,592   16.7 KiB     63.3 KiB',
        '├─ conv          1 28 28 4          40         88,592   16.7 KiB     63.3 KiB',
        '│  ├─ W          3 3 1 4            36                     144 B',
        '│  └─ step       scalar                                      4 B',
        '└─ 6 operations                                                         330 B',
    ]


def test_depth_and_ascii():
    assert tree_text(ROOT, 0).splitlines()[1:] == ['net    1 10        4,266         88,592   16.7 KiB     63.3 KiB']
    drawn = tree_text(ROOT, 1, ASCII)
    assert [line.split('  ')[0] for line in drawn.splitlines()[1:]] == ['net', '|- conv', '`- 6 operations']
    assert [(depth, scope.name) for depth, scope in rows(ROOT, 1)] == [(0, 'net'), (1, 'conv'), (1, '')]
