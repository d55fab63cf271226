"""Substitutes of other libraries. The packages that this project does not install are in `PACKAGES`."""

from __future__ import annotations

PROGRAMS = {
    'scipy.integrate.odeint': """
import scipy.integrate
scipy.integrate.odeint(lambda y, t: -y, 1.0, [0.0, 1.0])[1].round(4) == np.exp(-1).round(4)""",
    'scipy.optimize.linear_sum_assignment': """
import scipy.optimize
scipy.optimize.linear_sum_assignment([[1, 0], [0, 1]])[1].tolist() == [1, 0]""",
    'scipy.ndimage.label': """
import scipy.ndimage
scipy.ndimage.label([[1, 0, 1]])[1] == 2""",
    'scipy.interpolate.RBFInterpolator': """
import scipy.interpolate
at = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
scipy.interpolate.RBFInterpolator(at, [1.0, 2.0, 3.0, 4.0])(at[:1]).round(3).tolist() == [1]""",
    'scipy.interpolate.RBFInterpolator, and scipy.ndimage.map_coordinates': """
import scipy.interpolate
import scipy.ndimage
flow = scipy.interpolate.RBFInterpolator([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]], [[1.0, 1.0]] * 3)
at = np.array([[0.0, 0.0]])
scipy.ndimage.map_coordinates(np.eye(2), (at + flow(at)).T, order=1).round(3).tolist() == [1]""",
    'numpy.tile of random dots, shifted by the depth': """
dots = np.tile(np.random.RandomState(0).rand(4, 3), (1, 4))
dots.shape == (4, 12)""",
    'sklearn.kernel_approximation.RBFSampler': """
import sklearn.kernel_approximation
sklearn.kernel_approximation.RBFSampler(n_components=7).fit_transform(np.eye(3)).shape == (3, 7)""",
    'sklearn.ensemble.RandomForestClassifier': """
import sklearn.ensemble
sklearn.ensemble.RandomForestClassifier(3).fit([[0], [1]] * 4, [0, 1] * 4).predict([[0]]).shape == (1,)""",
    'sklearn.ensemble.HistGradientBoostingClassifier': """
import sklearn.ensemble
sklearn.ensemble.HistGradientBoostingClassifier(max_iter=2).fit([[0], [1]] * 9, [0, 1] * 9).score([[0]], [0]) >= 0""",
    'sklearn.ensemble.HistGradientBoostingRegressor': """
import sklearn.ensemble
sklearn.ensemble.HistGradientBoostingRegressor(max_iter=2).fit([[0], [1]] * 9, [0, 1] * 9).predict([[0]]) < 0.6""",
    'sklearn.mixture.GaussianMixture': """
import sklearn.mixture
sklearn.mixture.GaussianMixture(2).fit([[0.0], [0.1], [5.0], [5.1]]).predict([[0.0], [5.0]]).sum() == 1""",
    'sklearn.decomposition.NMF': """
import sklearn.decomposition
sklearn.decomposition.NMF(1).fit_transform(np.ones([3, 2])).shape == (3, 1)""",
    'sklearn.svm.LinearSVC': """
import sklearn.svm
sklearn.svm.LinearSVC().fit([[0.0], [1.0]], [0, 1]).predict([[2.0]]).tolist() == [1]""",
    'sklearn.datasets.make_circles': """
import sklearn.datasets
sklearn.datasets.make_circles(8)[0].shape == (8, 2)""",
    'sklearn.datasets.load_svmlight_file': """
import sklearn.datasets
write('table', '1 1:0.5 2:3\\n')
sklearn.datasets.load_svmlight_file(path('table'))[0].toarray().tolist() == [[0.5, 3]]""",
    'sklearn.neighbors.NearestNeighbors': """
import sklearn.neighbors
sklearn.neighbors.NearestNeighbors(n_neighbors=1).fit([[0.0], [5.0]]).kneighbors([[4.0]])[1].tolist() == [[1]]""",
    "data.values.astype('float')": """
import pandas
data = pandas.DataFrame({'a': [1, 2]})
data.values.astype('float').dtype == np.float64""",
    'data.values': """
import pandas
data = pandas.DataFrame({'a': [1, 2]})
data.values.tolist() == [[1], [2]]""",
    'labels.values': """
import pandas
labels = pandas.Series([1, 2])
labels.values.tolist() == [1, 2]""",
    'data.compute().values': """
import dask.dataframe
import pandas
data = dask.dataframe.from_pandas(pandas.DataFrame({'a': [1, 2]}), npartitions=1)
data.compute().values.tolist() == [[1], [2]]""",
    'labels.compute().values': """
import dask.dataframe
import pandas
labels = dask.dataframe.from_pandas(pandas.Series([1, 2]), npartitions=1)
labels.compute().values.tolist() == [1, 2]""",
}
