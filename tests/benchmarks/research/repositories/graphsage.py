"""GraphSAGE: supervised and unsupervised, with each way to aggregate neighbours."""

import json
import pathlib

import numpy as np

from tests.benchmarks.research.data import write_lines
from tests.benchmarks.research.recipes import NETWORKX, SCIKIT_LEARN, EntryPoint, Repository

NODES, FEATURES, KINDS = 80, 12, 5
COMMON = '--train_prefix=./tiny/tiny --dim_1=8 --dim_2=8 --samples_1=4 --samples_2=3 --batch_size=16 --max_degree=7'
SUPERVISED = f'-m graphsage.supervised_train {COMMON} --epochs=2 --validate_iter=2 --validate_batch_size=8 --sigmoid'
UNSUPERVISED = (
    f'-m graphsage.unsupervised_train {COMMON} --max_total_steps=4 --validate_iter=2 --validate_batch_size=8 '
    '--neg_sample_size=5'
)
WAYS = ('graphsage_mean', 'gcn', 'graphsage_seq', 'graphsage_maxpool', 'graphsage_meanpool')


def _data(clone: pathlib.Path) -> None:
    random, folder = np.random.RandomState(0), clone / 'tiny'
    folder.mkdir()
    nodes = [{'id': node, 'val': node % 8 == 6, 'test': node % 8 == 7} for node in range(NODES)]
    ends = {tuple(sorted(map(int, pair))) for pair in random.randint(0, NODES, [5 * NODES, 2]) if pair[0] != pair[1]}
    links = [{'source': one, 'target': other} for one, other in sorted(ends)]
    graph = {'directed': False, 'graph': {}, 'multigraph': False, 'nodes': nodes, 'links': links}
    kinds = random.randint(0, 2, [NODES, KINDS])
    np.save(folder / 'tiny-feats.npy', random.randn(NODES, FEATURES) + np.tile(kinds, 3)[:, :FEATURES])
    files = {'G': graph, 'id_map': {str(node): node for node in range(NODES)}}
    files['class_map'] = {str(node): kinds[node].tolist() for node in range(NODES)}
    for name, content in files.items():
        (folder / f'tiny-{name}.json').write_text(json.dumps(content))
    trained = [node for node in range(NODES) if node % 8 < 6]
    pairs = random.choice(trained, [200, 2])
    write_lines(folder / 'tiny-walks.txt', [f'{one}\t{other}' for one, other in pairs if one != other])


def _entry(command: str, begin: str, model: str) -> EntryPoint:
    return EntryPoint(f'{begin}_{model}', f'{command} --model={model}', _data, packages=('networkx',))


REPOSITORY = Repository(
    'williamleif/GraphSAGE',
    (
        *(_entry(SUPERVISED, 'supervised', model) for model in WAYS),
        *(_entry(UNSUPERVISED, 'unsupervised', model) for model in ('graphsage_mean', 'n2v')),
    ),
    opened={
        'tensorflow.nn.l2 ': 'true: no TensorFlow has had it, and nothing calls the function that does',
        'tensorflow.nn.l2_norm ': 'true: no TensorFlow has had it, and nothing calls the method that does',
    },
    needs=(*NETWORKX, *SCIKIT_LEARN),
)
