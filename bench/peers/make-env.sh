#!/usr/bin/env bash
# Makes the Python environment of the peers in bench/peers/.venv; does nothing where it is already complete.
# PYTHON names the interpreter (python3 if unset); arguments go to pip, e.g. an index that has CPU-only torch wheels.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if [[ -f .venv/complete ]] && cmp -s requirements.txt .venv/complete; then
    exit 0
fi
"${PYTHON:-python3}" -c 'import sys; sys.exit(sys.version_info < (3, 11) and "make-env.sh: Python 3.11 or later is needed; set PYTHON")'
"${PYTHON:-python3}" -m venv --clear .venv
.venv/bin/python -m pip install --no-cache-dir --quiet --requirement requirements.txt "$@"
.venv/bin/python -c 'import jax, torch; print("peers: JAX", jax.__version__, "and PyTorch", torch.__version__)'
cp requirements.txt .venv/complete
