"""What each code of the report means: what was met, what becomes of it, and what is left to do."""

from __future__ import annotations

import difflib

from tf1_ref.errors import InputError

EXPLANATIONS = {
    'argument_order': """\
Some functions got another order of arguments with TensorFlow 1.0: tf.concat, tf.split, tf.pack.
  before: tf.concat(1, [a, b])
  after:  tf.concat(axis=1, values=[a, b])
Where both orders make sense, the call goes through tf1_ref, which sorts the arguments out when it runs.
To do: say which TensorFlow the source was written for (--api=0.12) if a note asks for it.""",
    'dimensions': """\
A dimension that TensorFlow 1 took and current TensorFlow refuses, in a standalone module.
  before: tf.get_variable('v', [1, True, 2.0])
  after:  tf.get_variable('v', [1, 1, 2])
With the default target tf1_ref takes them as they were.
To do: write whole numbers where a variable holds a bool or a float.""",
    'dynamic': """\
A name that is only known when the program runs: getattr(tf.nn, name), eval('tf.nn.relu(x)').
  before: getattr(tf.nn, name)
  after:  getattr(tf1.nn, name)
tf1_ref has every name of TensorFlow 1.15, or says why not, so this works with the default target.
To do: read the text that eval or exec gets; nothing in it is rewritten.""",
    'held': """\
A module of TensorFlow as a value, which may be asked for any name: build(tf.nn), self.tf = tf.
  before: build(tf.nn)
  after:  build(tf1.nn)
The module of tf1_ref has every name of TensorFlow 1.15, or says why not.
To do: nothing; in a standalone module, name what is asked of it.""",
    'imports': """\
Import statements lead to where the names are today.
  before: import tensorflow as tf
  after:  import tensorflow.compat.v1 as tf
Names that TensorFlow has lost come from tf1_ref: from tf1_ref.compat.contrib import layers.
To do: nothing.""",
    'keywords': """\
A keyword that a function had in TensorFlow 1.15 and has no longer, such as back_prop of tf.while_loop.
To do: leave the keyword out if its value is the default; else find out what it did there.""",
    'lists': """\
What gave a list in Python 2, and gives an iterator, a view of a dictionary or a range in Python 3.
  before: pairs = zip(a, b) ... len(pairs)
  after:  pairs = list(zip(a, b)) ... len(pairs)
It is a list again where it is used as only a list can be, wherever it goes in the module. What works in Python 3 too,
but otherwise, is noted: an iterator that is gone through a second time is empty then.
To do: put list(...) around what is noted if it was written for Python 2.""",
    'members': """\
What objects of pandas, Matplotlib, Pillow, h5py, networkx, gym and others have no longer.
  before: frame.ix[1, 'a'], axes.set_axis_bgcolor('w'), file['x'].value
  after:  member(frame, 'ix')[1, 'a'], axes.set_facecolor('w'), member(file['x'], 'value')
The function member is tf1_ref's; it gives what the object had, or what it has.
To do: for a blocker, what it says.""",
    'moved': """\
A name that current TensorFlow no longer has where 1.15 had it, and tf1_ref gives back.
  before: tf.contrib.layers.flatten(x)
  after:  tf1.contrib.layers.flatten(x)
To do: nothing.""",
    'names': """\
One name stands for several modules, so nobody can tell which one an expression means.
  try: import tensorflow.contrib.layers as L
  else: import my_layers as L
To do: give them different names.""",
    'notebook': """\
A notebook that cannot be read, or a cell that is left as it is.
To do: save the notebook anew with Jupyter.""",
    'numpy_names': """\
Names and keywords that NumPy has dropped.
  before: np.float, np.int, x.tostring()
  after:  float, int, x.tobytes()
To do: nothing; for a blocker, what it says.""",
    'presence': """\
Code that asks what TensorFlow has: hasattr(tf, 'contrib'), 'x' in dir(tf), tf.test.is_built_with_cuda().
The answer is another one on current TensorFlow, so the question goes to tf1_ref, or is noted.
To do: see that the branch which is taken is the one that you want.""",
    'python2_habits': """\
What Python 2 did and Python 3 does not: xrange, dict.iteritems(), sorted(cmp=f), __div__, 'x'.encode('hex').
To do: for a blocker, what it says; such a line fails when it is reached.""",
    'python2_numbers': """\
Where Python 2 had integers, and Python 3 raises a TypeError.
  before: range(n / 2), x[:n / 2]
  after:  range(n // 2), x[:n // 2]
To do: for a note on x[n / 2], write // if it is a place in a list.""",
    'python_names': """\
Names that Python, SciPy, scikit-learn, Matplotlib, pandas, Pillow, h5py, imageio or gym have dropped.
  before: time.clock(), scipy.misc.imread(f)
  after:  time.process_time(), and a function of tf1_ref that does what scipy.misc did
To do: for a blocker, what it says; it names the first version that lacks the name.""",
    'ragged_arrays': """\
np.array of rows that differ in length was an array of objects until NumPy 1.24, and is an error now.
The call goes through tf1_ref, which gives such an array where the rows do differ, and NumPy's own else.
To do: nothing with the default target.""",
    'renamed': """\
A name from before TensorFlow 1.0.
  before: tf.mul(a, b)
  after:  tf.multiply(a, b)
To do: nothing.""",
    'source': """\
A file that cannot be read as Python, or was converted from Python 2 first.
To do: where it cannot be read, make Python accept the file; the line and the reason are in the message.""",
    'texts': """\
A text that holds a program which imports TensorFlow: a script that is written to a file, what exec gets.
It is ported as a file would be.
To do: port by hand what a note names; nobody can read it before it is put together.""",
    'unknown': """\
A name of TensorFlow that neither current TensorFlow nor tf1_ref has: the line fails when it is reached.
The message says why, and what to use instead. A name that no TensorFlow ever had is reported too, with the nearest one.
To do: replace it by what the message names. python -m tf1_ref symbols NAME lists what there is in a module.""",
    'versions': """\
Code that asks which TensorFlow it runs on: tf.__version__, tf.VERSION. The answer is 2.x now.
To do: see which branch is taken; take the comparison out if only the one for TensorFlow 1 is meant.""",
}


def explanation(code: str) -> str:
    """What a code means.

    Raises:
        InputError: there is none of that name.
    """
    if code in EXPLANATIONS:
        return f'{code}\n\n{EXPLANATIONS[code]}'
    nearest = difflib.get_close_matches(code, EXPLANATIONS, n=1)
    advice = f'did you mean {nearest[0]}?' if nearest else f'codes are {", ".join(EXPLANATIONS)}'
    raise InputError(f'{code} is no code of the report; {advice}')
