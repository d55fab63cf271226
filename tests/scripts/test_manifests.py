"""The example manifests: what they say to the scripts, the scripts know."""

import importlib
import re
import subprocess
import sys

import pytest

from tests.arrows import PACKAGE, ROOT
from tf1_ref.training.cluster import membership

MANIFESTS = sorted((PACKAGE / 'scripts' / 'manifests').iterdir())


@pytest.mark.parametrize('path', MANIFESTS, ids=lambda path: path.name)
def test_scripts_and_flags_are_there(path, forked):
    text = path.read_text(encoding='utf-8')
    (script,) = set(re.findall(r'tf1_ref\.scripts\.(\w+)', text))
    importlib.import_module(f'tf1_ref.scripts.{script}')
    command = [sys.executable, '-m', f'tf1_ref.scripts.{script}', '--helpfull']
    told = subprocess.run(command, capture_output=True, text=True, cwd=ROOT).stdout
    for flag in re.findall(r'--(\w+)=', text):
        assert re.search(rf'--(\[no\])?{flag}:', told), flag


def test_the_processes_of_the_compose_file_make_a_cluster():
    text = (PACKAGE / 'scripts' / 'manifests' / 'compose.yaml').read_text(encoding='utf-8')
    ps, workers = (re.search(rf'--{job}_hosts=(\S+)', text)[1].split(',') for job in ('ps', 'worker'))
    services = dict(re.findall(r'^  (\w+):\n    <<: \*process\n    command: (.*)$', text, re.MULTILINE))
    assert sorted(services) == sorted(host.partition(':')[0] for host in (*ps, *workers))
    for name, command in services.items():
        job, index = re.fullmatch(r'\[--job_name=(\w+), --task_index=(\d)\]', command).groups()
        assert membership.from_flags(ps, workers, job, int(index)).address.host == name


def test_the_tfjob_names_what_the_operator_knows():
    text = (PACKAGE / 'scripts' / 'manifests' / 'tfjob.yaml').read_text(encoding='utf-8')
    assert {'PS', 'Worker'} == set(re.findall(r'^    (\w+):\n      replicas:', text, re.MULTILINE))
    assert 'name: tensorflow' in text and 'name: tfjob-port' in text  # by these the operator finds container and port


def test_they_are_in_the_package():
    text = (ROOT / 'setup.py').read_text(encoding='utf-8')
    assert "'tf1_ref.scripts': ['manifests/*.yaml', 'SCALE.md']" in text
