#!/bin/sh
# Measures what docs/benchmarks.md tells, on this machine and on loopback: benchmark.sh [BENCHMARK]
# A benchmark is a method of the test class Benchmarks, as in manyTags; all of them take some minutes.
set -eu

cd "$(dirname "$0")/.."
scripts/setup.sh test
scripts/build.sh
JAVA_HOME=$(sh scripts/java-home.sh)
export JAVA_HOME

rm -f build/benchmarks.txt
mvn -B -q -pl testing,release-tool test-compile jar:jar failsafe:integration-test failsafe:verify \
  -Dit.test="Benchmarks${1:+#$1}" >build/benchmarks.log 2>&1 || {
  cat build/benchmarks.log >&2
  exit 1
}
cat build/benchmarks.txt
