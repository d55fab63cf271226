"""What is distributed: a wheel with all that is needed at run time, and sources with all that a checkout has."""

import collections
import email
import os
import re
import sys
import tarfile
import urllib.parse
import zipfile

import pytest

import tf1_ref
from tests import building
from tests.arrows import ROOT
from tf1_ref.compat.process import supported

EPOCH = {'SOURCE_DATE_EPOCH': '1700000000'}


@pytest.fixture(scope='module')
def sources(tmp_path_factory):
    building.needed()
    return building.sources(tmp_path_factory.mktemp('sources') / 'tf1_ref')


@pytest.fixture(scope='module')
def wheel(sources, tmp_path_factory):
    return building.wheel(sources, tmp_path_factory.mktemp('first'), **EPOCH)


@pytest.fixture(scope='module')
def metadata(wheel):
    with zipfile.ZipFile(wheel) as files:
        (name,) = (name for name in files.namelist() if name.endswith('/METADATA'))
        return email.message_from_bytes(files.read(name))


def test_the_wheel_has_every_file_of_the_package(wheel):
    names = {name for name in zipfile.ZipFile(wheel).namelist() if '.dist-info/' not in name}
    missing = {*building.files('tf1_ref')} - names
    assert missing == {name for name in missing if name.endswith('/README.md')}  # for whoever works on it
    assert names - {*building.files('tf1_ref')} == set()


def test_what_the_wheel_says_of_itself(metadata):
    said = (
        metadata['Name'].replace('-', '_'),
        metadata['Version'],
        metadata['License-Expression'] or metadata['License'],
    )
    assert said == ('tf1_ref', tf1_ref.__version__, 'Apache-2.0')
    pythons = [f'Programming Language :: Python :: {python}' for python in supported.PYTHON]
    assert {*pythons, 'Typing :: Typed'} <= {*metadata.get_all('Classifier')}
    assert {'Author', 'Keywords', 'License-File', 'Requires-Python'} <= {*metadata.keys()}


def test_the_same_sources_give_the_same_wheel(sources, wheel, tmp_path):
    assert building.wheel(sources, tmp_path, **EPOCH).read_bytes() == wheel.read_bytes()


def test_the_source_distribution_is_whole(sources):
    building.run(sys.executable, 'setup.py', '--quiet', 'sdist', cwd=sources)
    (archive,) = (sources / 'dist').glob('*.tar.gz')
    with tarfile.open(archive) as files:
        modes = {one.name.partition('/')[2]: one.mode for one in files.getmembers() if one.isfile()}
    assert {*building.files()} - {*modes} == set()
    assert modes['run_all.sh'] & modes['.ci/run'] & 0o100


def test_it_is_installed_from_a_git_url(tmp_path):
    building.needed()
    if not building.is_git_checkout():
        pytest.skip('these sources are no git checkout, or git is not installed')
    trusted = {'GIT_CONFIG_COUNT': '1', 'GIT_CONFIG_KEY_0': 'safe.directory', 'GIT_CONFIG_VALUE_0': '*'}
    built = building.wheel(f'tf1_ref @ git+file://localhost{urllib.parse.quote(str(ROOT))}', tmp_path, **trusted)
    assert built.name.startswith('tf1_ref-') and 'tf1_ref/compat/tf.py' in zipfile.ZipFile(built).namelist()


def test_the_changes_begin_with_this_version():
    text = (ROOT / '.github' / 'CHANGELOG.md').read_text(encoding='utf-8')
    assert re.findall(r'^## (\S+)', text, re.M)[0] == tf1_ref.__version__
    readme = (ROOT / 'README.md').read_text(encoding='utf-8')
    assert {*re.findall(r'tf1_ref-([\d.]+)-py3', readme)} == {tf1_ref.__version__}


def test_every_package_that_is_installed_is_listed_with_its_licence(metadata):
    installed = collections.defaultdict(set)
    for required in metadata.get_all('Requires-Dist'):
        name, extra = re.match('[A-Za-z0-9_-]+', required).group(), re.search('extra == [\'"](\\w+)[\'"]', required)
        installed[name.replace('_', '-')] |= {extra.group(1)} - {'all'} if extra else set()
    text = (ROOT / 'tf1_ref' / 'LICENSES.md').read_text(encoding='utf-8')
    rows = re.findall(r'^\| ([\w-]+) \| ([\w, ]*?) ?\| (\S.*) \|$', text, re.M)[1:]
    assert {name.replace('_', '-'): {*filter(None, extras.split(', '))} for name, extras, _ in rows} == installed


def test_the_workflow_tests_the_ends_of_the_range():
    text = (ROOT / '.github' / 'workflows' / 'ci.yml').read_text(encoding='utf-8')
    tested = re.findall(r"\{tensorflow: ([\d.]+), python: '([\d.]+)'\}", text)
    assert tuple(tested) == supported.ENDS
    assert os.access(ROOT / '.ci' / 'wheel', os.X_OK)
