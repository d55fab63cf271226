"""The tables of results, and the page that keeps them."""

from tests.golden import tables
from tests.golden.made_up import result

TABLES = """\
Graph seeds 11, 12, 13; models train from the first.

| TensorFlow | Python | NumPy | Keras | cases | beside TensorFlow 1.15.5 |
| --- | --- | --- | --- | --- | --- |
| 2.16.2 | 3.10 | 2.5.5 | 3.15.1 | 2 | no differences |
| 2.21.0 | 3.13 | 2.5.5 | 3.15.1 | 2 | no differences |

| case | variables | ops | seeds | initial weights | worst of 100 costs |
| --- | --- | --- | --- | --- | --- |
| dense | 2, identical | 21, identical | 1, identical | 6, identical |  |
| cnn | 2, identical | 21, identical | 1, identical | 6, identical | 4.0e-07 |

| model, optimizer | 1.15.5, nudged | allowed | costs, 2.16.2, Python 3.10 | costs, 2.21.0, Python 3.13 \
| added in its order | one step: cost | one step: gradients | ReLUs at 0 |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| cnn, adam | 3.0e-07 | 1.5e-06 | 2.0e-07 | 4.0e-07 |  | 0.0e+00 | 2.0e-06 | 0 |

| checkpoint | model, optimizer | variables | saved | restored | worst of the next costs |
| --- | --- | --- | --- | --- | --- |
| 1.15.5 to here | cnn, adam | 23 | Accuracy: 0.9100 | Accuracy: 0.9100 | 1.0e-07 |
| here to 1.15.5 | cnn, adam | 23 | Accuracy: 0.9100 | Accuracy: 0.9100 | 1.0e-07 |
"""


def test_environments_beside_each_other():
    old, new = result('2.16.2', '3.10'), result()
    new['cases'][1]['runs']['adam']['far'] = 4e-7
    assert tables.render([old, new]) == TABLES


def test_a_difference_is_shown():
    results = [result(python='3.10'), result()]
    dense, cnn = (next(row for row in results[1]['cases'] if row['case'] == name) for name in ('dense', 'cnn'))
    dense['differences'] += [['ops', 'MatMul is missing'], ['seeds', 'seed2 21 became 22']]
    cnn['differences'].append(['costs', 'adam: 2.0e-03 away, more than 1.0e-03'])
    results[1]['checkpoints'][0]['differ'].append('cnn, adam: 0.91 became 0.92')
    text = tables.render(results)
    line = next(line for line in text.splitlines() if line.startswith('| dense |'))
    assert [cell.strip().split(', ')[-1] for cell in line.split('|')[2:6]] == [
        'identical',
        '1 differ',
        '1 differ',
        'identical',
    ]
    assert '| 4 differences |' in text
    assert next(line for line in text.splitlines() if line.startswith('| cnn |')).endswith(', 1 beyond |')
    assert tables.differences(results[1]) == [
        'dense: ops: MatMul is missing',
        'dense: seeds: seed2 21 became 22',
        'cnn: costs: adam: 2.0e-03 away, more than 1.0e-03',
        'checkpoints, genuine to here: cnn, adam: 0.91 became 0.92',
    ]


def test_the_page_has_the_tables(tmp_path):
    page = tmp_path / 'conformance.md'
    tables.write([result()], page)
    assert page.read_text() == tables.TITLE + tables.render([result()])
