#!/bin/sh
# Builds the stigmer command into build/cli, whose content is the release's archive. Called by release.yaml after the
# stamp was written to build/cli/lib.
set -eu

cd "$(dirname "$0")/../.."
JAVA_HOME=$(sh scripts/java-home.sh)
export JAVA_HOME

# Single goals rather than a phase: the jar and its libraries without running the tests, which `make test` does.
rm -rf cli/target/dependency
mvn -B -q -pl testing,cli resources:resources compiler:compile jar:jar dependency:copy-dependencies

scripts/archives/assemble-cli.sh build/cli
