"""What stands in, by hand, for what Python and libraries have dropped; the rest is in `names.json`.

A name is in one of three tables: `PLACES` (the same thing has another name today), `HELPERS` (this project has it
written again), `ADVICE` (what to do; nobody can do it without knowing what is meant).
"""

from __future__ import annotations

from typing import Any

IMAGES = 'tf1_ref.legacy.dropped.images'
SPLITS = 'tf1_ref.legacy.dropped.splits'
PYTHON_2 = 'tf1_ref.legacy.dropped.python2_habits'
OTHERS = 'tf1_ref.legacy.dropped.others'

# Modules and names that Python 3 calls otherwise.
_PYTHON = {
    'BaseHTTPServer': 'http.server',
    'CGIHTTPServer': 'http.server',
    'ConfigParser': 'configparser',
    'Cookie': 'http.cookies',
    'HTMLParser': 'html.parser',
    'Queue': 'queue',
    'SimpleHTTPServer': 'http.server',
    'SocketServer': 'socketserver',
    'StringIO': 'io',
    'Tkinter': 'tkinter',
    'UserDict': 'collections',
    'UserList': 'collections',
    'UserString': 'collections',
    '__builtin__': 'builtins',
    'cPickle': 'pickle',
    'cStringIO': 'io',
    'commands': 'subprocess',
    'cookielib': 'http.cookiejar',
    'copy_reg': 'copyreg',
    'htmlentitydefs': 'html.entities',
    'httplib': 'http.client',
    'repr': 'reprlib',
    'robotparser': 'urllib.robotparser',
    'thread': '_thread',
    'tkFileDialog': 'tkinter.filedialog',
    'tkMessageBox': 'tkinter.messagebox',
    'ttk': 'tkinter.ttk',
    'urlparse': 'urllib.parse',
    'xmlrpclib': 'xmlrpc.client',
    'base64.decodestring': 'base64.decodebytes',
    'base64.encodestring': 'base64.encodebytes',
    'cgi.escape': 'html.escape',
    'configparser.SafeConfigParser': 'configparser.ConfigParser',
    'distutils.spawn.find_executable': 'shutil.which',
    'distutils.dir_util.mkpath': 'os.makedirs',
    'fractions.gcd': 'math.gcd',
    'imp.reload': 'importlib.reload',
    'itertools.ifilter': 'builtins.filter',
    'itertools.ifilterfalse': 'itertools.filterfalse',
    'itertools.imap': 'builtins.map',
    'itertools.izip': 'builtins.zip',
    'itertools.izip_longest': 'itertools.zip_longest',
    'operator.div': 'operator.truediv',
    'operator.isCallable': 'builtins.callable',
    'os.getcwdu': 'os.getcwd',
    'os.errno': 'errno',
    'string.letters': 'string.ascii_letters',
    'string.lowercase': 'string.ascii_lowercase',
    'string.uppercase': 'string.ascii_uppercase',
    'sys.maxint': 'sys.maxsize',
    'thread.start_new_thread': '_thread.start_new_thread',
    'time.clock': 'time.process_time',
    'urllib.ContentTooShortError': 'urllib.error.ContentTooShortError',
    **{
        f'urllib.{name}': f'urllib.request.{name}'
        for name in ('urlopen', 'urlretrieve', 'urlcleanup', 'FancyURLopener')
    },
    **{
        f'urllib.{name}': f'urllib.parse.{name}'
        for name in ('quote', 'quote_plus', 'unquote', 'unquote_plus', 'urlencode')
    },
    **{
        f'urllib2.{name}': f'urllib.request.{name}'
        for name in [
            'urlopen',
            'Request',
            'build_opener',
            'install_opener',
            'HTTPHandler',
            'HTTPSHandler',
            'ProxyHandler',
            'HTTPCookieProcessor',
        ]
    },
    'urllib2.HTTPError': 'urllib.error.HTTPError',
    'urllib2.URLError': 'urllib.error.URLError',
    'urllib2.quote': 'urllib.parse.quote',
    'urllib2.unquote': 'urllib.parse.unquote',
}
# Names and modules of libraries that have another name.
_LIBRARIES = {
    'PIL.Image.ANTIALIAS': 'PIL.Image.LANCZOS',
    'PIL.Image.CUBIC': 'PIL.Image.BICUBIC',
    'PIL.Image.LINEAR': 'PIL.Image.BILINEAR',
    'PIL.Image.fromstring': 'PIL.Image.frombytes',
    'PIL.VERSION': 'PIL.__version__',
    'PIL.PILLOW_VERSION': 'PIL.__version__',
    'h5py.highlevel': 'h5py',
    'joblib.pool.MemmapingPool': 'joblib.pool.MemmappingPool',
    'networkx.from_numpy_matrix': 'networkx.from_numpy_array',
    'pandas.lib.infer_dtype': 'pandas.api.types.infer_dtype',
    'pandas.scatter_matrix': 'pandas.plotting.scatter_matrix',
    'pandas.tools.plotting.scatter_matrix': 'pandas.plotting.scatter_matrix',
    'pandas.TimeGrouper': 'pandas.Grouper',
    'scipy.integrate.cumtrapz': 'scipy.integrate.cumulative_trapezoid',
    'scipy.integrate.simps': 'scipy.integrate.simpson',
    'scipy.integrate.trapz': 'scipy.integrate.trapezoid',
    'scipy.linalg.pinv2': 'scipy.linalg.pinv',
    'scipy.misc.ascent': 'scipy.datasets.ascent',
    'scipy.misc.comb': 'scipy.special.comb',
    'scipy.misc.electrocardiogram': 'scipy.datasets.electrocardiogram',
    'scipy.misc.face': 'scipy.datasets.face',
    'scipy.misc.factorial': 'scipy.special.factorial',
    'scipy.misc.factorial2': 'scipy.special.factorial2',
    'scipy.misc.factorialk': 'scipy.special.factorialk',
    'scipy.misc.logsumexp': 'scipy.special.logsumexp',
    'scipy.misc.pade': 'scipy.interpolate.pade',
    'scipy.stats.gilbrat': 'scipy.stats.gibrat',
    'scipy.stats.median_absolute_deviation': 'scipy.stats.median_abs_deviation',
    'sklearn.covariance.GraphLasso': 'sklearn.covariance.GraphicalLasso',
    'sklearn.covariance.GraphLassoCV': 'sklearn.covariance.GraphicalLassoCV',
    'sklearn.covariance.graph_lasso': 'sklearn.covariance.graphical_lasso',
    'sklearn.externals.joblib': 'joblib',
    'sklearn.externals.six': 'six',
    'sklearn.metrics.calinski_harabaz_score': 'sklearn.metrics.calinski_harabasz_score',
    'sklearn.neighbors.DistanceMetric': 'sklearn.metrics.DistanceMetric',
    **{
        f'scipy.signal.{name}': f'scipy.signal.windows.{name}'
        for name in [
            'barthann',
            'bartlett',
            'blackman',
            'blackmanharris',
            'bohman',
            'boxcar',
            'chebwin',
            'cosine',
            'exponential',
            'flattop',
            'gaussian',
            'general_gaussian',
            'hamming',
            'hann',
            'kaiser',
            'nuttall',
            'parzen',
            'triang',
            'tukey',
        ]
    },
    'scipy.signal.hanning': 'scipy.signal.windows.hann',
    **{
        f'scipy.{name}': f'numpy.{name}'
        for name in [
            'pi',
            'e',
            'nan',
            'inf',
            'newaxis',
            'c_',
            'r_',
            's_',
            'mgrid',
            'ogrid',
            'euler_gamma',
            'index_exp',
            'ScalarType',
            'typecodes',
        ]
    },
    **{
        f'sklearn.cross_validation.{name}': f'sklearn.model_selection.{name}'
        for name in ['train_test_split', 'cross_val_score', 'cross_val_predict', 'permutation_test_score', 'check_cv']
    },
    'sklearn.grid_search.ParameterGrid': 'sklearn.model_selection.ParameterGrid',
    'sklearn.grid_search.ParameterSampler': 'sklearn.model_selection.ParameterSampler',
    'sklearn.learning_curve.learning_curve': 'sklearn.model_selection.learning_curve',
    'sklearn.learning_curve.validation_curve': 'sklearn.model_selection.validation_curve',
}
# Dotted name: what it is called today. What was the same object under both names is in `names.json`.
PLACES = {**_PYTHON, **_LIBRARIES}

# Dotted name: what this project has in its place.
HELPERS = {
    **{
        f'scipy.misc.{name}': f'{IMAGES}:{name}'
        for name in ['bytescale', 'fromimage', 'imread', 'imresize', 'imrotate', 'imsave', 'imshow', 'toimage']
    },
    'scipy.ndimage.imread': f'{IMAGES}:imread',
    'scipy.misc.pilutil': IMAGES,
    **{
        f'sklearn.cross_validation.{name}': f'{SPLITS}:{name}'
        for name in ['KFold', 'LeaveOneOut', 'ShuffleSplit', 'StratifiedKFold', 'StratifiedShuffleSplit', 'LabelKFold']
    },
    'sklearn.grid_search.GridSearchCV': f'{SPLITS}:GridSearchCV',
    'sklearn.grid_search.RandomizedSearchCV': f'{SPLITS}:RandomizedSearchCV',
    'sklearn.preprocessing.Imputer': f'{SPLITS}:Imputer',
    'distutils.version.LooseVersion': f'{OTHERS}:LooseVersion',
    'distutils.version.StrictVersion': f'{OTHERS}:LooseVersion',
    'distutils.util.strtobool': f'{OTHERS}:strtobool',
    'distutils.dir_util.copy_tree': f'{OTHERS}:copy_tree',
    'imp.load_source': f'{OTHERS}:load_source',
    'inspect.getargspec': f'{OTHERS}:getargspec',
    'platform.linux_distribution': f'{OTHERS}:linux_distribution',
    'string.maketrans': f'{OTHERS}:maketrans',
    'string.join': f'{OTHERS}:join',
}

# Dotted name: what to use instead.
ADVICE = {
    'asynchat': 'asyncio',
    'asyncore': 'asyncio',
    'audioop': 'numpy, or the package audioop-lts',
    'cgi': 'urllib.parse for queries, email.message for headers',
    'commands.getstatusoutput': 'subprocess.getstatusoutput',
    'compiler': 'ast',
    'contextlib.nested': 'one with statement with several managers, or contextlib.ExitStack',
    'crypt': 'the package passlib',
    'distutils': 'setuptools, sysconfig or shutil',
    'distutils.dir_util': 'shutil.copytree',
    'distutils.util.strtobool': 'value.lower() in ("1", "true", "yes")',
    'distutils.version': 'packaging.version.Version',
    'exceptions': 'the names without the module: they are built in',
    'gym.wrappers.Monitor': 'gym.wrappers.RecordVideo and gym.wrappers.RecordEpisodeStatistics',
    'gym.wrappers.monitor': 'gym.wrappers.RecordVideo and gym.wrappers.RecordEpisodeStatistics',
    'imghdr': 'PIL.Image.open(file).format.lower()',
    'imp': 'importlib',
    'imp.load_source': 'importlib.util.spec_from_file_location',
    'inspect.getargspec': 'inspect.getfullargspec, which has three values more',
    'itertools.izip': 'zip',
    'matplotlib.cm.register_cmap': 'matplotlib.colormaps.register',
    'matplotlib.finance': 'the package mplfinance',
    'matplotlib.mlab.griddata': 'scipy.interpolate.griddata',
    'matplotlib.mlab.normpdf': 'scipy.stats.norm.pdf',
    'matplotlib.pyplot.hold': 'nothing: axes keep what they hold',
    'md5': 'hashlib.md5',
    'networkx.read_gpickle': 'pickle.load',
    'networkx.write_gpickle': 'pickle.dump',
    'networkx.to_numpy_matrix': 'networkx.to_numpy_array, which gives an array and no matrix',
    'networkx.connected_component_subgraphs': '(G.subgraph(c).copy() for c in networkx.connected_components(G))',
    'new': 'types',
    'numpy.loads': 'pickle.loads',
    'os.path.walk': 'os.walk',
    'os.popen2': 'subprocess.Popen',
    'os.popen3': 'subprocess.Popen',
    'pandas.Panel': 'a DataFrame with a MultiIndex, or xarray',
    'pandas.WidePanel': 'a DataFrame with a MultiIndex, or xarray',
    'pandas.value_counts': 'Series(values).value_counts()',
    'pandas.rolling_mean': 'Series.rolling(window).mean()',
    'pandas.rolling_std': 'Series.rolling(window).std()',
    'pandas.ewma': 'Series.ewm(...).mean()',
    'pipes': 'shlex.quote, or subprocess',
    'pipes.quote': 'shlex.quote',
    'platform.dist': 'platform.freedesktop_os_release, or the package distro',
    'platform.linux_distribution': 'platform.freedesktop_os_release, or the package distro',
    'popen2': 'subprocess.Popen',
    'numpy.core.umath_tests': 'numpy.einsum, which does what its functions did',
    'scipy.interpolate.interp2d': 'scipy.interpolate.RegularGridInterpolator',
    'scipy.interpolate.spline': 'scipy.interpolate.make_interp_spline',
    'scipy.misc.bytescale': 'a division by its range',
    'scipy.misc.derivative': 'scipy.differentiate.derivative',
    'scipy.misc.fromimage': 'numpy.asarray',
    'scipy.misc.imfilter': 'PIL.ImageFilter',
    'scipy.misc.imread': 'imageio.imread, or matplotlib.pyplot.imread',
    'scipy.misc.imresize': 'PIL.Image.resize',
    'scipy.misc.imrotate': 'scipy.ndimage.rotate',
    'scipy.misc.imsave': 'imageio.imwrite, or matplotlib.pyplot.imsave',
    'scipy.misc.imshow': 'matplotlib.pyplot.imshow',
    'scipy.misc.toimage': 'PIL.Image.fromarray',
    'scipy.ndimage.imread': 'imageio.imread, or matplotlib.pyplot.imread',
    'scipy.signal.cwt': 'the package PyWavelets',
    'sets': 'the built-in set',
    'sha': 'hashlib.sha1',
    'sklearn.cross_validation': 'sklearn.model_selection',
    'sklearn.datasets.fetch_mldata': 'sklearn.datasets.fetch_openml',
    'sklearn.datasets.load_boston': 'sklearn.datasets.fetch_openml',
    'sklearn.decomposition.RandomizedPCA': "sklearn.decomposition.PCA(svd_solver='randomized')",
    'sklearn.grid_search': 'sklearn.model_selection',
    'sklearn.learning_curve': 'sklearn.model_selection',
    'sklearn.metrics.jaccard_similarity_score': 'sklearn.metrics.accuracy_score, which it was for labels',
    'sklearn.mixture.GMM': 'sklearn.mixture.GaussianMixture',
    'sklearn.preprocessing.Imputer': 'sklearn.impute.SimpleImputer',
    'sklearn.utils.linear_assignment_': 'scipy.optimize.linear_sum_assignment',
    'string.join': 'the method join of the separator',
    'string.maketrans': 'str.maketrans',
    'scipy.stats.binom_test': 'scipy.stats.binomtest, whose pvalue it was',
    'sys.setdefaultencoding': 'nothing: text is Unicode',
    'sys.exc_clear': 'nothing: it is cleared at the end of except',
    'sys.exc_type': 'sys.exc_info()',
    'types.StringType': 'str',
    'types.StringTypes': 'str',
    'types.ListType': 'list',
    'types.DictType': 'dict',
    'types.IntType': 'int',
    'types.FloatType': 'float',
    'types.TupleType': 'tuple',
    'urllib2': 'urllib.request and urllib.error',
    'user': 'nothing',
    'uu': 'binascii',
}
# Function: its keywords that have another name today; '' for those that did nothing. In NumPy 1.18 `normed` was
# the same as `density` for bins of one width.
KEYWORDS = {
    **{
        f'numpy.{name}': {'interpolation': 'method'}
        for name in ('percentile', 'quantile', 'nanpercentile', 'nanquantile')
    },
    **{f'numpy.{name}': {'normed': 'density'} for name in ('histogram', 'histogram2d', 'histogramdd')},
    'matplotlib.pyplot.grid': {'b': 'visible'},
    'matplotlib.pyplot.hist': {'normed': 'density'},
    'matplotlib.use': {'arg': 'backend', 'warn': ''},
    'numpy.corrcoef': {'bias': '', 'ddof': ''},
    'numpy.save': {'fix_imports': ''},
    'sklearn.manifold.TSNE': {'n_iter': 'max_iter'},
}
OLD_STYLE, NEW_STYLE = 'seaborn', 'seaborn-v0_8'


def style(name: Any) -> Any:
    """What Matplotlib calls one of its styles since 3.6; anything else as it is."""
    is_old = isinstance(name, str) and name.startswith(OLD_STYLE) and not name.startswith(NEW_STYLE)
    return name.replace(OLD_STYLE, NEW_STYLE, 1) if is_old else name


# Modules all of whose names other libraries had, under names that mean something else today.
OTHERWISE = frozenset(['numpy.lib', 'numpy.matlib'])
