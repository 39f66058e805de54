#!/bin/sh
# Makes up inputs for everything the release tool reads, led by coverage, each for that long: fuzz.sh SECONDS
set -eu

cd "$(dirname "$0")/.."
JAVA_HOME=$(sh scripts/java-home.sh)
export JAVA_HOME

mvn -B -q -pl testing,release-tool test -Dtest=Fuzz -Dfuzz.seconds="$1"
