#!/bin/sh
# Lays out what the image is made of, one folder per layer, under build/image: runtime (by platform), dependencies,
# application, and the folders the worker may write to. Called by release.yaml before the image is packed.
set -eu

cd "$(dirname "$0")/.."
JAVA_HOME=$(sh scripts/java-home.sh)
export JAVA_HOME
image=build/image

scripts/runtime.sh

# Single goals rather than a phase: the jar and its libraries without running the tests, which `make test` does.
rm -rf agent-runner/target/dependency
mvn -B -q -pl testing,agent-runner/contract,agent-runner \
  resources:resources io.github.ascopes:protobuf-maven-plugin:generate@contract compiler:compile jar:jar dependency:copy-dependencies

# Apart, so that a change of ours sends our jar alone.
rm -rf "$image/dependencies" "$image/application" "$image/folders"
mkdir -p "$image/application" "$image/folders/tmp" "$image/folders/workspace"
"$JAVA_HOME/bin/java" scripts/TrimJars.java agent-runner/target/dependency "$image/dependencies"
cp agent-runner/target/agent-runner.jar "$image/application/agent-runner.jar"
