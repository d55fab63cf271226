"""The pages for whoever works on this project: what they name is there."""

import importlib.util
import pathlib
import re

import pytest

import tf1_ref
from tests.arrows import PACKAGE, ROOT

PAGES = sorted(path for path in PACKAGE.rglob('README.md') if path.parent.joinpath('__init__.py').exists())
SUFFIXES = ('.py', '.md', '.json', '.txt', '/')


def named(text):
    """What a page names in backquotes, commands in their first word behind `-m`."""
    return re.findall(r'`([^`\n]+)`', text)


def test_the_readme_leads_to_every_page():
    linked = set(re.findall(r'\]\((tf1_ref/[^)]*README\.md)\)', (ROOT / 'README.md').read_text(encoding='utf-8')))
    assert linked == {path.relative_to(ROOT).as_posix() for path in PAGES}


@pytest.mark.parametrize('page', PAGES, ids=lambda page: page.parent.name)
def test_modules_and_files_are_there(page):
    text = page.read_text(encoding='utf-8')
    assert len(text.splitlines()) <= 90
    for module in re.findall(r'python -m ([\w.]+)', text):
        assert importlib.util.find_spec(module), module
    for name in named(text):
        if not name.endswith(SUFFIXES) or ' ' in name or re.search('[A-Z]{3}|[.]{3}', name.replace('README', '')):
            continue
        found = [path for folder in (page.parent, PACKAGE, ROOT) for path in folder.glob(name.removeprefix('../'))]
        assert found, f'{page}: {name}'


def test_every_folder_beside_a_page_is_on_it():
    for page in PAGES:
        text = page.read_text(encoding='utf-8')
        for folder in page.parent.iterdir():
            if folder.is_dir() and folder.joinpath('__init__.py').exists():
                assert f'`{folder.name}/`' in text, folder
    assert pathlib.Path(tf1_ref.__file__).parent == PACKAGE
