from tests.benchmarks import deck_result


def test_the_deck_s_numbers_lie_within_the_range_of_two_of_the_five_runs(mnist_dir, monkeypatch):
    """And so within the range of all five, which is the wider one."""
    assert {1, 2} < {*deck_result.SEEDS}
    monkeypatch.setattr(deck_result, 'SEEDS', (1, 2))
    lines, everything = deck_result.table([deck_result.run(seed, mnist_dir) for seed in deck_result.SEEDS])
    assert everything, '\n'.join(lines)


def test_a_number_outside_the_range_is_said_so():
    runs = [[*deck_result.DECK_COSTS, 0.999] for _ in deck_result.SEEDS]
    lines, everything = deck_result.table(runs)
    assert not everything
    assert [line.split('|')[-2].strip() for line in lines[2:]] == ['yes'] * 5 + ['no']
