"""Pools of threads for data sets."""

from tf1_ref.compat import tf
from tf1_ref.compat.names import inner
from tf1_ref.compat.restored import thread_pools


def test_a_pool_gives_the_same_elements():
    with tf.Graph().as_default() as graph, tf.Session() as sess:
        dataset = tf.data.Dataset.range(5).map(lambda x: x * 3, num_parallel_calls=2)
        pool = thread_pools.PrivateThreadPool(2, display_name='readers')
        dataset = thread_pools.override_threadpool(dataset, pool).batch(5)
        iterator = dataset.make_initializable_iterator()
        element = iterator.get_next()
        sess.run(iterator.initializer)
        assert sess.run(element).tolist() == [0, 3, 6, 9, 12]
        handle = next(op for op in graph.get_operations() if op.type == 'ThreadPoolHandle')
    assert (handle.get_attr('num_threads'), handle.get_attr('display_name')) == (2, b'readers')


def test_where_1_15_had_them():
    module = inner.load('contrib.data.python.ops.threadpool')
    assert module.PrivateThreadPool is thread_pools.PrivateThreadPool
    assert module.override_threadpool is thread_pools.override_threadpool
