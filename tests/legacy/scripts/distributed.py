"""Between-graph replication as it was written for TensorFlow 1: several workers fit a line."""

import os
import time

import numpy as np
import tensorflow as tf

flags = tf.app.flags
flags.DEFINE_string('ps_hosts', '', 'Comma-separated list of hostname:port pairs')
flags.DEFINE_string('worker_hosts', '', 'Comma-separated list of hostname:port pairs')
flags.DEFINE_string('job_name', '', "One of 'ps', 'worker'")
flags.DEFINE_integer('task_index', 0, 'Index of task within the job')
flags.DEFINE_boolean('sync_replicas', False, 'Use SyncReplicasOptimizer')
flags.DEFINE_integer('num_tokens', -1, 'Tokens to begin with')
flags.DEFINE_integer('steps', 400, 'Global steps')
flags.DEFINE_float('pause', 0.0, 'Seconds between steps')
flags.DEFINE_string('log_dir', '', 'Folder of checkpoints', allow_override=True)
FLAGS = flags.FLAGS


def main(_):
    cluster = tf.train.ClusterSpec({'ps': FLAGS.ps_hosts.split(','), 'worker': FLAGS.worker_hosts.split(',')})
    server = tf.train.Server(cluster, job_name=FLAGS.job_name, task_index=FLAGS.task_index)
    if FLAGS.job_name == 'ps':
        server.join()

    is_chief = FLAGS.task_index == 0
    worker_device = f'/job:worker/task:{FLAGS.task_index}'
    with tf.device(tf.train.replica_device_setter(worker_device=worker_device, cluster=cluster)):
        global_step = tf.train.get_or_create_global_step()
        x = tf.placeholder(tf.float32, [None])
        y = tf.placeholder(tf.float32, [None])
        w = tf.get_variable('w', [], initializer=tf.zeros_initializer())
        b = tf.get_variable('b', [], initializer=tf.zeros_initializer())
        loss = tf.reduce_mean(tf.square(w * x + b - y))
        opt = tf.train.GradientDescentOptimizer(0.1)
        hooks = [tf.train.StopAtStepHook(last_step=FLAGS.steps)]
        if FLAGS.sync_replicas:
            opt = tf.train.SyncReplicasOptimizer(opt, replicas_to_aggregate=2, total_num_replicas=2)
            hooks.append(opt.make_session_run_hook(is_chief, num_tokens=FLAGS.num_tokens))
        train_op = opt.minimize(loss, global_step=global_step)

    random = np.random.RandomState(FLAGS.task_index)
    config = tf.ConfigProto(device_filters=['/job:ps', worker_device])
    step, shown = 0, 0
    with tf.train.MonitoredTrainingSession(
        master=server.target,
        is_chief=is_chief,
        checkpoint_dir=FLAGS.log_dir,
        hooks=hooks,
        save_checkpoint_secs=None,
        save_checkpoint_steps=20,
        save_summaries_steps=None,
        log_step_count_steps=None,
        stop_grace_period_secs=3,
        config=config,
    ) as sess:
        while not sess.should_stop():
            xs = random.uniform(-1, 1, 8)
            sess.run(train_op, {x: xs, y: 2 * xs - 1})
            if sess.should_stop():
                break
            step, line = sess.run([global_step, [w, b]])
            if is_chief and step // 20 != shown:
                shown = step // 20
                print(f'Epoch: {shown:04d} w= {line[0]:.5f} b= {line[1]:.5f}')
            time.sleep(FLAGS.pause)
    if is_chief:
        # Of the steps that are taken together it sees few where the other worker is faster.
        name, _, number = os.path.basename(tf.train.latest_checkpoint(FLAGS.log_dir)).rpartition('-')
        print(f'Ended {name} {int(number) >= FLAGS.steps} w= {line[0]:.3f} b= {line[1]:.3f}')


if __name__ == '__main__':
    tf.app.run()
