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

# median RUNS COMMAND…: milliseconds; what is to be done before each run is the function prepare.
median() {
  runs=$1
  shift
  for _ in $(seq "$runs"); do
    prepare
    begin=$(date +%s%N)
    status=0
    "$@" >/dev/null 2>&1 || status=$?
    # 1 is an answer: nothing runs. Anything else would be timed as if it had worked.
    [ "$status" -le 1 ] || {
      echo "benchmark-cli: '$*' ended with exit code $status" >&2
      exit 1
    }
    echo $((($(date +%s%N) - begin) / 1000000))
  done | sort -n | sed -n "$((runs / 2 + 1))p"
}
prepare() { :; }

echo "archive                        $(tar -C "${program%/bin/*}" -czf - . | wc -c) bytes"
printf 'version, first run of all      '
median 1 "$program" version
until ls "$XDG_CACHE_HOME"/stigmer/*.jsa >/dev/null 2>&1 && ! ls -d "$XDG_CACHE_HOME"/stigmer/*.work >/dev/null 2>&1; do
  sleep 0.2
done
printf 'version                        '
median 21 "$program" version
printf 'version, no archive of classes '
XDG_CACHE_HOME=/dev/null median 21 "$program" version
printf 'server status                  '
median 21 "$program" server status
if [ -n "${TEMPORAL_SERVICE_ADDRESS:-}" ]; then
  prepare() { "$program" server stop >/dev/null; }
  printf 'server start until healthy     '
  median 5 "$program" server start --use-local-image
  prepare() { :; }
  printf 'version beside it              '
  median 21 "$program" version
  printf 'server status beside it        '
  median 21 "$program" server status
  "$program" server stop
fi
