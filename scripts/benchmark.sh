#!/bin/sh
# Measures what docs/benchmarks.md tells, on this machine and on loopback: benchmark.sh [CLASS[#METHOD]]
# As in Benchmarks#manyTags or BuildBenchmarks; all of them take some minutes.
set -eu

cd "$(dirname "$0")/.."
scripts/setup.sh test
scripts/build.sh
JAVA_HOME=$(sh scripts/java-home.sh)
export JAVA_HOME

rm -f build/benchmarks.txt
mvn -B -q -pl testing,release-tool,agent-runner/contract,agent-runner verify -Dtest=NoSuchTest \
  -Dit.test="${1:-Benchmarks,BuildBenchmarks,ImageBenchmarks#sizes+startsAndMemory}" \
  -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false >build/benchmarks.log 2>&1 || {
  cat build/benchmarks.log >&2
  exit 1
}
cat build/benchmarks.txt
