#!/usr/bin/env bash
# ./run_all.sh           makes its own environment, runs every script at a small setting, ends with a table of results
# ./run_all.sh test      makes its own environment, runs the whole test suite on all cores; arguments after it go to pytest
# ./run_all.sh test --fast     names, graphs, walls and sources only, in less than a minute on two cores
# ./run_all.sh oracle    compares this project with the genuine TensorFlow 1.15.5, live (needs a Python 3.7)
# ./run_all.sh oracle-matrix   the same on TensorFlow 2.16.2 and 2.21.0, two Pythons each, in environments of their own
#
# PYTHON    the Python to use, 3.10 to 3.13 (default: the first one found)
# VENV      folder of the environment (default: .venv beside this file)
# DATA_DIR  folder with MNIST (default: ./data); without MNIST and without a network the embedded digits are used
# LOG_DIR   folder for what the scripts write (default: runs/run_all)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

fail() { echo "run_all.sh: $*" >&2; exit 2; }

if [ -n "${DATA_DIR:-}" ]; then
  [ -d "$DATA_DIR" ] || fail "DATA_DIR=$DATA_DIR is no folder; name the one with MNIST's four files"
  DATA_DIR=$(cd "$DATA_DIR" && pwd)
  export DATA_DIR
fi
cd "$here"

find_python() {
  local candidate
  for candidate in ${PYTHON:-python3.11 python3.12 python3.13 python3.10 python3 python}; do
    if "$candidate" -c 'import sys; sys.exit(not (3, 10) <= sys.version_info < (3, 14))' 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
  fail "no Python 3.10 to 3.13 found; install one, or name it: PYTHON=/path/to/python ./run_all.sh"
}

set_up() {
  local venv=${VENV:-.venv} python stamp
  stamp=$(cat setup.py tf1_ref/compat/process/supported.py .ci/constraints.txt | cksum)
  if [ "$(cat "$venv/stamp" 2>/dev/null)" != "$stamp" ]; then
    python=$(find_python)
    echo "Making the environment $venv with $("$python" --version) (once; takes a minute or two)"
    "$python" -m venv "$venv" || fail "cannot make $venv; name another folder: VENV=/path ./run_all.sh"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -c .ci/constraints.txt -e '.[all]' \
      || fail "the packages could not be installed; see the lines above"
    echo "$stamp" > "$venv/stamp"
  fi
  python=$venv/bin/python
  PATH=$(cd "$venv/bin" && pwd):$PATH
}

run_scripts() {
  local log_dir=${LOG_DIR:-runs/run_all} started=$SECONDS
  run() {
    local script=$1 folder=$log_dir/$2; shift 2
    echo; echo "== python -m tf1_ref.scripts.$script $* --log_dir=$folder"
    python -m "tf1_ref.scripts.$script" "$@" --log_dir="$folder"
  }
  run train_mlp train_mlp --training_epochs=40
  run train_mlp softmax --model=softmax --training_epochs=40
  run train_cnn train_cnn
  run compare_optimizers compare_optimizers --steps=300
  run compare_preprocessing compare_preprocessing --steps=300
  run practice practice --training_epochs=3 --channels=8
  run sweep sweep --grid=channels=4,8 --training_epochs=1 --warmup_epochs=0 --dataset=digits
  run train_srcnn srcnn --training_epochs=2
  run train_srcnn residual_srcnn --model=residual --training_epochs=1
  echo; echo '== python -m tf1_ref.scripts.report'
  python -m tf1_ref.scripts.report --log_dir="$log_dir"
  echo "All scripts ran in $((SECONDS - started)) s."
}

# Names, graphs, walls and sources: what breaks first while one works. No scripts, no training, no TensorFlow 1.15.5.
FAST=(tests/test_{commands,docstrings,exit_codes,files,main,needs,pages,rooms,terminal,types}.py
  tests/layers tests/models tests/compat/names tests/compat/process
  tests/compat/built/test_*.py tests/legacy/reading tests/legacy/port/rules tests/graphs/reading tests/graphs/tree)

run_tests() {
  local chosen=() spread=()
  if [ "${1:-}" = --fast ]; then
    shift
    chosen=("${FAST[@]}")
    echo "Only ${FAST[*]}; ./run_all.sh test runs all"
  fi
  if python -c 'import xdist' 2>/dev/null; then
    # The tests of a file stay in one process, so that what they share is built once; long files first (conftest.py).
    spread=(-n auto --dist loadfile --no-loadscope-reorder)
  else
    echo "pytest-xdist is not installed, so the tests run on one core; install it with: pip install -e '.[dev]'" >&2
  fi
  if [ -n "${PYTHONDONTWRITEBYTECODE:-}" ]; then
    # Hundreds of processes import this project: it is compiled once, and still nothing is written beside the sources.
    unset PYTHONDONTWRITEBYTECODE
    PYTHONPYCACHEPREFIX=$(cd "${VENV:-.venv}" && pwd)/bytecode
    export PYTHONPYCACHEPREFIX
  fi
  python -m pytest ${spread[@]+"${spread[@]}"} "$@" ${chosen[@]+"${chosen[@]}"}
}

case "${1:-}" in
  '') set_up; run_scripts ;;
  test) shift; set_up; run_tests "$@" ;;
  oracle) shift; set_up; python -m tests.golden.live "$@" ;;
  oracle-matrix) shift; set_up; python -m tests.golden.matrix "$@" ;;
  *) fail "unknown argument '$1'; see the first lines of this file" ;;
esac
