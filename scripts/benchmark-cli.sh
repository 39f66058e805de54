#!/bin/sh
# Measures the stigmer command that `make release-local` left, as whole processes: benchmark-cli.sh [FOLDER]
# Medians of 21 runs; with TEMPORAL_SERVICE_ADDRESS also of 5 starts until healthy. The runtime is STIGMER_RUNTIME, else
# the usual one; what runs there under stigmer's name is stopped. FOLDER is another assembled command.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
program=${1:-$root/build/local/stigmer}/bin/stigmer
home=$root/build/benchmark-cli
rm -rf "$home"
mkdir -p "$home"
export HOME="$home" XDG_CACHE_HOME="$home/cache"

# median EXIT-CODE RUNS COMMAND…: milliseconds; what is to be done before each run is the function prepare. A run that
# ends otherwise is no measurement.
median() {
  wanted=$1 runs=$2
  shift 2
  : >"$home/times"
  for _ in $(seq "$runs"); do
    prepare
    begin=$(date +%s%N)
    status=0
    "$@" >/dev/null 2>&1 || status=$?
    echo $((($(date +%s%N) - begin) / 1000000)) >>"$home/times"
    [ "$status" = "$wanted" ] || {
      echo "benchmark-cli: '$*' ended with exit code $status, not $wanted" >&2
      exit 1
    }
  done
  sort -n "$home/times" | sed -n "$((runs / 2 + 1))p"
}
prepare() { :; }

echo "archive                        $(tar -C "${program%/bin/*}" -czf - . | wc -c) bytes"
printf 'version, first run of all      '
median 0 1 "$program" version
until ls "$XDG_CACHE_HOME"/stigmer/*.jsa >/dev/null 2>&1 && ! ls -d "$XDG_CACHE_HOME"/stigmer/*.work >/dev/null 2>&1; do
  sleep 0.2
done
printf 'version                        '
median 0 21 "$program" version
printf 'version, no archive of classes '
XDG_CACHE_HOME=/dev/null median 0 21 "$program" version
printf 'server status                  '
"$program" server stop >/dev/null
median 1 21 "$program" server status
if [ -n "${TEMPORAL_SERVICE_ADDRESS:-}" ]; then
  prepare() { "$program" server stop >/dev/null; }
  printf 'server start until healthy     '
  median 0 5 "$program" server start --use-local-image
  prepare() { :; }
  # Until the worker has written its own archive of classes, it keeps the processors busy.
  until ls "$HOME"/.stigmer/data/workspace/.stigmer/cache/*.jsa >/dev/null 2>&1; do
    sleep 0.2
  done
  printf 'version beside it              '
  median 0 21 "$program" version
  printf 'server status beside it        '
  median 0 21 "$program" server status
  "$program" server stop
fi
