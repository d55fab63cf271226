import importlib.metadata
import os
import shutil

import numpy as np
import pytest

from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.training.checkpoints import HOUR, Checkpoints, Place, damage_of, kept_of, restore


@pytest.fixture
def session():
    tf.reset_default_graph()
    tf.get_variable('layer/W', [3, 5], initializer=tf.random_normal_initializer(seed=1))
    tf.get_variable('layer/b', [5], initializer=tf.ones_initializer())
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        yield sess


def names_in(folder):
    return sorted(path.stem for path in folder.glob('*.index'))


def content_of(folder):
    return {path: path.read_bytes() for path in folder.rglob('*') if path.is_file()}


def saved(sess, folder, *places, kept=4):
    checkpoints = Checkpoints(folder, kept=kept)
    for place in places:
        checkpoints.save(sess, Place(*place), {'begun': {'steps': place[1], 'cost': 1.0, 'seconds': 2.0}})
    return checkpoints


@pytest.mark.parametrize(
    ('ages', 'kept', 'expected'),
    [
        ([], 4, []),
        ([5], 1, [0]),
        ([5, 10, 15], 4, [0, 1, 2]),
        ([5, 10, 15], 1, [0]),
        ([5, 10, HOUR + 5, HOUR + 10], 2, [0, 2]),  # the newest that is older than an hour
        ([5, 10, 15, 20], 2, [0, 3]),  # none is yet: the oldest, until it is
        ([5, 10, 15, 20], 3, [0, 1, 3]),
        ([5, 10, 15, HOUR + 5, HOUR + 10], 4, [0, 1, 2, 3]),
        ([5, 10, 15, 20, HOUR + 5], 4, [0, 1, 3, 4]),  # 20 becomes the old one in its turn
        ([2 * HOUR, 3 * HOUR, 4 * HOUR], 2, [0, 1]),
        ([2 * HOUR, 3 * HOUR], 1, [0]),
    ],
)
def test_which_are_kept(ages, kept, expected):
    assert kept_of(ages, kept) == expected


@pytest.mark.parametrize('kept', [2, 3, 4, 7])
def test_over_a_long_run_one_is_always_older_than_an_hour(kept):
    births, now = [], 0
    for now in range(0, 8 * HOUR, 600):
        births.insert(0, now)
        ages = [now - birth for birth in births]
        births = [births[number] for number in kept_of(ages, kept)]
        assert len(births) <= kept and births[0] == now
        oldest = now - births[-1]
        assert oldest > HOUR or now <= HOUR
        assert kept < 4 or oldest <= 2 * HOUR + 600  # replaced in its turn


def test_rotation_touches_its_own_files_in_its_own_folder(session, tmp_path):
    mine = tmp_path / 'checkpoints'
    mine.mkdir()
    others = ['model.ckpt-1-mine.index', 'model.ckpt-2.index.bak', 'other.ckpt-1.index', 'model.ckpt-01.index', 'notes']
    for name in others:
        (mine / name).write_bytes(b'mine')
    saved(session, tmp_path, (1, 0), (1, 3), (2, 0), (3, 0), kept=2)
    assert sorted(os.listdir(mine)) == sorted(
        [*others, 'checkpoint']
        + [f'model.ckpt-{epoch}{end}' for epoch in ('1', '3') for end in ('.index', '.data-00000-of-00001', '.json')]
    )
    assert all((mine / name).read_bytes() == b'mine' for name in others)
    assert tf.train.latest_checkpoint(str(mine)) == str(mine / 'model.ckpt-3')  # for other programs


@pytest.mark.parametrize(
    'state',
    [
        b'model_checkpoint_path: "%s/model.ckpt-3"\nall_model_checkpoint_paths: "%s/model.ckpt-1"\n',
        b'model_checkpoint_path: "model.ckpt-3"\nall_model_checkpoint_paths: "../original/checkpoints/model.ckpt-1"\n',
        b'model_checkpoint_path: "C:\\\\runs\\\\model.ckpt-3"\n',
    ],
)
def test_a_copied_run_leaves_the_original_alone(session, tmp_path, state):
    original, copy = tmp_path / 'original', tmp_path / 'copy'
    original.mkdir()
    saved(session, original, (1, 0), (2, 0), (3, 0))
    (original / 'checkpoints' / 'checkpoint').write_bytes(state.replace(b'%s', os.fsencode(original / 'checkpoints')))
    shutil.copytree(original, copy)
    before = content_of(original)
    checkpoints = Checkpoints(copy, kept=1)
    assert checkpoints.newest()[0] == Place(3)
    checkpoints.save(session, Place(4))
    assert names_in(copy / 'checkpoints') == ['model.ckpt-4']
    assert content_of(original) == before


@pytest.mark.parametrize(
    ('state', 'said'),
    [
        (None, ''),
        ('pipe', 'is damaged; model.ckpt-3 is the newest that is whole'),
        (b'', 'is damaged; model.ckpt-3 is the newest that is whole'),
        (b'\xff\xfe\x00garbage"\\', 'is damaged'),
        (os.urandom(4096), 'is damaged'),
        (b'model_checkpoint_path: "/nowhere/model.ckpt-9"\n', 'names model.ckpt-9; model.ckpt-3 is the newest'),
        (b'model_checkpoint_path: "model.ckpt-1"\n', 'names model.ckpt-1; model.ckpt-3 is the newest'),
        (b'model_checkpoint_path: "/etc/passwd"\nall_model_checkpoint_paths: "/etc/passwd"\n', 'names passwd'),
    ],
)
def test_the_state_file_is_not_believed(session, tmp_path, capsys, state, said):
    checkpoints = saved(session, tmp_path, (1, 0), (2, 0), (3, 0))
    path = tmp_path / 'checkpoints' / 'checkpoint'
    path.unlink()
    if state == 'pipe':
        os.mkfifo(path)
    elif state is not None:
        path.write_bytes(state)
    assert checkpoints.newest()[0] == Place(3)
    printed = capsys.readouterr().out
    assert said in printed and len(printed.splitlines()) == bool(said)


def damage(path, how):
    content = path.read_bytes()
    if how == 'gone':
        path.unlink()
    elif how == 'pipe':  # a reader would wait for ever
        path.unlink()
        os.mkfifo(path)
    elif how == 'flipped':
        path.write_bytes(content[:20] + bytes([content[20] ^ 4]) + content[21:])
    else:
        path.write_bytes({'empty': b'', 'truncated': content[:-9], 'garbage': os.urandom(len(content))}[how])


@pytest.mark.parametrize('ending', ['.index', '.data-00000-of-00001'])
@pytest.mark.parametrize('how', ['empty', 'truncated', 'garbage', 'flipped', 'gone', 'pipe'])
def test_a_damaged_one_is_passed_over(session, tmp_path, capsys, how, ending):
    checkpoints = saved(session, tmp_path, (1, 0), (2, 0), (2, 7))
    folder = tmp_path / 'checkpoints'
    damage(folder / f'model.ckpt-2-7{ending}', how)
    assert checkpoints.newest()[0] == Place(2)
    lines = capsys.readouterr().out.splitlines()
    if (how, ending) != ('gone', '.index'):
        assert f'Passing over the damaged checkpoint {folder}/model.ckpt-2-7 (' in lines[0]
        assert len(lines) == 2
    # One that is saved afterwards takes its place, and the damaged one counts no more.
    checkpoints.save(session, Place(2, 5), {'begun': {'steps': 5, 'cost': 1.0, 'seconds': 2.0}})
    assert names_in(folder) == ['model.ckpt-1', 'model.ckpt-2', 'model.ckpt-2-5']
    assert checkpoints.newest()[0] == Place(2, 5)


def test_within_an_epoch_its_notes_belong_to_it(session, tmp_path, capsys):
    checkpoints = saved(session, tmp_path, (1, 0), (1, 7))
    for content in ('{"begun": ', '[]', '{"begun": {"steps": 7}}', '{"begun": {"steps": 8, "cost": 1, "seconds": 1}}'):
        (tmp_path / 'checkpoints' / 'model.ckpt-1-7.json').write_text(content)
        assert checkpoints.newest()[0] == Place(1)
        assert 'model.ckpt-1-7.json is missing or damaged' in capsys.readouterr().out


@pytest.mark.parametrize('ending', ['.index', '.data-00000-of-00001'])
def test_where_none_is_whole_nothing_is_changed(session, tmp_path, ending):
    checkpoints = saved(session, tmp_path, (1, 0), (2, 0))
    for path in (tmp_path / 'checkpoints').glob(f'*{ending}'):
        damage(path, 'truncated')
    before = content_of(tmp_path)
    with pytest.raises(InputError, match='no checkpoint in .* is whole .*model.ckpt-2: .*nothing was changed'):
        checkpoints.newest()
    assert content_of(tmp_path) == before


def test_without_any_index_nothing_is_changed(session, tmp_path):
    checkpoints = saved(session, tmp_path, (1, 0), (2, 0))
    for path in (tmp_path / 'checkpoints').glob('*.index'):
        path.unlink()
    with pytest.raises(InputError, match='its index is missing'):
        checkpoints.newest()


def test_every_flipped_bit_is_noticed_or_does_no_harm(session, tmp_path):
    saved(session, tmp_path, (1, 0))
    prefix = tmp_path / 'checkpoints' / 'model.ckpt-1'
    right = dict(zip(['layer/W', 'layer/b'], session.run(tf.global_variables()), strict=True))
    noticed = total = 0
    for path in (prefix.with_name(f'{prefix.name}{ending}') for ending in ('.index', '.data-00000-of-00001')):
        content = path.read_bytes()
        for place in range(len(content)):
            path.write_bytes(content[:place] + bytes([content[place] ^ 1 << place % 8]) + content[place + 1 :])
            total += 1
            if damage_of(prefix):
                noticed += 1
            else:
                reader = tf.train.NewCheckpointReader(str(prefix))
                assert {*reader.get_variable_to_shape_map()} == {*right}, (path, place)
                for name, value in right.items():
                    np.testing.assert_array_equal(reader.get_tensor(name), value)
        path.write_bytes(content)
    assert damage_of(prefix) is None
    assert total - noticed <= 52  # the padding of the footer


def test_leftovers_of_kills_are_swept(session, tmp_path):
    checkpoints = saved(session, tmp_path, (1, 0), (2, 0))
    folder = tmp_path / 'checkpoints'
    before = sorted(os.listdir(folder))
    (folder / '.saving').mkdir()
    (folder / '.saving' / 'model.ckpt-3.index').write_bytes(b'half')
    (folder / 'model.ckpt-3_temp').mkdir()
    for name in (
        'model.ckpt-3.data-00000-of-00001.tempstate12345',
        'model.ckpt-3.index.tempstate12345',
        'model.ckpt-3.data-00000-of-00001',
        'model.ckpt-3.json',
        '.checkpoint.4321',
        'checkpoint.tmp0123456789abcdef0123456789abcdef',
    ):
        (folder / name).write_bytes(b'half')
    assert checkpoints.newest()[0] == Place(2)
    checkpoints.sweep()
    assert sorted(os.listdir(folder)) == before


def test_a_first_one_killed_on_its_way_is_no_damage(session, tmp_path):
    checkpoints = saved(session, tmp_path, (1, 0))
    folder = tmp_path / 'checkpoints'
    (folder / 'model.ckpt-1.index').unlink()
    (folder / '.saving').mkdir()  # killed between the two
    assert checkpoints.newest() is None
    checkpoints.sweep()
    assert not [name for name in os.listdir(folder) if name.startswith(('model', '.saving'))]


@pytest.mark.skipif(
    importlib.metadata.version('tensorflow').startswith('2.16.'),
    reason='2.16 itself takes the path for a pattern: such a run cannot be resumed there, and is refused',
)
def test_a_folder_whose_name_looks_like_a_pattern(session, tmp_path):
    folder = tmp_path / 'rate=[1]*?'
    folder.mkdir()
    checkpoints = saved(session, folder, (1, 0))
    weights = session.run(tf.global_variables())
    session.run(tf.global_variables_initializer())
    assert checkpoints.newest()[0] == Place(1)
    checkpoints.restore(session, Place(1))
    for one, other in zip(weights, session.run(tf.global_variables()), strict=True):
        np.testing.assert_array_equal(one, other)


def test_one_checkpoint_by_its_path(session, tmp_path):
    saver = tf.train.Saver()
    path = saver.save(session, str(tmp_path / 'model'))
    session.run(tf.global_variables()[1].assign(np.zeros(5)))
    restore(saver, session, path)
    assert session.run('layer/b:0').tolist() == [1] * 5
    tf.get_variable('new', [2])
    with pytest.raises(InputError, match='is of another model: this one has new of shape'):
        restore(saver, session, path)
    with pytest.raises(InputError, match='cannot be read'):
        restore(saver, session, tmp_path / 'none')
