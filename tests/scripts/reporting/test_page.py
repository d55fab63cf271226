"""The page's colours; what is on it is in test_report."""

from tests.contrast import assert_legible
from tf1_ref.scripts.reporting.page import STYLE, table


def test_all_texts_are_legible_in_both_schemes():
    assert_legible(
        STYLE,
        [
            *(('ink', ground) for ground in ('paper', 'faint')),
            *(('soft', ground) for ground in ('paper', 'faint')),
            *(('link', ground) for ground in ('paper',)),
            ('badge-ink', 'badge'),
            ('warn-ink', 'warn'),
        ],
    )


def test_a_table_is_escaped():
    assert table(['a<'], [['&']]) == (
        '<div class="scroll"><table><tr><th>a&lt;</th></tr>\n<tr><td>&amp;</td></tr></table></div>'
    )
