import html.parser
import json

import pytest

from tests import damage, needs
from tests.browsing import look_at
from tests.scripts.running import assert_refused, run_script
from tf1_ref.errors import InputError
from tf1_ref.scripts import report
from tf1_ref.scripts.reporting import page as report_page

RUN = {
    'script': 'train_cnn',
    'settings': {'dataset': 'mnist', 'seed': 3},
    'results': {'costs': [0.25, 0.125], 'test_accuracy': 0.9425, 'rows': {'psnr': 14.5}},
    'deck': {'costs': [0.21, 0.088], 'test_accuracy': 0.9415},
    'variables': [{'name': 'conv1/<W>', 'shape': [3, 3, 1, 4], 'dtype': 'float32', 'trainable': True}],
}
ABOUT = {
    'date': '2026-11-30 05:10 UTC',
    'command': 'python -m tf1_ref.scripts.train_cnn --log_dir=<here>',
    'versions': {'TensorFlow': '2.21.0', 'Python': '3.11.7'},
}
PIXEL = bytes.fromhex(
    '89504e470d0a1a0a0000000d4948445200000001000000010800000000'
    '3a7e9b550000000a49444154789c6360000000020001e221bc330000000049454e44ae426082'
)


@pytest.fixture
def runs(tmp_path):
    for name in ('first', 'second/inner'):
        folder = tmp_path / name
        folder.mkdir(parents=True)
        (folder / 'metrics.json').write_text(json.dumps(RUN))
        (folder / 'curves.png').write_bytes(PIXEL)
    (tmp_path / 'first' / 'about.json').write_text(json.dumps(ABOUT))
    return tmp_path


class Page(html.parser.HTMLParser):
    """Collects what a test wants to know of a page."""

    def __init__(self, text):
        super().__init__()
        self.cells, self.images, self.links, self.names, self.text, self._inside = [], [], [], set(), '', False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self._inside = tag in ('td', 'th')
        attributes = dict(attrs)
        if 'id' in attributes:
            assert attributes['id'] not in self.names
            self.names.add(attributes['id'])
        if tag == 'img' and 'src' in attributes:
            self.images.append(attributes['src'])
        self.links += [value for name, value in attrs if name in ('href', 'src') and not value.startswith('data:')]

    def handle_data(self, data):
        self.text += data
        if self._inside:
            self.cells.append(data)

    def handle_endtag(self, tag):
        self._inside = False


def test_one_page_with_everything_in_it(runs):
    done = run_script('report', f'--log_dir={runs}')
    assert done.returncode == 0, done.stderr
    page = Page((runs / 'report.html').read_text())
    assert {link[0] for link in page.links} == {'#'}  # nothing is loaded from elsewhere
    assert {link[1:] for link in page.links} <= page.names
    assert len(page.images) == 2
    assert all(image.startswith('data:image/png;base64,') for image in page.images)
    for cell in ('94.25 %', '94.15 %', '0.1250', '0.0880', 'rows, PSNR (dB)', '14.5000', 'conv1/<W>', '3 × 3 × 1 × 4'):
        assert cell in page.cells
    for told in ('TensorFlow 2.21.0, Python 3.11.7', ABOUT['command'], f'tf1_ref.scripts.report --log_dir={runs}'):
        assert told in page.text


def test_without_numbers_of_the_deck_there_is_no_column_for_them(runs):
    for path in runs.rglob('metrics.json'):
        path.write_text(json.dumps({**RUN, 'deck': {}}))
    assert run_script('report', f'--log_dir={runs}').returncode == 0
    cells = Page((runs / 'report.html').read_text()).cells
    assert 'deck' not in cells and 'value' in cells and '' not in cells


def test_the_deck_s_experiments_come_first_and_a_sweep_has_its_cells(tmp_path):
    for name, script, settings in (
        ('a/channels=8', 'practice', {'dataset': 'digits'}),
        ('a', 'sweep', {'dataset': 'digits'}),
        ('b', 'train_srcnn', {'dataset': 'mnist', 'model': 'residual'}),
        ('c', 'train_srcnn', {'dataset': 'mnist', 'model': 'deck'}),
        ('d', 'somebody_s', {}),
        ('e', 'train_mlp', {'num_points': 9, 'model': 'softmax'}),
        ('f', 'compare_optimizers', {'dataset': 'fake'}),
        ('g', 'train_mlp', {'num_points': 9, 'model': 'mlp'}),
    ):
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
        content = {**RUN, 'script': script, 'settings': settings}
        (tmp_path / name / 'metrics.json').write_text(json.dumps(content))
    runs = report.find_runs(tmp_path)
    assert [run.name for run in runs] == ['g', 'f', 'c', 'e', 'b', 'a', 'd']
    assert [cell.name for run in runs for cell in run.cells] == ['a/channels=8']
    text = report_page.page(runs, {'date': '', 'command': ''})
    overview, _, sections = text.partition('</table>')
    assert overview.count('not MNIST') == 2 and overview.count('class="data"') == 4  # points, MNIST
    assert sections.index('Experiments of the deck') < sections.index('Beyond the deck') < sections.index('id="run3"')
    assert '<summary>channels=8: test accuracy 94.25 %</summary>' in sections


def test_the_table_on_the_terminal(runs):
    lines = run_script('report', f'--log_dir={runs}').stdout.splitlines()
    assert lines[0].split() == ['run', 'data', 'result', 'value', 'deck']
    assert lines[1].split() == ['first', 'mnist', 'last', 'of', 'costs', '0.1250', '0.0880']
    assert lines[2].split() == ['first', 'mnist', 'test', 'accuracy', '94.25', '%', '94.15', '%']
    assert lines[4].startswith('second/inner')
    assert lines[-1] == f'Written: {runs}/report.html'


def test_the_output_may_go_elsewhere(runs, tmp_path):
    assert run_script('report', f'--log_dir={runs}', f'--output={tmp_path}/page.html').returncode == 0
    assert (tmp_path / 'page.html').exists()
    assert not (runs / 'report.html').exists()


def test_bad_input(tmp_path):
    assert_refused(run_script('report'), '--log_dir is missing')
    assert_refused(run_script('report', f'--log_dir={tmp_path}'), 'no metrics.json found below it')
    (tmp_path / 'metrics.json').write_text('{"script": ')
    assert_refused(run_script('report', f'--log_dir={tmp_path}'), 'metrics.json is not what a script has written')
    assert not (tmp_path / 'report.html').exists()
    (tmp_path / 'metrics.json').write_text(json.dumps(RUN))
    done = run_script('report', f'--log_dir={tmp_path}', f'--output={tmp_path}/none/page.html')
    assert_refused(done, '--output: cannot write')


# Opens the first picture large: how many pictures there are, whether it is open, and whether it is as wide or wider.
OPENED = """(() => {
  all('figure button')[0].click();
  const large = page.querySelector('dialog img'), small = all('figure img');
  return [small.length, page.querySelector('dialog').open, large.src === small[0].src,
    large.getBoundingClientRect().width > 1.5 * small[0].getBoundingClientRect().width];
})()"""


def test_a_browser_shows_it(tmp_path):
    """A real run's page in headless Chromium, at desktop and phone width."""
    needs.browser()
    needs.modules('matplotlib')
    log_dir = tmp_path / 'runs' / 'train_cnn'
    trained = run_script('train_cnn', '--dataset=fake', '--training_epochs=1', f'--log_dir={log_dir}', pictures=True)
    assert trained.returncode == 0, trained.stderr
    page = report_page.page(report.find_runs(tmp_path / 'runs'), ABOUT)
    for width in (1300, 390):
        assert look_at(tmp_path, page, width, OPENED, dark=width == 390) == [5, True, True, True]


def test_values_of_the_wrong_form_in_any_place(tmp_path):
    """Each is shown, or refused in one line."""
    path, refused = tmp_path / 'metrics.json', 0
    for place in damage.places(RUN):
        for value in damage.VALUES:
            path.write_text(json.dumps(damage.damaged(RUN, place, value)))
            try:
                runs = report.find_runs(tmp_path)
            except InputError as error:
                assert str(error).isprintable() and f'{path} is not what a script has written' in str(error)
                refused += 1
            else:
                assert report._text_table(runs) and report_page.page(runs, {'date': '', 'command': ''}).encode()
    assert refused > 100


def test_a_damaged_about_is_refused(tmp_path):
    (tmp_path / 'metrics.json').write_text(json.dumps(RUN))
    for place in [(), *damage.places(ABOUT)]:
        content = damage.damaged(ABOUT, place, 7) if place else []
        (tmp_path / 'about.json').write_text(json.dumps(content))
        with pytest.raises(InputError, match='about.json is not what a script has written'):
            report.find_runs(tmp_path)
