import html.parser
import json
import subprocess

import pytest

from tests import damage, needs
from tests.scripts.running import assert_refused, is_png, run_script
from tf1_ref.errors import InputError
from tf1_ref.scripts import report

RUN = {
    'script': 'train_cnn',
    'settings': {'dataset': 'mnist', 'seed': 3},
    'results': {'costs': [0.25, 0.125], 'test_accuracy': 0.9425, 'rows': {'psnr': 14.5}},
    'deck': {'costs': [0.21, 0.088], 'test_accuracy': 0.9415},
    'variables': [{'name': 'conv1/<W>', 'shape': [3, 3, 1, 4], 'dtype': 'float32', 'trainable': True}],
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
    return tmp_path


class Page(html.parser.HTMLParser):
    """Collects what a test wants to know of a page."""

    def __init__(self, text):
        super().__init__()
        self.cells, self.images, self.links, self._inside = [], [], [], False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self._inside = tag in ('td', 'th')
        attributes = dict(attrs)
        if tag == 'img':
            self.images.append(attributes['src'])
        self.links += [value for name, value in attrs if name in ('href', 'src') and not value.startswith('data:')]

    def handle_data(self, data):
        if self._inside:
            self.cells.append(data)

    def handle_endtag(self, tag):
        self._inside = False


def test_one_page_with_everything_in_it(runs):
    done = run_script('report', f'--log_dir={runs}')
    assert done.returncode == 0, done.stderr
    page = Page((runs / 'report.html').read_text())
    assert page.links == []  # nothing is loaded from elsewhere
    assert len(page.images) == 2
    assert all(image.startswith('data:image/png;base64,') for image in page.images)
    for cell in ('94.25 %', '94.15 %', '0.1250', '0.0880', 'rows, psnr', '14.5000', 'conv1/<W>', '3 × 3 × 1 × 4'):
        assert cell in page.cells


def test_without_numbers_of_the_deck_there_is_no_column_for_them(runs):
    for path in runs.rglob('metrics.json'):
        path.write_text(json.dumps({**RUN, 'deck': {}}))
    assert run_script('report', f'--log_dir={runs}').returncode == 0
    cells = Page((runs / 'report.html').read_text()).cells
    assert 'deck' not in cells and 'value' in cells and '' not in cells


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


@pytest.mark.parametrize('width', [1200, 400])
def test_a_browser_shows_it(width, tmp_path):
    """A real run's page in headless Chromium, at desktop and phone width; no wider than the window."""
    browser = needs.browser()
    needs.modules('matplotlib')
    log_dir = tmp_path / 'runs' / 'train_cnn'
    trained = run_script('train_cnn', '--dataset=fake', '--training_epochs=1', f'--log_dir={log_dir}')
    assert trained.returncode == 0, trained.stderr
    assert run_script('report', f'--log_dir={tmp_path}/runs').returncode == 0
    page = tmp_path / 'runs' / 'report.html'
    measured = (
        '<script>document.title = document.documentElement.scrollWidth + " " + document.images.length</script></body>'
    )
    page.write_text(page.read_text().replace('</body>', measured))
    flags = [
        *('--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--hide-scrollbars'),
        *('--disable-background-networking', '--disable-component-update', '--disable-sync'),
        f'--user-data-dir={tmp_path}/browser',
        f'--window-size={width},2000',
    ]
    shot = tmp_path / 'shot.png'
    subprocess.run(
        [browser, *flags, f'--screenshot={shot}', f'file://{page}'], check=True, capture_output=True, timeout=120
    )
    assert is_png(shot)
    dumped = subprocess.run(
        [browser, *flags, '--dump-dom', f'file://{page}'], check=True, capture_output=True, text=True, timeout=120
    )
    title = dumped.stdout.partition('<title>')[2].partition('</title>')[0]
    scroll_width, images = map(int, title.split())
    assert images == 5
    assert scroll_width <= max(width, 500)  # headless Chromium makes no window narrower than 500 pixels


def test_values_of_the_wrong_form_in_any_place(tmp_path):
    """Each is shown, or refused in one line."""
    path, refused = tmp_path / 'metrics.json', 0
    for place in damage.places(RUN):
        for value in damage.VALUES:
            path.write_text(json.dumps(damage.damaged(RUN, place, value)))
            try:
                runs = [(tmp_path, report._read(path))]
            except InputError as error:
                assert str(error).isprintable() and f'{path} is not what a script has written' in str(error)
                refused += 1
            else:
                assert report._text_table(tmp_path, runs) and report._page(tmp_path, runs).encode()
    assert refused > 100
