"""The functions that 1.15.5 approximates: Exp, Log1p, Reciprocal and Rsqrt to its last bit, for the time of a test.

Current TensorFlow computes them by other formulas, a unit in the last place away in one case of three. Where a gradient
is 0 but for rounding, as that of a bias before BatchNorm, such a unit changes it by some hundredths. All other ops of
that network's gradients give the same bits, once Sum and Mean add as they did (see `tests.golden.addition`). What is
left: a cost by one unit in the last place (a Mean over all axes), and SRCNN's gradients by up to 3e-6 of their norm.

The wheel of 1.15.5 was built for AVX without FMA. Eight numbers are computed side by side, with a rounding after each
multiplication and addition, as NumPy has it; what is left over is computed singly, by the C library. The formulas are
those of the Cephes library for float32 (exp and log). Rsqrt begins with the instruction of the processor for it, which
differs from one maker to the other: the same instruction is executed here.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import math
import mmap
import platform

import numpy as np

from tf1_ref.compat import tf

PLACES = 8  # of a register of AVX
LOG_2 = np.float32(0.693359375), np.float32(-2.12194440e-4)  # in two parts; the first is exact in few bits
EXP = (1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1)
LOG = (
    (7.0376836292e-2, -1.1514610310e-1, 1.1676998740e-1),
    (-1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1),
    (2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1),
)
# vrsqrtps ymm0, [rdi]; vmovups [rsi], ymm0; vzeroupper; ret
RSQRTPS = bytes.fromhex('c5fc5207 c5fc1106 c5f877 c3')


@contextlib.contextmanager
def restored():
    """Within it, ops of these kinds give 1.15.5's bits when they run, and their gradients too.

    It is about those that costs, BatchNorm and gradients build; `tf.log1p` itself holds a function of its own.
    """
    from tensorflow.python.ops import gen_math_ops, math_ops

    functions = {'exp': exp, 'log1p': log1p, 'reciprocal': reciprocal}
    if _instruction() is not None:
        functions['rsqrt'] = rsqrt
    with contextlib.ExitStack() as stack:
        for name, function in functions.items():
            for module in (gen_math_ops, math_ops):
                stack.callback(setattr, module, name, getattr(module, name))
                setattr(module, name, _builder(name.capitalize(), function))
        yield


def exp(x: np.ndarray) -> np.ndarray:
    """Computes e to the power of `x`, for `|x|` up to 87."""
    return _side_by_side(x, _exp, math.exp)


def log1p(x: np.ndarray) -> np.ndarray:
    """Computes the logarithm of `1 + x`, for `x` from 0 on."""
    return _side_by_side(x, _log1p, math.log1p)


def reciprocal(x: np.ndarray) -> np.ndarray:
    """Computes `1 / x`, which 1.15.5 divided."""
    return np.float32(1) / x


def rsqrt(x: np.ndarray) -> np.ndarray:
    """Computes `1 / sqrt(x)`, for positive `x`: the processor's approximation, and a step of Newton's."""

    def improved(x):
        first = np.empty_like(x)
        for place in range(0, x.size, PLACES):
            _instruction()(x[place:].ctypes.data, first[place:].ctypes.data)
        return first * (x * np.float32(-0.5) * (first * first) + np.float32(1.5))

    return _side_by_side(x, improved, lambda one: np.float32(1) / np.sqrt(np.float32(one)))


def _exp(x):
    twos = np.floor(x * np.float32(math.log2(math.e)) + np.float32(0.5))
    x = x - twos * LOG_2[0] - twos * LOG_2[1]
    result = _polynomial(EXP, x) * (x * x) + x + np.float32(1)
    return np.ldexp(result, twos.astype(np.int32))


def _log1p(x):
    more = x + np.float32(1)
    with np.errstate(invalid='ignore'):
        return np.where(more == 1, x, x * (_log(more) / (more - np.float32(1))))


def _log(x):
    part, twos = np.frexp(x)
    low = part < np.float32(math.sqrt(0.5))
    twos = twos.astype(np.float32) - low
    part = part - np.float32(1) + np.where(low, part, np.float32(0))
    square = part * part
    cube = square * part
    first, second, third = (_polynomial(three, part) for three in LOG)
    rest = ((first * cube + second) * cube + third) * cube + twos * LOG_2[1]
    return part - square * np.float32(0.5) + rest + twos * LOG_2[0]


def _polynomial(factors, x):
    result = np.full_like(x, factors[0])
    for factor in factors[1:]:
        result = result * x + np.float32(factor)
    return result


def _side_by_side(x, several, single):
    """Applies `several` to what fills registers, and `single` to each number that is left over."""
    flat = np.ravel(x)
    whole = flat.size // PLACES * PLACES
    left_over = np.array([single(float(one)) for one in flat[whole:]], x.dtype)
    return np.concatenate([several(flat[:whole]), left_over]).reshape(x.shape)


@functools.cache
def _instruction():
    """The instruction as a function of two addresses; None where there is none, or memory may not be executed."""
    if platform.machine() != 'x86_64':
        return None
    try:
        memory = mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    except OSError:
        return None
    memory.write(RSQRTPS)
    start = ctypes.c_char.from_buffer(memory)
    instruction = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)(ctypes.addressof(start))
    instruction.keeps = start  # and so the memory
    return instruction


def _builder(kind, function):
    from tensorflow.core.framework import attr_value_pb2
    from tensorflow.python.framework import ops
    from tensorflow.python.ops import script_ops

    gradient = f'Genuine{kind}'
    if gradient not in ops.gradient_registry._registry:
        ops.RegisterGradient(gradient)(ops.gradient_registry.lookup(kind))

    def build(x, name=None):
        x = tf.convert_to_tensor(x)
        assert x.dtype.base_dtype == tf.float32, f'{kind} of {x.dtype.base_dtype.name} was not looked at'
        result = script_ops.py_func_common(function, [x], tf.float32, stateful=False, name=name)
        result.op._set_attr('_gradient_op_type', attr_value_pb2.AttrValue(s=gradient.encode()))
        result.set_shape(x.get_shape())
        return result

    return build
