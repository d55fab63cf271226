"""Files written beside their name and renamed."""

import os
import signal

import pytest

from tf1_ref.files import is_odd, odd_part, read_bytes, write_json, written_beside


def test_the_name_appears_only_when_the_block_ends(tmp_path):
    path = tmp_path / 'a.bin'
    with written_beside(path) as f:
        f.write(b'new')
        assert not path.exists()
    assert path.read_bytes() == b'new'
    assert os.listdir(tmp_path) == ['a.bin']


@pytest.mark.parametrize('failure', [ValueError, KeyboardInterrupt, SystemExit])
def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path, failure):
    path = tmp_path / 'a.bin'
    path.write_bytes(b'old')
    with pytest.raises(failure):
        with written_beside(path) as f:
            f.write(b'half')
            raise failure
    assert path.read_bytes() == b'old'
    assert os.listdir(tmp_path) == ['a.bin']


def test_a_missing_folder_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        with written_beside(tmp_path / 'none' / 'a.bin'):
            pass


def test_a_pipe_is_written_to_and_stays_one(tmp_path):
    os.mkfifo(tmp_path / 'pipe')
    reader = os.open(tmp_path / 'pipe', os.O_RDONLY | os.O_NONBLOCK)
    with written_beside(tmp_path / 'pipe', 'w') as f:
        f.write('text')
    assert os.read(reader, 100) == b'text'
    os.close(reader)
    assert os.listdir(tmp_path) == ['pipe'] and not (tmp_path / 'pipe').is_file()


def test_a_pipe_that_nobody_named_is_not_waited_for(tmp_path):
    pipe = tmp_path / 'a.json'
    os.mkfifo(pipe)
    assert is_odd(pipe) and is_odd('/dev/zero') and not is_odd(tmp_path) and not is_odd(tmp_path / 'none')
    with pytest.raises(OSError, match='is no regular file'):
        read_bytes(pipe)
    write_json(pipe, [])
    assert read_bytes(pipe) == b'[]\n' and os.listdir(tmp_path) == ['a.json']
    with pytest.raises(FileNotFoundError):
        read_bytes(tmp_path / 'none')


def test_the_odd_part_of_a_checkpoint(tmp_path):
    prefix = tmp_path / 'model[1]'
    (tmp_path / 'model[1].index').write_text('')
    assert odd_part(prefix) is None
    os.mkfifo(tmp_path / 'model1.index')  # of another, of which the name is a pattern
    assert odd_part(prefix) is None
    os.mkfifo(tmp_path / 'model[1].meta')
    assert odd_part(str(prefix)) == tmp_path / 'model[1].meta'


def test_standard_output_that_is_a_file_is_written_to_as_it_is(tmp_path):
    with open(tmp_path / 'out', 'wb') as out:
        out.write(b'before ')
        out.flush()
        with written_beside(f'/dev/fd/{out.fileno()}') as file:
            file.write(b'after')
    assert (tmp_path / 'out').read_bytes() == b'before after'


def test_kill_9_in_mid_write_leaves_the_old_file(tmp_path):
    path = tmp_path / 'a.bin'
    path.write_bytes(b'old')
    child = os.fork()
    if not child:
        with written_beside(path) as f:
            f.write(b'half')
            f.flush()
            os.kill(os.getpid(), signal.SIGKILL)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert path.read_bytes() == b'old'
    with written_beside(path) as f:
        f.write(b'new')
    assert path.read_bytes() == b'new'
