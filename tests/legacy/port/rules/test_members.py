"""What objects of other libraries have no longer: of which it is said, and of which it is not."""

import pytest

from tests.legacy.port.porting import IMPORT, blockers, body, port

MEMBER = 'from tf1_ref.legacy.dropped.members import member\n'


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        (
            "import pandas as pd\nf = pd.read_csv('x')\ny = f.ix[1, 'a']",
            "import pandas as pd\nf = pd.read_csv('x')\ny = member(f, 'ix')[1, 'a']",
        ),
        (
            'import pandas\ndef f(frame):\n    return frame.ix[0]',
            "import pandas\ndef f(frame):\n    return member(frame, 'ix')[0]",
        ),
        (
            'import pandas as pd\nx = pd.DataFrame(y).as_matrix()',
            "import pandas as pd\nx = member(pd.DataFrame(y), 'as_matrix')()",
        ),
        (
            'import pandas as pd\nf = pd.DataFrame()\nf = f.append(g)',
            "import pandas as pd\nf = pd.DataFrame()\nf = member(f, 'append')(g)",
        ),
        (
            "import h5py\nx = h5py.File('f')\ny = x['a']['b'].value, x.get('c').value, x['a'][k].value",
            "import h5py\nx = h5py.File('f')\n"
            "y = member(x['a']['b'], 'value'), member(x.get('c'), 'value'), member(x['a'][k], 'value')",
        ),
        (
            "import h5py\ndef f(x):\n    return x['a'].value",
            "import h5py\ndef f(x):\n    return member(x['a'], 'value')",
        ),
        (
            'import pandas\ndef f(x):\n    return x.as_matrix()',
            "import pandas\ndef f(x):\n    return member(x, 'as_matrix')()",
        ),
        ("import h5py\nx = h5py.File('f')['a'].value", "import h5py\nx = member(h5py.File('f')['a'], 'value')"),
        (
            "import h5py\nwith h5py.File('f', 'r') as h:\n    x = h['a'].value",
            "import h5py\nwith h5py.File('f', 'r') as h:\n    x = member(h['a'], 'value')",
        ),
        (
            'import networkx\ndef f(g):\n    return g.node[3]',
            "import networkx\ndef f(g):\n    return member(g, 'node')[3]",
        ),
        (
            'import numpy as np\nx = np.zeros(3)\nx.itemset(1, 2)',
            "import numpy as np\nx = np.zeros(3)\nmember(x, 'itemset')(1, 2)",
        ),
        (
            'import scipy.sparse as sp\nx = sp.csr_matrix(y)\nz = x.A',
            "import scipy.sparse as sp\nx = sp.csr_matrix(y)\nz = member(x, 'A')",
        ),
        (
            'import matplotlib\nx = figure.canvas.tostring_rgb()',
            "import matplotlib\nx = member(figure.canvas, 'tostring_rgb')()",
        ),
        ('import numpy as np\nx = np.zeros(3).ptp()', "import numpy as np\nx = member(np.zeros(3), 'ptp')()"),
    ],
)
def test_given_back(before, after):
    lines = body(before + '\n')
    assert lines.startswith(MEMBER) and lines.removeprefix(MEMBER) == after + '\n'


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        (
            "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\naxes.set_axis_bgcolor('w')",
            "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\naxes.set_facecolor('w')",
        ),
        (
            'import networkx as nx\ng = nx.Graph()\nx = g.nodes_iter()',
            'import networkx as nx\ng = nx.Graph()\nx = g.nodes()',
        ),
    ],
)
def test_called_otherwise(before, after):
    assert body(before + '\n') == after + '\n'


@pytest.mark.parametrize(
    ('text', 'said'),
    [
        (
            'import gym\nenv = gym.make("x")\nenv.seed(3)',
            '4: gym.Env.seed is gone since gym 0.26; use reset(seed=...)',
        ),
        (
            'import gym\nclass A:\n    def __init__(self):\n        self.env = gym.make("x")\n        self.env.seed(3)',
            '6: gym.Env.seed is',
        ),
        (
            'from sklearn.model_selection import GridSearchCV as G\ng = G(m, {}).fit(x, y)\nz = g.grid_scores_',
            '4: sklearn.model_selection.GridSearchCV.grid_scores_ is gone since scikit-learn 0.20',
        ),
    ],
)
def test_blocks(text, said):
    (found,) = blockers(IMPORT + text + '\n')
    assert found.startswith(said)


def test_of_an_unknown_object_it_is_a_note():
    _, findings = port(IMPORT + 'import sklearn\ndef f(search):\n    return search.grid_scores_\n')
    (found,) = [one for one in findings if one.rule == 'members']
    assert (found.kind, found.line, found.advice) == ('note', 4, 'use cv_results_')
    assert found.what == 'grid_scores_ (of sklearn) is gone since scikit-learn 0.20'


def test_where_this_project_may_not_be_used():
    (found,) = blockers(IMPORT + 'import pandas as pd\nx = pd.DataFrame(y).ix[1]\n', target='standalone')
    assert found == '3: pandas.DataFrame.ix is gone since pandas 1.0; use loc for labels, or iloc for positions'


@pytest.mark.parametrize(
    'text',
    [
        'def f(frame):\n    return frame.ix[0]',  # pandas is not imported
        'import pandas\ndef f(rows):\n    rows.append(3)',
        'import h5py\ndef f(x):\n    return x.value, x[0].value',
        "def f(x):\n    return x['a'].value",
        "import h5py\nx = h5py.File('f')['a'][0].value",
        'import gym, random\nrandom.seed(3)\nx = random.Random()\nx.seed(3)',
        'import pandas\nclass A:\n    def ix(self):\n        return 3\ndef f(a):\n    return a.ix()',
        'import pandas\ndef f(a):\n    a.ix = 3\n    return a.ix',
        "import pandas\nparser.add_argument('--ix')\nx = parser.parse_args().ix",
        'import pandas as pd\nf = pd.DataFrame()\ntry:\n    x = f.ix\nexcept AttributeError:\n    x = f.loc',
        'import pandas as pd\nf = pd.DataFrame()\nx = f.loc[1], f.to_numpy()',
        'import pandas as pd\nf = pd.DataFrame()\nf = []\nf.append(3)',
    ],
)
def test_others_stay(text):
    assert body(text + '\n') == text + '\n'
