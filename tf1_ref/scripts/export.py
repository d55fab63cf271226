"""Exports a trained network for plain TensorFlow 2, saved_model_cli and TFLite, with named inputs and outputs.

Takes the --log_dir of a finished run of train_mlp, train_cnn, practice or train_srcnn, in which nothing is changed, and
writes a new folder, --output:

  saved_model/    SavedModel with variables; signature serving_default
  frozen.pb       GraphDef with the weights as constants; tensors called as in the signature, such as images:0
  model.tflite    TFLite; signature serving_default

The input is points [batch, 2], images [batch, 28, 28, 1] from 0 to 1, or low [batch, height, width, 1]; the outputs are
logit, pred and class, or pred alone where pictures are enlarged. load.py in the folder loads each, and runs.

Nothing is quantized. SavedModel and frozen graph predict what the run's own graph does, to the last bit, without
TensorFlow's graph optimizer (Grappler): load.py turns it off. With it, sums may be taken in another order.

model.tflite is for TFLite's own kernels, which every TFLite has. They take sums in another order and round exp
otherwise: logits, or enlarged pictures, are within 1e-6 of the largest value. No setting of TFLite's interpreter makes
them equal to the last bit: reference kernels do not, nor does XNNPACK off, one thread, or oneDNN off beside it. They
lack bicubic up-sampling, so train_srcnn --model=residual has none.
With --tflite_kernels=tensorflow it is for TensorFlow's kernels: any network, equal to the last bit if both sides have
TF_ENABLE_ONEDNN_OPTS=0 in the environment. That needs the Flex delegate. The interpreter of TensorFlow has it
up to 2.19, and later ones have not; for Android it is org.tensorflow:tensorflow-lite-select-tf-ops.

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
# What model.tflite is made of, as the flag says it: TensorFlow's name for that.
KERNELS = {'builtin': 'TFLITE_BUILTINS', 'tensorflow': 'SELECT_TF_OPS'}
NOT_BUILTIN = {'ResizeBicubic'}
SIGNATURE = 'serving_default'
CONVERTING = """
import sys
import tensorflow as tf
folder, signature, file, kernels = sys.argv[1:]
converter = tf.lite.TFLiteConverter.from_saved_model(folder, signature_keys=[signature])
converter.target_spec.supported_ops = [tf.lite.OpsSet[kernels]]
open(file, 'wb').write(converter.convert())
"""
LOADING = """\
# {script}, weights of {checkpoint}. Input: {input}. Outputs: {outputs}.
# Run it in this folder, with TensorFlow 2 alone.
import tensorflow as tf

# Its graph optimizer may take sums in another order. Without it, predictions are equal to the last bit.
tf.config.optimizer.set_experimental_options({{'disable_meta_optimizer': True}})

predict = tf.saved_model.load('saved_model').signatures['{signature}']
print(predict({input}=tf.zeros({shape})))

graph_def = tf.compat.v1.GraphDef.FromString(open('frozen.pb', 'rb').read())
whole = tf.compat.v1.wrap_function(lambda: tf.compat.v1.import_graph_def(graph_def, name=''), [])
print(whole.prune('{input}:0', {tensors})(tf.zeros({shape})))
"""
LOADING_TFLITE = {
    'builtin': """
predict = tf.lite.Interpreter('model.tflite').get_signature_runner('{signature}')
print(predict({input}=tf.zeros({shape}).numpy()))
""",
    'tensorflow': """
predict = tf.lite.Interpreter('model.tflite').get_signature_runner('{signature}')
try:
    print(predict({input}=tf.zeros({shape}).numpy()))
except RuntimeError as error:
    # TensorFlow's interpreter has the Flex delegate up to 2.19; later ones have not.
    print(f'TensorFlow {{tf.__version__}} does not run this model.tflite: {{error}}')
""",
}


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
        missing = {node.op for node in graph_def.node} & NOT_BUILTIN if FLAGS.tflite_kernels == 'builtin' else set()
        if not missing:
            (written / 'model.tflite').write_bytes(_tflite(graph_def, network, pathlib.Path(beside)))
        shape = [size or 1 for size in network.input.get_shape().as_list()]
        text = (LOADING if missing else LOADING + LOADING_TFLITE[FLAGS.tflite_kernels]).format(
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
        print(f'No model.tflite: TFLite has no {", ".join(missing)} of its own; see --tflite_kernels')


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
    arguments = ['frozen', SIGNATURE, 'model.tflite', KERNELS[FLAGS.tflite_kernels]]
    command = [sys.executable, '-c', CONVERTING, *arguments]
    done = subprocess.run(command, cwd=beside, capture_output=True, text=True)
    if done.returncode:
        raise InputError(f'TFLite does not convert this network ({one_line(done.stderr[-500:])})')
    return (beside / 'model.tflite').read_bytes()


def define_flags():
    flags.DEFINE_string('log_dir', None, 'Folder of the finished run.', allow_override=True)
    flags.DEFINE_string('output', None, 'New folder to be written. Default: exported in the folder of the run.')
    flags.DEFINE_enum(
        'tflite_kernels', 'builtin', [*KERNELS],
        "What computes in model.tflite: TFLite's own kernels, which every TFLite has, or TensorFlow's, which need the "
        'Flex delegate. The interpreter of TensorFlow has it up to 2.19, and later ones have not.',
    )  # fmt: skip


if __name__ == '__main__':
    define_flags()
    launch(main)
