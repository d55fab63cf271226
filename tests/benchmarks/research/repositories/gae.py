"""Graph auto-encoders, plain and variational."""

from tests.benchmarks.research.data import by_the_genuine
from tests.benchmarks.research.recipes import NETWORKX, SCIKIT_LEARN, EntryPoint, Repository


def _entry(model: str) -> EntryPoint:
    command = f'gae/train.py --dataset=tiny --epochs=8 --model={model}'
    return EntryPoint(
        model,
        command,
        before=(by_the_genuine('citations.py', 'data', '120', '20'),),
        paths=('',),
        packages=('networkx',),
    )


REPOSITORY = Repository('tkipf/gae', tuple(map(_entry, ('gcn_ae', 'gcn_vae'))), needs=(*NETWORKX, *SCIKIT_LEARN))
