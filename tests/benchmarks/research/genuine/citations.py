"""Writes a small citation network in the pickles of the Planetoid datasets. Runs on the genuine article's Python.

  python citations.py FOLDER NODES VALIDATED

FOLDER/ind.tiny.{x,y,tx,ty,allx,ally,graph,test.index}: NODES nodes of three kinds with 30 features each, the last
tenth for the test, VALIDATED of the rest labelled for validation. Here, because SciPy's and NumPy's pickles of today
cannot be read by those of that time.
"""

import pickle
import sys

import numpy as np
import scipy.sparse as sp

FEATURES, KINDS = 30, 3


def main(folder, nodes, validated):
    """Writes the files."""
    random = np.random.RandomState(0)
    kinds = random.randint(0, KINDS, nodes)
    likely = np.where(np.arange(FEATURES)[None, :] % KINDS == kinds[:, None], 0.4, 0.05)
    features = sp.csr_matrix((random.rand(nodes, FEATURES) < likely).astype(np.float32))
    labels = np.eye(KINDS, dtype=np.int32)[kinds]
    graph = {node: [] for node in range(nodes)}
    for node in range(nodes):
        same = np.flatnonzero(kinds == kinds[node])
        for other in [*random.choice(same, 2), random.randint(nodes)]:
            if other != node:
                graph[node].append(int(other))
                graph[int(other)].append(node)
    known = nodes - nodes // 10
    trained = known - validated
    parts = {'x': features[:trained], 'tx': features[known:], 'allx': features[:known]}
    parts.update(y=labels[:trained], ty=labels[known:], ally=labels[:known], graph=graph)
    for name, part in parts.items():
        with open(f'{folder}/ind.tiny.{name}', 'wb') as file:
            pickle.dump(part, file, 2)
    with open(f'{folder}/ind.tiny.test.index', 'w') as file:
        file.writelines(f'{index}\n' for index in random.permutation(np.arange(known, nodes)))


if __name__ == '__main__':
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
