"""Installs tf1_ref; the settings that belong to other tools are in their dot files."""

import pathlib
import re
import runpy

import setuptools
import setuptools.command.sdist

here = pathlib.Path(__file__).parent
supported = runpy.run_path(str(here / 'tf1_ref' / 'compat' / 'process' / 'supported.py'))
version = re.search(r"__version__ = '(.+)'", (here / 'tf1_ref' / '__init__.py').read_text()).group(1)

# What arrives with TensorFlow anyway is named where it is used: rich draws the progress line.
EXTRAS = {
    'plots': ['matplotlib>=3.8'],
    'progress': ['rich>=13'],
    'safetensors': ['safetensors>=0.4'],
    'tensorboard': ['tensorboard>=2.16'],
    'graphs': ['grandalf>=0.8'],
    'legacy': [
        f'tf_keras{supported["SPECIFIER"]}',
        'tf_slim>=1.1',
        'tensorflow-estimator==2.15.0',
        'fissix>=24.4',
        'scipy>=1.12',
    ],
    'port': ['libcst>=1.4', 'fissix>=24.4', 'tomli>=2; python_version < "3.11"'],
    # Another mypy finds other things: tests/test_types.py is for this one.
    'dev': [
        'pytest>=8',
        'pytest-xdist>=3.6',
        'hypothesis>=6.100',
        'ruff>=0.9',
        'mypy==2.4.1',
        'scikit-learn>=1.5',
        'ipython>=8',
        'ipykernel>=7; python_version >= "3.11"',
        'setuptools>=70.1',
    ],  # fmt: skip
}


class Whole(setuptools.command.sdist.sdist):
    """A source distribution with the tests and what runs them: whoever has it can do all that a checkout can."""

    FOLDERS = ('tests', 'tf1_ref', '.ci', '.github')
    FILES = ('run_all.sh', '.gitignore', '.pre-commit-hooks.yaml', '.mypy.ini', '.pytest.ini', '.ruff.toml')
    SKIPPED = {'__pycache__', '.pytest_cache', '.hypothesis'}

    def make_release_tree(self, base_dir, files):
        found = {path for folder in self.FOLDERS for path in pathlib.Path(folder).rglob('*') if path.is_file()}
        found = {str(path) for path in found if not self.SKIPPED & {*path.parts}}
        super().make_release_tree(base_dir, sorted({*files, *self.FILES, *found}))


setuptools.setup(
    name='tf1_ref',
    version=version,
    description='TensorFlow 1 code, kept exact, on current TensorFlow: same graph, same names, same numbers',
    long_description=(here / 'README.md').read_text(encoding='utf-8'),
    long_description_content_type='text/markdown',
    author='The tf1_ref project',
    license='Apache-2.0',
    license_files=['LICENSE'],
    keywords='tensorflow tensorflow1 tf1 compat contrib migration porting legacy graph',
    classifiers=[
        'Development Status :: 4 - Beta',
        'Intended Audience :: Developers',
        'Intended Audience :: Science/Research',
        'Environment :: Console',
        'Framework :: Pytest',
        'Operating System :: POSIX',
        *(f'Programming Language :: Python :: {python}' for python in ('3', *supported['PYTHON'])),
        'Topic :: Scientific/Engineering :: Artificial Intelligence',
        'Topic :: Software Development :: Code Generators',
        'Typing :: Typed',
    ],
    python_requires=supported['PYTHON_SPECIFIER'],
    packages=setuptools.find_packages(include=['tf1_ref', 'tf1_ref.*']),
    package_data={
        'tf1_ref': ['py.typed', 'LICENSES.md'],
        'tf1_ref.compat.built': ['op_types.txt'],
        'tf1_ref.compat.names': ['public.json', 'inner.txt'],
        'tf1_ref.compat.restored.learn': ['*.npz'],
        'tf1_ref.data': ['embedded/*'],
        'tf1_ref.graphs.diff': ['functions.json'],
        'tf1_ref.legacy.dropped': ['names.json'],
        'tf1_ref.legacy.port.writing': ['templates/*.py'],
        'tf1_ref.scripts': ['manifests/*.yaml', 'SCALE.md'],
        'tf1_ref.legacy.run': ['only_in_1.txt', 'startup/*.py'],
    },
    install_requires=[f'tensorflow{supported["SPECIFIER"]}', 'numpy>=1.26', 'absl-py>=2.1'],
    cmdclass={'sdist': Whole},
    entry_points={
        'console_scripts': ['tf1-ref = tf1_ref.__main__:main'],
        # By the module's own name, so that `-p tf1_ref.graphs.pytest_plugin` is the same plugin, not a second one.
        'pytest11': ['tf1_ref.graphs.pytest_plugin = tf1_ref.graphs.pytest_plugin'],
    },
    extras_require={**EXTRAS, 'all': sorted({package for extra in EXTRAS.values() for package in extra})},
)
