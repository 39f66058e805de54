#!/bin/sh
# Lays out what the image is made of, one folder per layer, under build/image. Called by release.yaml before the image is
# packed. From what changes least to what changes most:
#   runtime/PLATFORM  Debian's files, Java, a shell and git
#   temporary         the folder anyone may write to
#   workspace         the folder of the data volume
#   dependencies      the libraries and their licences
#   launch/PLATFORM   how the JVM is started
#   contract          the classes of our .proto files
#   classes/PART      our other classes, in folders rather than in a jar, so that a change of one sends a sixteenth
set -eu
umask 022
export LC_ALL=C

cd "$(dirname "$0")/../.."
JAVA_HOME=$(sh scripts/java-home.sh)
export JAVA_HOME
image=build/image
sources=agent-runner/image

scripts/image/runtime.sh

# Single goals rather than a phase: the jar and its libraries without running the tests, which `make test` does.
rm -rf agent-runner/target/dependency
mvn -B -q -pl testing,agent-runner/contract,agent-runner \
  resources:resources io.github.ascopes:protobuf-maven-plugin:generate@contract compiler:compile jar:jar dependency:copy-dependencies

for layer in temporary workspace dependencies launch contract classes; do
  rm -rf "${image:?}/$layer"
done
mkdir -p "$image/temporary/tmp" "$image/workspace"
chmod 777 "$image/temporary/tmp"

# --- libraries --------------------------------------------------------------------------------------------------------

documents=$image/dependencies/usr/share/doc/agent-runner
mkdir -p "$documents"
"$JAVA_HOME/bin/java" scripts/image/TrimJars.java agent-runner/target/agent-runner.jar agent-runner/target/dependency \
  "$image/dependencies/app/lib"
cp LICENSE "$documents"
mkdir -p "$image/contract/app"
mv "$image"/dependencies/app/lib/agent-runner-contract-*.jar "$image/contract/app/agent-runner-contract.jar"
"$JAVA_HOME/bin/java" scripts/licenses/Licenses.java scripts/licenses/licenses.txt agent-runner/target/dependency \
  "$image/dependencies/app/lib" "$documents/licenses.txt"
class_path=
for jar in "$image"/dependencies/app/lib/*.jar; do
  name=${jar##*/}
  class_path=$class_path/app/lib/$name:
done

# --- our classes ------------------------------------------------------------------------------------------------------

# A class goes to the part that its name gives, and what it encloses goes with it.
(cd agent-runner/target/classes && find . -type f) | sort | awk '
  BEGIN { for (code = 1; code < 256; code++) codes[sprintf("%c", code)] = code }
  {
    name = $0
    sub(/[$.][^\/]*$/, "", name)
    part = 0
    for (at = 1; at <= length(name); at++) part = (part * 31 + codes[substr(name, at, 1)]) % 65521
    print part % 16, $0
  }' | while read -r part file; do
  to=$image/classes/$part/app/classes/$file
  mkdir -p "${to%/*}"
  cp "agent-runner/target/classes/$file" "$to"
done

# --- how the JVM is started -------------------------------------------------------------------------------------------

for runtime in "$image"/runtime/*; do
  launch=$image/launch/${runtime##*/}
  mkdir -p "$launch/app" "$launch/usr/bin"
  cp "$sources/agent-runner" "$launch/usr/bin"
  cp "$sources/jvm.options" "$sources/classes.list" "$launch/app"
  # A class-data archive holds what the JVM made of the libraries' classes. The JVM knows its jars by size and time,
  # which are equal from release to release; so the archive's name is a digest of all that goes into it, and our own
  # classes are outside of it, last on the class path.
  archive=/workspace/.stigmer/cache/classes-$(
    cat "$runtime/opt/java/lib/modules" "$runtime/opt/java/lib/server/libjvm.so" "$image"/dependencies/app/lib/*.jar \
      "$sources/jvm.options" "$sources/classes.list" scripts/image/inputs.sh | sha256sum | cut -c 1-16
  ).jsa
  # Mapped where it was written for, its pages need no change and stay the file's; elsewhere, as is Java's usual choice,
  # each would become memory of the worker's own.
  cat >"$launch/app/worker.options" <<OPTIONS
-XX:MaxRAMPercentage=50
-XX:SharedArchiveFile=$archive
-XX:+UnlockDiagnosticVMOptions
-XX:ArchiveRelocationMode=0
-Dstigmer.class-data.archive=$archive
-Dstigmer.class-data.options=/app/dump.options
-cp $class_path/app/agent-runner-contract.jar:/app/classes
OPTIONS
  cat "$sources/jvm.options" - >"$launch/app/dump.options" <<OPTIONS
-Xshare:dump
-Xlog:disable
-XX:SharedClassListFile=/app/classes.list
-cp ${class_path%:}
OPTIONS
  # The small commands speak to the worker and need no library.
  printf '%s\n' -Xmx32m '-cp /app/classes' >"$launch/app/command.options"
done
