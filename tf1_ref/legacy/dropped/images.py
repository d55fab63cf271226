"""Images by way of Pillow, as SciPy's `scipy.misc` had them until 1.2: `imread`, `imresize`, `imsave` and what is near.

Values of arrays that are not bytes are stretched to 0..255 first, by their smallest and largest value.
"""

from __future__ import annotations

import os
from typing import IO, Any

import numpy as np

INTERPOLATIONS = {'nearest': 0, 'lanczos': 1, 'bilinear': 2, 'bicubic': 3, 'cubic': 3}
CHANNELS = {3: 'RGB', 4: 'RGBA'}
MODES = {3: ('RGB', 'YCbCr'), 4: ('RGBA', 'CMYK')}


def imread(name: str | os.PathLike | IO[bytes], flatten: bool = False, mode: str | None = None) -> np.ndarray:
    """The pixels of an image file.

    Args:
        name: the file, or its path.
        flatten: as one channel of float32.
        mode: Pillow's mode to convert it to first, such as 'RGB'.

    Returns:
        An array `[height, width]` or `[height, width, channels]`.
    """
    return fromimage(_pillow().open(name), flatten, mode)


def imsave(name: str | os.PathLike | IO[bytes], arr: Any, format: str | None = None) -> None:
    """Writes an array `[height, width]` or `[height, width, 3 or 4]` as an image file."""
    toimage(arr, channel_axis=2).save(name, *([] if format is None else [format]))


def imresize(arr: Any, size: int | float | tuple, interp: str = 'bilinear', mode: str | None = None) -> np.ndarray:
    """An image, as bytes, in another size.

    Args:
        arr: the image.
        size: percent if it is an int, a factor if it is a float, else height and width.
        interp: 'nearest', 'lanczos', 'bilinear', 'bicubic' or 'cubic'.
        mode: Pillow's mode of the image before it is resized.
    """
    image = toimage(arr, mode=mode)
    if isinstance(size, (int, np.integer)):
        wanted = tuple((np.array(image.size) * (size / 100.0)).astype(int))
    elif isinstance(size, (float, np.floating)):
        wanted = tuple((np.array(image.size) * size).astype(int))
    else:
        wanted = (size[1], size[0])
    return fromimage(image.resize(tuple(int(side) for side in wanted), resample=INTERPOLATIONS[interp]))


def imrotate(arr: Any, angle: float, interp: str = 'bilinear') -> np.ndarray:
    """An image, as bytes, turned counter-clockwise by an angle in degrees; it keeps its size."""
    return fromimage(toimage(arr).rotate(angle, resample=INTERPOLATIONS[interp]))


def imshow(arr: Any) -> None:
    """Shows an array as an image, by the viewer that Pillow finds."""
    toimage(arr).show()


def fromimage(im: Any, flatten: bool = False, mode: str | None = None) -> np.ndarray:
    """The pixels of a Pillow image; see `imread`.

    Raises:
        TypeError: it is none.
    """
    if not isinstance(im, _pillow().Image):
        raise TypeError('Input is not a PIL image.')
    if mode is not None:
        im = im.convert(mode)
    elif im.mode == 'P':  # colours by number
        im = im.convert('RGBA' if 'transparency' in im.info else 'RGB')
    if flatten:
        im = im.convert('F')
    elif im.mode == '1':
        im = im.convert('L')
    return np.array(im)


def toimage(
    arr: Any,
    high: int = 255,
    low: int = 0,
    cmin: float | None = None,
    cmax: float | None = None,
    pal: Any = None,
    mode: str | None = None,
    channel_axis: int | None = None,
) -> Any:
    """A Pillow image of an array.

    Args:
        arr: `[height, width]`, or with 3 or 4 channels along one axis.
        high: the byte of the largest value.
        low: the byte of the smallest value.
        cmin: what counts as the smallest value; that of the array by default.
        cmax: what counts as the largest value; that of the array by default.
        pal: the colours of an image of mode 'P', as bytes `[256, 3]`.
        mode: Pillow's; by default 'L' for one channel, 'RGB' or 'RGBA' for more.
        channel_axis: the axis of the channels; by default the one that has 3 or 4 of them.

    Raises:
        ValueError: the array has another shape, or is complex.
    """
    data = np.asarray(arr)
    if np.iscomplexobj(data):
        raise ValueError('Cannot convert a complex-valued array.')
    if data.ndim == 2:
        return _of_one_channel(data, high, low, cmin, cmax, pal, mode)
    if data.ndim != 3 or not {3, 4} & {*data.shape}:
        raise ValueError("'arr' does not have a suitable array shape for any mode.")
    axis = channel_axis
    if axis is None:
        axis = next(index for wanted in (3, 4) for index, size in enumerate(data.shape) if size == wanted)
    if data.shape[axis] not in CHANNELS:
        raise ValueError('Channel axis dimension is not valid.')
    pixels = np.moveaxis(bytescale(data, cmin, cmax, high, low), axis, 2)
    mode = mode or CHANNELS[pixels.shape[2]]
    if mode not in MODES[pixels.shape[2]]:
        raise ValueError('Invalid array shape for mode.')
    height, width = pixels.shape[:2]
    return _pillow().frombytes(mode, (width, height), np.ascontiguousarray(pixels).tobytes())


def _of_one_channel(data, high, low, cmin, cmax, pal, mode):
    size = (data.shape[1], data.shape[0])
    if mode == 'F':
        return _pillow().frombytes('F', size, data.astype(np.float32).tobytes())
    if mode in (None, 'L', 'P'):
        image = _pillow().frombytes('L', size, bytescale(data, cmin, cmax, high, low).tobytes())
        if pal is not None or mode == 'P':
            colours = np.asarray(pal if pal is not None else np.arange(256)[:, None] * np.ones(3), np.uint8)
            image.putpalette(colours.tobytes())
        return image
    if mode != 'I':
        raise ValueError(f'mode {mode!r}: write toimage(arr).convert({mode!r}), by Pillow itself')
    smallest = data.min() if cmin is None else cmin
    largest = data.max() if cmax is None else cmax
    scaled = (data * 1.0 - smallest) * (high - low) / (largest - smallest) + low
    return _pillow().frombytes('I', size, scaled.astype(np.uint32).tobytes())


def bytescale(
    data: np.ndarray, cmin: float | None = None, cmax: float | None = None, high: int = 255, low: int = 0
) -> np.ndarray:
    """The values of an array stretched to bytes; bytes stay as they are.

    Args:
        data: the array.
        cmin: what counts as the smallest value; that of the array by default.
        cmax: what counts as the largest value; that of the array by default.
        high: the byte of the largest value, up to 255.
        low: the byte of the smallest value, from 0.

    Raises:
        ValueError: the limits contradict each other.
    """
    if data.dtype == np.uint8:
        return data
    if not 0 <= low <= high <= 255:
        raise ValueError('`low` and `high` should be between 0 and 255, and `low` not above `high`.')
    smallest = data.min() if cmin is None else cmin
    largest = data.max() if cmax is None else cmax
    if largest < smallest:
        raise ValueError('`cmax` should be larger than `cmin`.')
    scale = float(high - low) / ((largest - smallest) or 1)
    scaled = (data - smallest) * scale + low
    return (scaled.clip(low, high) + 0.5).astype(np.uint8)


def _pillow():
    from PIL import Image

    return Image
