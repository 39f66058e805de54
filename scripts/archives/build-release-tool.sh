#!/bin/sh
# Builds release-tool into build/release-tool-archive, whose content is the release's archive: it tells the version
# RELEASE_VERSION and knows its commit, RELEASE_COMMIT. Called by release.yaml.
set -eu

cd "$(dirname "$0")/../.."
JAVA_HOME=$(sh scripts/java-home.sh)
export JAVA_HOME

# Single goals rather than a phase: the jar and its libraries without running the tests, which `make test` does.
rm -rf release-tool/target/dependency
mvn -B -q -pl testing,release-tool -Drelease.version="$RELEASE_VERSION" -Drelease.commit="$RELEASE_COMMIT" \
  resources:resources compiler:compile jar:jar dependency:copy-dependencies

scripts/archives/assemble-release-tool.sh build/release-tool-archive
