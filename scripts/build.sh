#!/bin/sh
# Compiles everything and leaves build/bin/release-tool and build/bin/stigmer, without running the tests.
set -eu

cd "$(dirname "$0")/.."
JAVA_HOME=$(sh scripts/java-home.sh)
export JAVA_HOME

# Single goals rather than a phase: the jars and their libraries without running the tests, which `make test` does.
rm -rf release-tool/target/dependency cli/target/dependency
mvn -B -q -pl testing,release-tool,cli resources:resources compiler:compile jar:jar dependency:copy-dependencies

scripts/launcher.sh release-tool release-tool ai.stigmer.release.command.ReleaseTool tags v1.2.3 --existing /dev/null
scripts/launcher.sh stigmer cli ai.stigmer.cli.Stigmer version
