#!/bin/sh
# Checks the stigmer command on a machine without the programs of `make test`: its unit tests, and its launcher as a user
# unpacks it.
set -eu

cd "$(dirname "$0")/.."
JAVA_HOME=$(sh scripts/java-home.sh)
export JAVA_HOME

mvn -B --no-transfer-progress -pl testing,cli verify -Dit.test=LauncherIT,ClassArchiveIT
