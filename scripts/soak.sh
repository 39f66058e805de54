#!/bin/sh
# Plays releases with random faults, kills and races in the simulated world, and every mishap at every write of a release
# through sockets; then tells what was counted: soak.sh COUNT FIRST_SEED
set -eu

cd "$(dirname "$0")/.."
JAVA_HOME=$(sh scripts/java-home.sh)
export JAVA_HOME

rm -f release-tool/target/counts.txt
mvn -B -q -pl testing,release-tool verify -Dtest=Soak -Dit.test=KilledReleaseIT -Dsoak.count="$1" -Dsoak.from="$2" \
  -Dmishaps=all
cat release-tool/target/counts.txt
