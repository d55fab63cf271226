"""A training step on several towers: copies of the model in one graph, which share its variables, each on a part.

The cost of the copies is the mean over the whole batch, each tower's by its share of the examples; so are gradients.
The copies come behind the model, whose variables and op seeds stay what they are.
"""

from __future__ import annotations

from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.training.random_ops import ancestors
from tf1_ref.training.supply.inputs import INPUTS

_BATCH_NORMS = ('FusedBatchNorm', 'FusedBatchNormV2', 'FusedBatchNormV3')
_STATELESS_CONTROL = ('StatelessIf', 'StatelessWhile', 'StatelessCase')


class Plan:
    """How a run makes its steps: give `cost` to the optimizer, and `options` to `long_run`.

    Attributes:
        options: arguments of `tf1_ref.training.long_run`; none for the slide's way.
    """

    def __init__(self, x, y, batch_size, input='feed', towers=1):
        """Adds nothing to the graph.

        Args:
            x: placeholder `[batch, *image_shape]`.
            y: placeholder of the labels, or None where the images are their own labels.
            batch_size: examples per step.
            input: 'feed', 'callable', 'dataset', 'resident' or 'inline'; see `tf1_ref.training.supply.inputs`.
            towers: on how many parts of a batch a step works at once, 1 to `batch_size`.

        Raises:
            InputError: there are more towers than examples in a batch, or than threads to work on them.
        """
        if towers > batch_size:
            raise InputError(f'--towers={towers} is more than the {batch_size} examples of a batch; give fewer')
        if towers > 1 and input == 'inline':
            raise InputError(f'--towers={towers} have one thread with --input=inline; give --input=resident')
        self._inputs, self._towers, self._input = INPUTS[input](x, y), towers, input
        self._sizes = [batch_size // towers + (place < batch_size % towers) for place in range(towers)]
        self.options = {}
        if input != 'feed' or towers > 1:
            self.options['inputs'] = self._inputs
        if self._inputs.config is not None:
            self.options['config'] = self._inputs.config
        if towers > 1:
            self.options['config'] = tf.ConfigProto(intra_op_parallelism_threads=1, inter_op_parallelism_threads=towers)

    def cost(self, cost, build):
        """Builds what the optimizer minimizes; call it before anything else is built behind the model.

        Args:
            cost: the model's cost, a scalar tensor, the mean over a batch.
            build: a function of images and labels that builds the model once more, with `get_variable`, and returns
                its cost.

        Returns:
            `cost` itself where no copy is needed, or else the mean of the copies' costs.

        Raises:
            InputError: the copies would not compute the same: the model draws random numbers, has variables without
                `get_variable`, or, on several towers, takes statistics of the batch.
        """
        if self._towers == 1 and not self._inputs.copies:
            return cost
        self._check(cost)
        before, costs = len(tf.global_variables()), []
        for number, part in enumerate(self._inputs.parts(self._sizes)):
            with tf.name_scope(f'tower_{number}'), tf.variable_scope(tf.get_variable_scope(), reuse=True):
                costs.append(build(*part))
        if added := tf.global_variables()[before:]:
            raise self._refused(f'the model makes the variable {added[0].op.name} without get_variable')
        if len(costs) == 1:
            return costs[0]
        batch_size = sum(self._sizes)
        return tf.add_n([part * (size / batch_size) for part, size in zip(costs, self._sizes, strict=True)])

    def _check(self, cost):
        nodes = [op.node_def for op in ancestors([cost])]
        nodes += [node for function in cost.graph.as_graph_def().library.function for node in function.node_def]
        for node in nodes:
            if {'seed', 'seed2'} <= {*node.attr} or (self._towers > 1 and _draws_by_key(node)):
                raise self._refused(f'the model draws random numbers ({node.name}), which would be others')
            if self._towers > 1 and _takes_statistics(node):
                raise self._refused(
                    f'the model takes statistics of the batch ({node.name}), of which a tower sees a part'
                )

    def _refused(self, why):
        if self._towers > 1:
            return InputError(f'--towers={self._towers}: {why}; give --towers=1')
        return InputError(f'--input={self._input}: {why}; give --input=feed or callable')


def _draws_by_key(node):
    return node.op.startswith('Stateless') and node.op not in _STATELESS_CONTROL


def _takes_statistics(node):
    """Whether an op of the forward pass writes a variable, as moving averages do, or normalizes by the batch."""
    writes = node.op.startswith(('Assign', 'Scatter', 'ResourceScatter'))
    return writes or (node.op in _BATCH_NORMS and node.attr['is_training'].b)
