"""Graph convolutional networks: three models on a citation network."""

from tests.benchmarks.research.data import by_the_genuine
from tests.benchmarks.research.recipes import NETWORKX, EntryPoint, Repository


def _entry(model: str) -> EntryPoint:
    command = f'gcn/train.py --dataset=tiny --epochs=12 --model={model}'
    return EntryPoint(
        model,
        command,
        before=(by_the_genuine('citations.py', 'data', '620', '500'),),
        paths=('',),
        packages=('networkx',),
    )


REPOSITORY = Repository('tkipf/gcn', tuple(map(_entry, ('gcn', 'gcn_cheby', 'dense'))), needs=NETWORKX)
