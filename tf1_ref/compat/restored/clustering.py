"""The k-means of `tf.contrib.factorization`, whose kernels are still in TensorFlow.

Source: tf.contrib.factorization of TensorFlow 1.15 (clustering_ops.py).
"""

from __future__ import annotations

from typing import Any

from tensorflow.python.ops import clustering_ops

from tf1_ref.compat.built import op_counts


class KMeans(clustering_ops.KMeans):
    """The k-means of contrib as ops, by Lloyd's algorithm or by mini-batches, whose seed is for the ops alone.

    Args:
        inputs: float32 `[points, dimensions]`, or a list of them.
        num_clusters: how many clusters there are to be, a number or a tensor.
        initial_clusters: 'random', 'kmeans_plus_plus', 'kmc2', an array of centres or a function that gives them.
        distance_metric: 'squared_euclidean' or 'cosine'.
        use_mini_batch: whether each step sees a batch instead of all points.
        mini_batch_steps_per_iteration: after how many steps the centres move.
        random_seed: of the ops that choose the first centres.
        kmeans_plus_plus_num_retries: how many candidates k-means++ looks at for each centre.
        kmc2_chain_length: how many candidates k-MC2 looks at for each centre.

    Raises:
        ValueError: there is no such initialization or distance.
    """

    def __init__(
        self,
        inputs: Any,
        num_clusters: Any,
        initial_clusters: Any = clustering_ops.RANDOM_INIT,
        distance_metric: str = clustering_ops.SQUARED_EUCLIDEAN_DISTANCE,
        use_mini_batch: bool = False,
        mini_batch_steps_per_iteration: int = 1,
        random_seed: int = 0,
        kmeans_plus_plus_num_retries: int = 2,
        kmc2_chain_length: int = 200,
    ):
        super().__init__(
            inputs,
            num_clusters,
            initial_clusters,
            distance_metric,
            use_mini_batch,
            mini_batch_steps_per_iteration,
            random_seed,
            kmeans_plus_plus_num_retries,
            kmc2_chain_length,
        )
        self._seed = random_seed

    def _create_variables(self, num_clusters):
        op_counts.add(-1)  # contrib's initial centres are a constant, not a placeholder with one as default
        return super()._create_variables(num_clusters)
