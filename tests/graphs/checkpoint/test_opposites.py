import pytest

from tf1_ref.graphs.checkpoint.opposites import crosses, meaning, words


def test_words():
    assert words('Cell0') == words('cell_0') == ('cell',)
    assert words('lstmCell_fw2') == ('lstm', 'cell', 'fw')
    assert words('BiLSTM') == ('bi', 'lstm') and words('0') == ()
    assert meaning('fw') == meaning('forward') != meaning('bw')


@pytest.mark.parametrize(
    ('old', 'new'),
    [
        ('rnn/fw/kernel', 'encoder/bw/kernel'),
        ('cell_forward/W', 'BackwardCell/W'),
        ('encoder/l1/W', 'decoder/l1/W'),
        ('a/kernel', 'a/bias'),
        ('a/w', 'a/b'),
        ('bn/moving_mean', 'bn/moving_variance'),
        ('bn/gamma', 'bn/beta'),
        ('bn/scale', 'bn/offset'),
        ('att/query/kernel', 'att/key/kernel'),
        ('att/key_proj/W', 'att/V/W'),
        ('lstm/W_forget', 'lstm/W_input'),
        ('lstm/W_i', 'lstm/W_o'),
        ('gru/gates/kernel', 'gru/candidate/kernel'),
        ('G/dense/W', 'D/dense/W'),
        ('generator/W', 'disc/W'),
        ('actor/W', 'critic/W'),
        ('q/online/W', 'q/target/W'),
        ('a/depthwise_weights', 'a/pointwise_weights'),
    ],
)
def test_what_crosses(old, new):
    assert crosses(old, new) and crosses(new, old)


@pytest.mark.parametrize(
    ('old', 'new'),
    [
        ('rnn/fw/kernel', 'encoder/forward/weights'),
        ('rnn/fw/kernel', 'encoder/cell/kernel'),
        ('encoder/decoder_projection/W', 'decoder_projection/W'),
        ('a/W', 'b/kernel'),
        ('bn/moving_mean', 'bn/running_mean'),
        ('generator/W', 'g_net/W'),
        ('block1/W', 'unit_0/W'),
    ],
)
def test_what_does_not(old, new):
    assert not crosses(old, new) and not crosses(new, old)
