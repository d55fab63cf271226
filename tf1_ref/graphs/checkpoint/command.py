"""`python -m tf1_ref checkpoint`: what is in a checkpoint, and by which renames a model can be restored from it."""

from __future__ import annotations

import json

from tf1_ref.commands import DONE, FAILED, Parser
from tf1_ref.errors import InputError

ENDINGS = ('.npz', '.safetensors')  # of files of values, which are no checkpoints

DESCRIPTION = """\
Lists the variables of a checkpoint. With --model, finds what the one has and the other lacks, and proposes renames
with reasons. What is ambiguous or of low confidence is listed and left to you: settle it with --rename.

  CKPT   a prefix (runs/cnn/model.ckpt-500), one of its files (.index, .data-..., .meta), or a folder with checkpoints
         of format V1, sharded or object-based (tf.train.Checkpoint, Keras) as well
         a file of Keras': .h5, .weights.h5, .keras

--write puts the renamed checkpoint beside the old one, which stays as it is, once the model has been restored from it
and every value is equal bit for bit. It has all variables of the old one. The object graph of an object-based
checkpoint is left out.
--write=OUT.npz and --write=OUT.safetensors, without a model, write the values under their names, for use without
TensorFlow.

Exit code: 0 it fits (or there is no model, or the renamed checkpoint was written), 1 it does not fit, 2 bad input."""


def main(arguments: list[str]) -> int:
    """Runs the command with the arguments behind its name; returns its exit code.

    Raises:
        InputError: the checkpoint or the model cannot be read, a rename makes no sense, or nothing can be written.
    """
    options = _parse(arguments)
    from tf1_ref.graphs.checkpoint import export, files

    checkpoint = files.read_checkpoint(files.find_prefix(options.checkpoint))
    if (options.write or '').endswith(ENDINGS):
        left_out = export.write(checkpoint.prefix, checkpoint.variables, options.write, options.overwrite)
        count = len(checkpoint.variables) - len(left_out)
        print(export.said(options.write, count, left_out, options.format == 'json'))
        return DONE
    if not options.model:
        return _show(options, checkpoint)
    from tf1_ref.graphs.checkpoint import copy, given, renames
    from tf1_ref.graphs.reading import builders

    graph, _ = builders.build_function(options.model)
    wanted = copy.variables_of(graph)
    if not wanted:
        raise InputError(f'{options.model} builds no variables; name a function that builds the model')
    settled = given.given_renames(options.rename, checkpoint.variables, wanted, checkpoint.spoken)
    plan = renames.plan(checkpoint.variables, wanted, checkpoint.spoken, settled.renames, settled.moved)
    written = None
    if options.write is not None and plan.fits_renamed and not plan.fits:
        out = options.write or f'{checkpoint.prefix.removesuffix("-?????-of-" + checkpoint.prefix[-5:])}-renamed'
        names = renames.names_after(plan, [variable.name for variable in checkpoint.variables])
        proved = copy.write_renamed(checkpoint.prefix, names, out, graph, options.overwrite)
        written = {'checkpoint': out, 'variables': len(names), 'proved': proved}
    return _show(options, checkpoint, plan, written)


def _show(options, checkpoint, plan=None, written=None):
    from tf1_ref.graphs.checkpoint import report

    if options.format == 'json':
        content = report.as_json(checkpoint, options.model, plan, written)
        print(json.dumps(content, indent=1))
    else:
        print(report.as_text(checkpoint, options.model, plan, written, options.write is not None))
    return DONE if plan is None or plan.fits or written else FAILED


def _parse(arguments):
    parser = Parser('checkpoint', DESCRIPTION)
    parser.add_argument('checkpoint', metavar='CKPT', help='the checkpoint, see above')
    parser.add_argument('--model', metavar='MODULE:FUNCTION', help='a function without arguments that builds the model')
    parser.add_argument(
        '--rename', action='append', default=[], metavar='OLD=NEW', help='of a variable or a scope; may be repeated'
    )
    parser.add_argument(
        '--write',
        nargs='?',
        const='',
        metavar='OUT',
        help='write the renamed checkpoint, CKPT-renamed by default; or OUT.npz, OUT.safetensors',
    )
    parser.add_argument('--overwrite', action='store_true', help='write even if OUT is there already')
    parser.add_format()
    options = parser.parse_args(arguments)
    is_export = (options.write or '').endswith(ENDINGS)
    if is_export and (options.model or options.rename):
        parser.error(f'{options.write} gets the names of the checkpoint: leave out --model and --rename')
    if not options.model and (options.rename or options.write is not None) and not is_export:
        parser.error('--rename and --write need --model; or write the values: --write=OUT.npz')
    return options
