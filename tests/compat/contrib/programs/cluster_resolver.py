"""`tf.contrib.cluster_resolver`."""

from __future__ import annotations

PREFIX = 'tf.contrib.cluster_resolver.'


def _resolved(*args, **named):
    def program(tf):
        resolver = tf.contrib.cluster_resolver.TPUClusterResolver(*args, **named)
        spec = resolver.cluster_spec()
        found = [resolver.get_master(), resolver.master(), resolver.environment, resolver.get_job_name()]
        return found + [resolver.task_type, resolver.task_id, resolver.rpc_layer, str(spec.as_dict() if spec else None)]

    return program


def _refused(*args, **named):
    def program(tf):
        try:
            return tf.contrib.cluster_resolver.TPUClusterResolver(*args, **named).master()
        except Exception as error:
            return [type(error).__name__, str(error)]

    return program


def _united(tf):
    simple = tf.contrib.cluster_resolver.SimpleClusterResolver
    one = simple(tf.train.ClusterSpec({'worker': ['a:1', 'b:2']}), task_type='worker', task_id=1)
    other = simple(tf.train.ClusterSpec({'ps': ['c:3']}))
    both = tf.contrib.cluster_resolver.UnionClusterResolver(one, other)
    return [one.master(), one.master('worker', 0), str(sorted(both.cluster_spec().as_dict().items())), both.task_id]


PROGRAMS = {
    'SimpleClusterResolver': _united,
    'TPUClusterResolver': _resolved('grpc://10.0.0.1:8470'),
    'TPUClusterResolver, two': _resolved('grpc://10.0.0.1:8470,grpc://10.0.0.2:8470', coordinator_name='coordinator'),
    'TPUClusterResolver, coordinated': _resolved(
        ['grpc://10.0.0.1:8470'], job_name='tpu', coordinator_name='c', coordinator_address='10.0.0.3:1'
    ),
    'TPUClusterResolver, here': _resolved(''),
    'TPUClusterResolver, local': _resolved('local'),
    'TPUClusterResolver, a port': _resolved('/bns/ab/cd:1234'),
    'TPUClusterResolver, no port': _resolved('/bns/ab/cd:tpu'),
    'TPUClusterResolver, of nothing': _refused(),
    'TPUClusterResolver, of a name': _refused('my-tpu'),
    'TPUClusterResolver, of a name and a zone': _refused('my-tpu', zone='here', project='mine'),
    'TPUClusterResolver, of none': _refused([]),
    'TPUClusterResolver, of two': _refused(['a', 'b']),
}
