"""Prints what functions gave that libraries have dropped since; runs there, and here on what this project has instead.

Started by `generate_given` under Python 3.7 with SciPy 1.1 and scikit-learn 0.19, and by `test_images`, `test_splits`.
"""

import json
import os
import sys
import tempfile
import warnings

import numpy as np

FOLDS = np.array([0, 1, 0, 1, 0, 1, 1, 0, 0, 2, 2, 2])


def images(misc):
    """What functions of `scipy.misc` make of arrays: by case, shape, type, first values and sum."""
    draw = np.random.RandomState(3)
    arrays = {
        'grey': draw.rand(7, 11),
        'bytes': (draw.rand(7, 11) * 255).astype('uint8'),
        'rgb': draw.rand(7, 11, 3),
        'rgba': (draw.rand(7, 11, 4) * 255).astype('uint8'),
        'channels first': draw.rand(3, 7, 11),
        'integers': draw.randint(-5, 900, (7, 11)),
    }
    found = {}
    for name, array in arrays.items():
        cases = {
            'bytescale': lambda array=array: misc.bytescale(array),
            'toimage': lambda array=array: misc.fromimage(misc.toimage(array)),
            'limits': lambda array=array: misc.fromimage(misc.toimage(array, cmin=0, cmax=1)),
            'imrotate': lambda array=array: misc.imrotate(array, 30),
            'saved': lambda array=array: _saved(misc, array),
            'saved, flat': lambda array=array: _saved(misc, array, flatten=True),
            'saved, as RGB': lambda array=array: _saved(misc, array, mode='RGB'),
        }
        for size in ((5, 9), 50, 0.5, 200, 1.7):
            cases['size {}'.format(size)] = lambda array=array, size=size: misc.imresize(array, size)
        for way in ('lanczos', 'bicubic', 'cubic'):
            cases[way] = lambda array=array, way=way: misc.imresize(array, (5, 9), way)
        for mode in ('L', 'F', 'I', 'P', 'RGB', 'RGBA', 'YCbCr'):
            cases['mode {}'.format(mode)] = lambda array=array, mode=mode: misc.fromimage(
                misc.toimage(array, mode=mode)
            )
        found.update({'{}: {}'.format(name, case): _shown(call) for case, call in cases.items()})
    return found


def _saved(misc, array, **options):
    path = os.path.join(tempfile.mkdtemp(), 'image.png')
    misc.imsave(path, array)
    return misc.imread(path, **options)


def _shown(call):
    try:
        value = np.asarray(call())
    except Exception as error:
        return type(error).__name__
    return [list(value.shape), str(value.dtype), value.ravel()[:5].tolist(), float(value.astype('f8').sum())]


def splits(module, imputer):
    """The indices that iterators of `sklearn.cross_validation` give, and what an `Imputer` makes of an array."""
    iterators = {
        'KFold': module.KFold(11, 3),
        'KFold, shuffled': module.KFold(11, n_folds=4, shuffle=True, random_state=5),
        'LeaveOneOut': module.LeaveOneOut(4),
        'ShuffleSplit': module.ShuffleSplit(11, 3, random_state=1),
        'StratifiedKFold': module.StratifiedKFold(FOLDS, 3),
        'StratifiedKFold, shuffled': module.StratifiedKFold(FOLDS, 3, shuffle=True, random_state=1),
        'StratifiedShuffleSplit': module.StratifiedShuffleSplit(FOLDS, 2, test_size=0.5, random_state=0),
        'LabelKFold': module.LabelKFold(FOLDS, 3),
    }
    found = {name: [len(one), [[part.tolist() for part in pair] for pair in one]] for name, one in iterators.items()}
    found['Imputer'] = imputer(strategy='median').fit_transform([[1, np.nan], [3, 4], [5, 8]]).tolist()
    return found


if __name__ == '__main__':
    warnings.simplefilter('ignore')
    from scipy import misc
    from sklearn import cross_validation
    from sklearn.preprocessing import Imputer

    with open(sys.argv[1], 'w') as file:
        json.dump({'images': images(misc), 'splits': splits(cross_validation, Imputer)}, file, indent=0, sort_keys=True)
        file.write('\n')
