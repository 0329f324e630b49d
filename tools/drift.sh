#!/bin/sh
# Compare our contracts with publiq's published documents in the folder UITKERN_PUBLISHED, or in shared/publiq beside
# this checkout. Exit status 3 when something differs that contracts/accepted-differences.json does not accept.
set -eu
cd "$(dirname "$0")/.."
published=${UITKERN_PUBLISHED:-../shared/publiq}
if [ ! -e "$published" ]; then
    echo "drift: skipped, there are no published documents at $published; name them with UITKERN_PUBLISHED"
    exit 0
fi
exec .venv/bin/uitkern contracts drift --published "$published"
