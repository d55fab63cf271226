"""`tf.contrib.seq2seq`."""

import numpy as np

from tests.compat.contrib.programs.contrib_rnn import names
from tests.compat.contrib.programs.rnn_cell import steps

LENGTHS = [5, 2, 3]

PREFIX = 'tf.contrib.seq2seq.'


def loss(**options):
    def program(tf):
        targets = tf.constant(np.random.RandomState(0).randint(0, 7, [3, 5]))
        weights = tf.sequence_mask(LENGTHS, 5, tf.float32)
        return tf.contrib.seq2seq.sequence_loss(steps(tf), targets, weights, **options)

    return program


def own_loss(tf):
    function = lambda labels, logits: tf.reduce_sum(logits, 1) * tf.cast(labels, tf.float32)  # noqa: E731
    return loss(softmax_loss_function=function)(tf)


def decoded(tf, helper, cell=None, state=None, layer=True, **options):
    cell = cell or tf.nn.rnn_cell.GRUCell(11)
    state = cell.zero_state(3, tf.float32) if state is None else state
    # From tensorflow.python.layers.core, as scripts import it.
    from tensorflow.python.layers.core import Dense

    decoder = tf.contrib.seq2seq.BasicDecoder(cell, helper, state, Dense(7, name='out') if layer else None)
    outputs, state, lengths = tf.contrib.seq2seq.dynamic_decode(decoder, **options)
    return outputs, lengths


def training(tf, cell=None, **options):
    return decoded(tf, tf.contrib.seq2seq.TrainingHelper(steps(tf), LENGTHS), cell, **options)


def embedding(tf):
    return tf.get_variable('embedding', [7, 7])


def greedy(tf, **options):
    helper = tf.contrib.seq2seq.GreedyEmbeddingHelper(embedding(tf), tf.fill([3], 1), 2)
    return decoded(tf, helper, maximum_iterations=4, **options)


def sampled(tf, **options):
    helper = tf.contrib.seq2seq.SampleEmbeddingHelper(embedding(tf), tf.fill([3], 1), 2, **options)
    return decoded(tf, helper, maximum_iterations=4, parallel_iterations=1)


def scheduled(tf):
    helper = tf.contrib.seq2seq.ScheduledEmbeddingTrainingHelper(steps(tf), LENGTHS, embedding(tf), 0.5)
    return decoded(tf, helper, parallel_iterations=1)


def inference(tf):
    helper = tf.contrib.seq2seq.InferenceHelper(
        sample_fn=lambda outputs: outputs[:, :7],
        sample_shape=[7],
        sample_dtype=tf.float32,
        start_inputs=tf.zeros([3, 7]),
        end_fn=lambda ids: tf.reduce_sum(ids, 1) > 100.0,
    )
    return decoded(tf, helper, maximum_iterations=4)


def custom(tf):
    helper = tf.contrib.seq2seq.CustomHelper(
        initialize_fn=lambda: (tf.tile([False], [3]), tf.zeros([3, 7])),
        sample_fn=lambda time, outputs, state: tf.cast(tf.argmax(outputs, 1), tf.int32),
        next_inputs_fn=lambda time, outputs, state, sample_ids: (sample_ids > 5, outputs, state),
    )
    return decoded(tf, helper, maximum_iterations=4)


def attention(tf, name='LuongAttention', wrapper=None, decode=None, **options):
    """A decoder that attends to a memory."""
    memory = steps(tf, 3, 5, 13)
    mechanism = getattr(tf.contrib.seq2seq, name)(11, memory, **options)
    cell = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(11), mechanism, **(wrapper or {}))
    return training(tf, cell, **(decode or {}))


def wrapper_state(tf):
    memory = steps(tf, 3, 5, 13)
    mechanisms = [tf.contrib.seq2seq.BahdanauAttention(11, memory), tf.contrib.seq2seq.LuongAttention(11, memory)]
    cell = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.LSTMCell(11), mechanisms, [3, 2], output_attention=False)
    state = cell.zero_state(3, tf.float32)
    state = state.clone(cell_state=tf.nn.rnn_cell.LSTMStateTuple(tf.ones([3, 11]), tf.zeros([3, 11])))
    output, state = cell(steps(tf, 3, 7), state)
    return output, list(state), str(cell.state_size), str(cell.output_size)


def history(tf):
    memory = steps(tf, 3, 5, 13)
    mechanism = tf.contrib.seq2seq.BahdanauAttention(11, memory, normalize=True)
    cell = tf.contrib.seq2seq.AttentionWrapper(
        tf.nn.rnn_cell.GRUCell(11), mechanism, alignment_history=True, initial_cell_state=tf.ones([3, 11])
    )
    helper = tf.contrib.seq2seq.TrainingHelper(steps(tf), LENGTHS)
    decoder = tf.contrib.seq2seq.BasicDecoder(cell, helper, cell.zero_state(3, tf.float32))
    outputs, state, lengths = tf.contrib.seq2seq.dynamic_decode(decoder)
    return outputs, state.alignment_history.stack(), lengths


def own_decoder(tf):
    class Counter(tf.contrib.seq2seq.Decoder):
        batch_size = property(lambda self: 3)
        output_size = property(lambda self: tf.TensorShape([2]))
        output_dtype = property(lambda self: tf.float32)

        def initialize(self, name=None):
            return tf.tile([False], [3]), tf.zeros([3, 2]), tf.zeros([3])

        def step(self, time, inputs, state, name=None):
            return inputs, state + 1.0, inputs + 1.0, state > 1.0

    return tf.contrib.seq2seq.dynamic_decode(Counter(), maximum_iterations=5)


def beam_inputs(tf, **options):
    found = {'embedding': embedding(tf), 'start_tokens': tf.fill([3], 1), 'end_token': 2, 'beam_width': 2}
    return dict(found, **options)


def searched(tf, cell=None, state=None, layer=True, decode=None, **options):
    """A beam search of at most six steps."""
    from tensorflow.python.layers.core import Dense

    library, cell = tf.contrib.seq2seq, cell or tf.nn.rnn_cell.GRUCell(11)
    if state is None:
        state = library.tile_batch(steps(tf, 3, 11), 2)
    # Large weights, so that sequences end at different lengths.
    layer = Dense(7, use_bias=False, kernel_initializer=tf.random_normal_initializer(stddev=3.0)) if layer else None
    decoder = library.BeamSearchDecoder(cell, initial_state=state, output_layer=layer, **beam_inputs(tf, **options))
    found, state, lengths = library.dynamic_decode(decoder, maximum_iterations=6, **(decode or {}))
    return found, state, lengths


def attending(tf, mechanisms=1, **wrapper):
    """A cell that attends to a memory tiled for two beams, and its first state."""
    library = tf.contrib.seq2seq
    memory, lengths = library.tile_batch(steps(tf, 3, 5, 13), 2), library.tile_batch(tf.constant(LENGTHS), 2)
    found = [library.BahdanauAttention(11, memory, memory_sequence_length=lengths) for _ in range(mechanisms)]
    cell = tf.nn.rnn_cell.BasicLSTMCell(11)
    cell = library.AttentionWrapper(cell, found if mechanisms > 1 else found[0], **wrapper)
    return cell, cell.zero_state(6, tf.float32)


def searched_with_attention(tf, mechanisms=1, wrapper=None, **options):
    cell, state = attending(tf, mechanisms, **(wrapper or {}))
    found, state, lengths = searched(tf, cell, state, **options)
    history = state.cell_state.alignment_history
    return list(found), list(state)[1:], history.stack() if hasattr(history, 'stack') else history, lengths


def searched_deep(tf):
    cell, state = attending(tf)
    inner = tf.nn.rnn_cell.LSTMCell(11)
    cells = tf.nn.rnn_cell.MultiRNNCell([inner, cell])
    state = (inner.zero_state(6, tf.float32), state)
    found, state, lengths = searched(tf, cells, state, coverage_penalty_weight=0.2)
    return found, lengths


def sorted_history(tf):
    """An array in the state whose elements' shape is known to be in rows."""

    class Kept(tf.nn.rnn_cell.RNNCell):
        output_size = 7
        state_size = (7, 7)

        def call(self, inputs, state):
            kept, array = state
            kept = kept * 0.5 + inputs
            return kept, (kept, array.write(array.size(), kept))

    tokens = tf.placeholder_with_default([1, 1, 1], [None])
    array = tf.TensorArray(tf.float32, size=0, dynamic_size=True, element_shape=[None, 7])
    state = (tf.zeros([6, 7]), array)
    return searched(tf, Kept(), state, layer=False, start_tokens=tokens)


def tree(tf):
    random = np.random.RandomState(5)
    ids, parents = random.randint(0, 9, [6, 3, 4]), random.randint(0, 4, [6, 3, 4])
    return tf.contrib.seq2seq.gather_tree(
        step_ids=ids.astype(np.int32),
        parent_ids=tf.constant(parents, tf.int32),
        max_sequence_lengths=tf.constant([6, 4, 0]),
        end_token=8,
    )


def monotonic(tf, mode='parallel'):
    chosen = tf.sigmoid(steps(tf, 3, 5))
    chosen = tf.round(chosen) if mode == 'hard' else chosen
    previous = tf.one_hot([0, 1, 2], 5)
    return tf.contrib.seq2seq.monotonic_attention(chosen, previous, mode)


def scheduled_outputs(tf, **options):
    helper = tf.contrib.seq2seq.ScheduledOutputTrainingHelper(steps(tf), LENGTHS, 0.5, **options)
    return decoded(tf, helper, parallel_iterations=1)


def auxiliary(tf, **options):
    return scheduled_outputs(tf, auxiliary_inputs=steps(tf, 3, 5, 2), **options)


def cloned(tf):
    size = tf.shape(tf.placeholder_with_default(np.zeros(3, np.float32), [None]))[0]
    mechanism = tf.contrib.seq2seq.LuongAttention(11, steps(tf))
    wrapper = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.LSTMCell(11), mechanism)
    state = tf.nn.rnn_cell.LSTMCell(11).zero_state(size, tf.float32)
    return list(wrapper.zero_state(size, tf.float32).clone(cell_state=state).cell_state)


PROGRAMS = {
    'AttentionWrapper, a state of unknown size': cloned,
    'names': lambda tf: names(tf.contrib.seq2seq),
    'sequence_loss': loss(),
    'sequence_loss, per step': loss(average_across_batch=True, average_across_timesteps=False),
    'sequence_loss, per example': loss(average_across_batch=False),
    'sequence_loss, not averaged': loss(average_across_batch=False, average_across_timesteps=False),
    'sequence_loss, sum': loss(
        average_across_batch=False, average_across_timesteps=False, sum_over_batch=True, sum_over_timesteps=True
    ),
    'sequence_loss, sum over the batch': loss(
        average_across_batch=False, average_across_timesteps=False, sum_over_batch=True
    ),
    'sequence_loss, own': own_loss,
    'BasicDecoder': training,
    'BasicDecoder, no layer': lambda tf: training(tf, layer=False),
    'BasicDecoderOutput': lambda tf: str(tf.contrib.seq2seq.BasicDecoderOutput(1, sample_id=2)),
    'Decoder': own_decoder,
    'dynamic_decode': lambda tf: training(tf, output_time_major=True, impute_finished=True, scope='mine'),
    'TrainingHelper': lambda tf: decoded(
        tf, tf.contrib.seq2seq.TrainingHelper(tf.transpose(steps(tf), [1, 0, 2]), LENGTHS, time_major=True)
    ),
    'Helper': lambda tf: issubclass(tf.contrib.seq2seq.TrainingHelper, tf.contrib.seq2seq.Helper),
    'GreedyEmbeddingHelper': greedy,
    'GreedyEmbeddingHelper, imputed': lambda tf: greedy(tf, impute_finished=True),
    'SampleEmbeddingHelper': sampled,
    'SampleEmbeddingHelper, temperature': lambda tf: sampled(tf, softmax_temperature=0.5, seed=3),
    'ScheduledEmbeddingTrainingHelper': scheduled,
    'InferenceHelper': inference,
    'CustomHelper': custom,
    'LuongAttention': attention,
    'LuongAttention, everything': lambda tf: attention(
        tf, memory_sequence_length=LENGTHS, scale=True, wrapper={'attention_layer_size': 3}
    ),
    'BahdanauAttention': lambda tf: attention(tf, 'BahdanauAttention', memory_sequence_length=LENGTHS),
    'BahdanauAttention, normalized': lambda tf: attention(tf, 'BahdanauAttention', normalize=True),
    'AttentionWrapper': history,
    'AttentionWrapperState': wrapper_state,
    'AttentionMechanism': lambda tf: issubclass(
        tf.contrib.seq2seq.LuongAttention, tf.contrib.seq2seq.AttentionMechanism
    ),
    'ScheduledOutputTrainingHelper': scheduled_outputs,
    'ScheduledOutputTrainingHelper, function': lambda tf: auxiliary(tf, next_inputs_fn=lambda one: one * 0.5, seed=3),
    'ScheduledOutputTrainingHelper, auxiliary': auxiliary,
    'LuongMonotonicAttention': lambda tf: attention(tf, 'LuongMonotonicAttention'),
    'LuongMonotonicAttention, everything': lambda tf: attention(
        tf,
        'LuongMonotonicAttention',
        memory_sequence_length=LENGTHS,
        scale=True,
        sigmoid_noise=0.0,
        score_bias_init=-0.5,
        mode='recursive',
    ),
    'LuongMonotonicAttention, hard': lambda tf: attention(tf, 'LuongMonotonicAttention', mode='hard'),
    'BahdanauMonotonicAttention': lambda tf: attention(tf, 'BahdanauMonotonicAttention', normalize=True),
    'BahdanauMonotonicAttention, noise': lambda tf: attention(
        tf, 'BahdanauMonotonicAttention', decode={'parallel_iterations': 1}, sigmoid_noise=0.5, sigmoid_noise_seed=3
    ),
    'monotonic_attention': monotonic,
    'monotonic_attention, recursive': lambda tf: monotonic(tf, 'recursive'),
    'monotonic_attention, hard': lambda tf: monotonic(tf, 'hard'),
    'safe_cumprod': lambda tf: tf.contrib.seq2seq.safe_cumprod(tf.sigmoid(steps(tf, 3, 5)), axis=1, exclusive=True),
    'gather_tree': tree,
    'BeamSearchDecoder': searched,
    'BeamSearchDecoder, time major': lambda tf: searched(
        tf,
        embedding=lambda ids: tf.one_hot(ids, 7),
        layer=False,
        cell=tf.nn.rnn_cell.GRUCell(7),
        state=tf.zeros([6, 7]),
        decode={'output_time_major': True},
    ),
    'BeamSearchDecoder, length penalty': lambda tf: searched(tf, length_penalty_weight=0.7),
    'BeamSearchDecoder, attention': lambda tf: searched_with_attention(
        tf, wrapper={'alignment_history': True, 'attention_layer_size': 5}, reorder_tensor_arrays=False
    ),
    'BeamSearchDecoder, coverage penalty': lambda tf: searched_with_attention(tf, coverage_penalty_weight=0.3),
    'BeamSearchDecoder, two mechanisms': lambda tf: searched_with_attention(tf, 2, coverage_penalty_weight=0.3),
    'BeamSearchDecoder, deep': searched_deep,
    'BeamSearchDecoder, arrays': sorted_history,
    'BeamSearchDecoderState': lambda tf: str(tf.contrib.seq2seq.BeamSearchDecoderState(1, 2, 3, 4, 5)),
    'BeamSearchDecoderOutput': lambda tf: str(tf.contrib.seq2seq.BeamSearchDecoderOutput(1, 2, parent_ids=3)),
    'FinalBeamSearchDecoderOutput': lambda tf: str(tf.contrib.seq2seq.FinalBeamSearchDecoderOutput(1, 2)),
    'hardmax': lambda tf: tf.contrib.seq2seq.hardmax(steps(tf)),
    'tile_batch': lambda tf: tf.contrib.seq2seq.tile_batch((steps(tf), tf.constant([1, 2, 3])), multiplier=2),
}
