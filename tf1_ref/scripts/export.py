"""Exports a trained network for plain TensorFlow 2, saved_model_cli and TFLite, with named inputs and outputs.

Takes the --log_dir of a finished run of train_mlp, train_cnn, practice or train_srcnn, in which nothing is changed, and
writes a new folder, --output:

  saved_model/    SavedModel with variables; signature serving_default
  frozen.pb       GraphDef with the weights as constants; tensors called as in the signature, such as images:0
  model.tflite    TFLite; signature serving_default

The input is points [batch, 2], images [batch, 28, 28, 1] from 0 to 1, or low [batch, height, width, 1]; the outputs are
logit, pred and class, or pred alone where pictures are enlarged. load.py in the folder loads each, and runs.

With TensorFlow's graph optimizer (Grappler) off, SavedModel and frozen graph predict the same as the run's own graph,
to the last bit. With it on, and in TFLite, sums are taken in another order: predictions were within 1e-6 of the largest
value. Nothing is quantized. TFLite has no bicubic up-sampling, so there is no model.tflite of
train_srcnn --model=residual.

  python -m tf1_ref.scripts.export --log_dir=runs/cnn --output=exported
  saved_model_cli show --all --dir exported/saved_model
"""

import os
import pathlib
import subprocess
import sys
import tempfile

from absl import flags

from tf1_ref import files
from tf1_ref.errors import InputError
from tf1_ref.scripts import trained
from tf1_ref.scripts.launch import launch, load_tensorflow
from tf1_ref.terminal import one_line

FLAGS = flags.FLAGS
NOT_IN_TFLITE = {'ResizeBicubic'}
SIGNATURE = 'serving_default'
CONVERTING = """
import sys
import tensorflow as tf
folder, signature, file = sys.argv[1:]
converter = tf.lite.TFLiteConverter.from_saved_model(folder, signature_keys=[signature])
open(file, 'wb').write(converter.convert())
"""
LOADING = """\
# {script}, weights of {checkpoint}. Input: {input}. Outputs: {outputs}.
# Run it in this folder, with TensorFlow 2 alone.
import tensorflow as tf

predict = tf.saved_model.load('saved_model').signatures['{signature}']
print(predict({input}=tf.zeros({shape})))

graph_def = tf.compat.v1.GraphDef.FromString(open('frozen.pb', 'rb').read())
whole = tf.compat.v1.wrap_function(lambda: tf.compat.v1.import_graph_def(graph_def, name=''), [])
print(whole.prune('{input}:0', {tensors})(tf.zeros({shape})))
"""
LOADING_TFLITE = """
predict = tf.lite.Interpreter('model.tflite').get_signature_runner('{signature}')
print(predict({input}=tf.zeros({shape}).numpy()))
"""


def main():
    run = trained.find(FLAGS.log_dir)
    folder = pathlib.Path(FLAGS.output or run.log_dir / 'exported')
    if folder.exists():
        raise InputError(f'--output: {folder} is there already; remove it, or name another folder')
    files.make_writable_folder(folder.parent, '--output')
    load_tensorflow()
    from tf1_ref.compat import tf
    from tf1_ref.training import frozen

    network = trained.build(run)
    with tempfile.TemporaryDirectory(prefix=f'.{folder.name}.', dir=folder.parent) as beside:
        written = pathlib.Path(beside) / 'written'
        written.mkdir()
        with tf.Session() as sess:
            checkpoint = trained.restore(run, sess)
            _write_saved_model(sess, written / 'saved_model', network.input, network.outputs)
            graph_def = frozen.freeze(sess, list(network.outputs))
        (written / 'frozen.pb').write_bytes(graph_def.SerializeToString(deterministic=True))
        missing = {node.op for node in graph_def.node} & NOT_IN_TFLITE
        if not missing:
            (written / 'model.tflite').write_bytes(_tflite(graph_def, network, pathlib.Path(beside)))
        shape = [size or 1 for size in network.input.get_shape().as_list()]
        text = (LOADING if missing else LOADING + LOADING_TFLITE).format(
            script=run.script,
            checkpoint=checkpoint,
            input=network.input.op.name,
            outputs=', '.join(network.outputs),
            tensors=[f'{name}:0' for name in network.outputs],
            shape=shape,
            signature=SIGNATURE,
        )
        (written / 'load.py').write_text(text)
        os.replace(written, folder)
    names = sorted(path.name for path in folder.iterdir())
    print(f'Written to {folder}, weights of {checkpoint}: {", ".join(names)}')
    if missing:
        print(f'No model.tflite: TFLite does not have {", ".join(missing)}')


def _write_saved_model(sess, folder, input, outputs):
    from tf1_ref.compat import tf

    tf.saved_model.simple_save(sess, str(folder), {input.op.name: input}, outputs)


def _tflite(graph_def, network, beside):
    """The frozen graph for TFLite."""
    from tf1_ref.compat import tf

    with tf.Graph().as_default() as graph, tf.Session() as sess:
        tf.import_graph_def(graph_def, name='')
        outputs = {name: graph.get_tensor_by_name(tensor.name) for name, tensor in network.outputs.items()}
        _write_saved_model(sess, beside / 'frozen', graph.get_tensor_by_name(network.input.name), outputs)
    # In TensorFlow 2, as its users have it: the converter of TensorFlow 1 drops the signature.
    command = [sys.executable, '-c', CONVERTING, 'frozen', SIGNATURE, 'model.tflite']
    done = subprocess.run(command, cwd=beside, capture_output=True, text=True)
    if done.returncode:
        raise InputError(f'TFLite does not convert this network ({one_line(done.stderr[-500:])})')
    return (beside / 'model.tflite').read_bytes()


def define_flags():
    flags.DEFINE_string('log_dir', None, 'Folder of the finished run.', allow_override=True)
    flags.DEFINE_string('output', None, 'New folder to be written. Default: exported in the folder of the run.')


if __name__ == '__main__':
    define_flags()
    launch(main)
