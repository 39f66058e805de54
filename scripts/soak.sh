#!/bin/sh
# Plays releases with random faults, kills and races in the simulated world, and tells what was counted: soak.sh COUNT
set -eu

cd "$(dirname "$0")/.."
JAVA_HOME=$(sh scripts/java-home.sh)
export JAVA_HOME

rm -f release-tool/target/counts.txt
mvn -B -q -pl testing,release-tool test -Dtest=Soak -Dsurefire.failIfNoSpecifiedTests=false -Dsoak.count="$1"
cat release-tool/target/counts.txt
