"""Writes what the genuine TensorFlow 1.15.5 says of the deck's models, for the tests of the graph tools.

  python -m tests.graphs.genuine.generate        writes profiles.json beside this file, and checkpoints/

It needs what `tests.golden.generate` needs; the part `on_the_genuine_article` runs under Python 3.7.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def on_the_genuine_article(out):
    from tests.golden import genuine

    tf = genuine.put_genuine_tensorflow_in_place_of_the_door()
    from tests.graphs.genuine import models, nets, profile

    profiles = {build.__name__: profile.profile(tf, build)[0] for build in models.MODELS}
    genuine.write(os.path.join(out, 'profiles.json'), dict({'tensorflow': tf.__version__}, **profiles))
    folder = os.path.join(out, 'checkpoints')
    if not os.path.exists(folder):
        os.mkdir(folder)
    digests = nets.save_all(folder)
    digests.update(nets.save_keras(folder))
    os.remove(os.path.join(folder, 'checkpoint'))  # Keras' note of which is the newest
    genuine.write(os.path.join(out, 'checkpoints.json'), digests)


if __name__ == '__main__':
    if sys.version_info[:2] == (3, 7):
        on_the_genuine_article(*sys.argv[1:])
    else:
        from tests.golden import generate

        generate.run_genuine('tests.graphs.genuine.generate', HERE)
