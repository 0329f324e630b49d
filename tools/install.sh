#!/bin/sh
# Fill .venv with the pinned, hash-checked set and this package.
# Does nothing when the last run finished and nothing changed since. Keeps to the interpreter of .venv unless PYTHON names one.
set -eu

cd "$(dirname "$0")/.."
base='import sys; print(sys._base_executable)'
python=${PYTHON:-$(.venv/bin/python -c "$base" 2>/dev/null || echo python3)}
mark=.venv/.ready

fail() {
    printf 'install: %s\n' "$*" >&2
    exit 2
}

command -v "$python" >/dev/null 2>&1 || fail "no $python found; install Python 3.11 or later, or name one: make PYTHON=python3.12 ..."
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])') || fail "$python does not run"
case $version in
    3.1[1-9] | 3.[2-9][0-9] | [4-9].*) ;;
    *) fail "$python is Python $version, but uitkern needs 3.11 or later; name one: make PYTHON=python3.12 ..." ;;
esac

state="$version $(cat constraints.txt pyproject.toml tools/install.sh | cksum) $(pwd)"
if [ -x .venv/bin/python ] && [ "$(cat "$mark" 2>/dev/null)" = "$state" ]; then
    exit 0
fi

echo "Installing the pinned packages into .venv (Python $version); the first time takes a minute or two ..."
rm -f "$mark"
usable='import sys, pip; sys.exit("%d.%d" % sys.version_info[:2] != sys.argv[1])'
if ! .venv/bin/python -c "$usable" "$version" 2>/dev/null; then
    "$python" -m venv --clear .venv || fail "$python cannot make a virtual environment (Debian and Ubuntu: apt install python3-venv)"
fi

# What the caller's shell or pip settings say about user installs and build options must not leak in.
unset PYTHONPATH PYTHONHOME
export PIP_USER=0 PIP_REQUIRE_VIRTUALENV=0 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
pip() { .venv/bin/python -m pip -qq "$@" || fail "pip could not install the pinned packages; see its message above"; }
pip install --require-hashes --no-deps --only-binary :all: --no-compile --requirement constraints.txt
pip install --no-build-isolation --no-deps --no-index --no-compile --editable .

printf '%s\n' "$state" >"$mark"
