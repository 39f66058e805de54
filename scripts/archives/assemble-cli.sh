#!/bin/sh
# Puts the stigmer command together from what Maven left in cli/target: assemble-cli.sh FOLDER
# Leaves a stamp alone that stands in FOLDER/lib already.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
to=$1
mkdir -p "$to/bin" "$to/lib"
rm -f "$to"/lib/*.jar "$to"/lib/*.pom

# The libraries, with what an archive of classes needs, and their licences, kept until one of them changes.
libraries=$root/cli/target/libraries
inputs=$(cat "$root"/cli/target/dependency/* "$root/scripts/licenses/licenses.txt" "$root/scripts/licenses/Licenses.java" \
  "$root/scripts/archives/StackMaps.java" "$0" | sha256sum)
if [ "$(cat "$libraries/inputs.sha256" 2>/dev/null)" != "$inputs" ]; then
  rm -rf "$libraries"
  mkdir -p "$libraries/lib"
  java=$(sh "$root/scripts/java-home.sh")/bin/java
  for jar in "$root"/cli/target/dependency/*.jar; do
    name=${jar##*/}
    "$java" "$root/scripts/archives/StackMaps.java" "$jar" "$libraries/lib/${name%%-[0-9]*}.jar"
  done
  "$java" "$root/scripts/licenses/Licenses.java" "$root/scripts/licenses/licenses.txt" \
    "$root/cli/target/dependency" "$libraries/lib" "$libraries/licenses.txt"
  echo "$inputs" >"$libraries/inputs.sha256"
fi
cp "$libraries"/lib/* "$to/lib"
cp "$libraries/licenses.txt" "$to"
cp "$root/cli/target/cli.jar" "$to/lib/stigmer.jar"
# An archive of the classes is kept while the digest of the jars and, for the JVM, their times are the same: so the same
# content has the same time, which is no sign of other content then, as in a release's archive.
TZ=UTC touch -t 200001010000 "$to"/lib/*.jar
cat "$to"/lib/*.jar | sha256sum | cut -d ' ' -f 1 >"$to/lib/jars.sha256"
cp "$root/scripts/java-home.sh" "$root/cli/archive-classes.sh" "$to/lib"
cp "$root/cli/stigmer.sh" "$to/bin/stigmer"
chmod 755 "$to/bin/stigmer"
cp "$root/LICENSE" "$to/LICENSE"
