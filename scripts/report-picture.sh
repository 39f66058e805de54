#!/bin/sh
# Takes the picture in README, docs/images/report.png: the top of the page that `make rehearse` left.
set -eu

cd "$(dirname "$0")/.."
page=build/rehearsal/report.html
if [ ! -f "$page" ]; then
  echo "report-picture: run make rehearse first, which leaves $page" >&2
  exit 2
fi
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
mkdir -p docs/images
chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --hide-scrollbars \
  --disable-background-networking --disable-component-update --disable-sync --user-data-dir="$profile" \
  --window-size=1100,1560 --screenshot="$PWD/docs/images/report.png" "file://$PWD/$page"
