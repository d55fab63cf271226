"""Flags of tf.app, files and logging, as scripts of 2016 to 2019 used them."""

from __future__ import print_function

import os
import pickle
import sys

import numpy as np
import tensorflow as tf
from tensorflow.python.client import device_lib
from tensorflow.python.framework import ops
from tensorflow.python.platform import gfile

flags = tf.app.flags
flags.DEFINE_string('folder', 'here', 'a folder')
flags.DEFINE_integer('number', 3, 'a number')
flags.DEFINE_float('rate', 0.5, 'a rate')
flags.DEFINE_boolean('train', False, 'a switch')
tf.flags.DEFINE_bool('other', True, 'another switch')
tf.flags.DEFINE_enum('kind', 'a', ['a', 'b'], 'a choice')
tf.flags.DEFINE_list('names', 'x,y', 'names')
FLAGS = flags.FLAGS


def old_flags():
    print(sorted(name for name in FLAGS.__flags if name in ('folder', 'number', 'rate', 'train', 'other')))
    print(FLAGS.__flags['number'].value, FLAGS.flag_values_dict()['rate'])
    print(FLAGS.folder, FLAGS.number, FLAGS.rate, FLAGS.train, FLAGS.other, FLAGS.kind, FLAGS.names)
    for name in ('_parse_flags', 'unknown'):
        try:
            getattr(FLAGS, name)()
        except AttributeError as error:
            print(name, type(error).__name__)
    FLAGS.number = 7
    print(FLAGS.number)


def files():
    tf.gfile.MakeDirs('made/inner')
    with tf.gfile.GFile('made/inner/text.txt', 'w') as file:
        file.write('first\nsecond\n')
    with gfile.FastGFile('made/inner/text.txt', 'rb') as file:
        print(file.read())
    print(tf.gfile.Exists('made/inner'), tf.gfile.IsDirectory('made'), tf.gfile.ListDirectory('made/inner'))
    print(tf.gfile.Glob('made/inner/*.txt'), [walked for walked in tf.gfile.Walk('made')])
    print([line.strip() for line in tf.gfile.Open('made/inner/text.txt')], tf.gfile.Stat('made/inner/text.txt').length)
    tf.gfile.Copy('made/inner/text.txt', 'made/copy.txt', overwrite=True)
    tf.gfile.Rename('made/copy.txt', 'made/renamed.txt')
    tf.gfile.Remove('made/renamed.txt')
    os.chdir('made')
    print(os.path.basename(os.getcwd()), open('inner/text.txt').readline().strip())
    os.chdir('..')
    tf.gfile.DeleteRecursively('made')
    print(os.path.exists('made'))


def pickles():
    # What Python 2 pickled: an array whose bytes are a str.
    content = (
        b"cnumpy.core.multiarray\n_reconstruct\np0\n(cnumpy\nndarray\np1\n(I0\ntp2\nS'b'\np3\ntp4\nRp5\n(I1\n(I2\ntp6\n"
        b"cnumpy\ndtype\np7\n(S'u1'\np8\nI0\nI1\ntp9\nRp10\n(I3\nS'|'\np11\nNNNI-1\nI-1\nI0\ntp12\nbI00\n"
        b"S'\\x01\\xff'\np13\ntp14\nb."
    )
    print(pickle.loads(content, encoding='latin1'), pickle.loads(content, encoding='bytes'))
    np.save('saved.npy', {'weights': np.ones(2), 'name': 'x'})
    print(sorted(np.load('saved.npy', allow_pickle=True).item()))


def main(argv):
    print([os.path.basename(one) for one in argv])
    print([os.path.basename(one) for one in sys.argv])
    old_flags()
    files()
    pickles()
    tf.logging.set_verbosity(tf.logging.INFO)
    tf.logging.info('info %d', 3)
    tf.logging.warn('careful')
    print(tf.logging.get_verbosity() == tf.logging.INFO)
    print(device_lib.list_local_devices()[0].name, tf.test.is_gpu_available(), tf.test.gpu_device_name())
    ops.reset_default_graph()
    print(len(tf.get_default_graph().get_operations()), tf.VERSION, tf.__version__, tf.GIT_VERSION is not None)
    with tf.device('/cpu:0'), tf.Session(config=tf.ConfigProto(log_device_placement=False)) as sess:
        print(sess.run(tf.constant('text')), sess.run(tf.constant('caf\xe9')))
    exec('import tensorflow as again\nprint(again.placeholder is tf.placeholder)')


if __name__ == '__main__':
    tf.app.run()
