import pytest

from tests.compat.contrib import parity
from tf1_ref.compat.restored.learn import base
from tf1_ref.errors import InputError


@parity.programs_of('tf1_ref.compat.restored.learn.base')
def test_parity(family, title):
    parity.check(family, title)


def test_a_file_that_is_there_is_not_downloaded(tmp_path):
    (tmp_path / 'table.csv').write_text('1,2\n')
    url = (tmp_path / 'no such file').as_uri()
    assert base.maybe_download('table.csv', str(tmp_path), url) == str(tmp_path / 'table.csv')


def test_a_download_goes_into_the_folder(tmp_path, capsys):
    source = tmp_path / 'source'
    source.write_text('1,2\n')
    path = base.maybe_download('table.csv', str(tmp_path / 'work'), source.as_uri())
    assert (tmp_path / 'work' / 'table.csv').read_text() == '1,2\n' and path == str(tmp_path / 'work' / 'table.csv')
    assert capsys.readouterr().out == 'Successfully downloaded table.csv 4 bytes.\n'


@pytest.mark.parametrize('content', ['', 'a,b\n1,2\n', '3\n'])
def test_a_table_without_numbers_on_its_first_line(tmp_path, content):
    (tmp_path / 'table.csv').write_text(content)
    with pytest.raises(InputError, match='table.csv: its first line does not start with the numbers of rows'):
        base.load_csv_with_header(str(tmp_path / 'table.csv'), int, float)
