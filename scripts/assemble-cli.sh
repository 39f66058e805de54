#!/bin/sh
# Puts the stigmer command together from what Maven left in cli/target: assemble-cli.sh FOLDER
# Leaves a stamp alone that stands in FOLDER/lib already.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
to=$1
mkdir -p "$to/bin" "$to/lib"
rm -f "$to"/lib/*.jar
cp "$root/cli/target/cli.jar" "$to/lib/stigmer.jar"
for jar in "$root"/cli/target/dependency/*.jar; do
  name=${jar##*/}
  cp "$jar" "$to/lib/${name%%-[0-9]*}.jar"
done
# Sizes and times of reproducible jars are no sign of what is in them; this is, at no cost when the command starts.
cat "$to"/lib/*.jar | sha256sum | cut -d ' ' -f 1 >"$to/lib/jars.sha256"
cp "$root/scripts/java-home.sh" "$root/cli/archive-classes.sh" "$to/lib"
cp "$root/cli/stigmer.sh" "$to/bin/stigmer"
chmod 755 "$to/bin/stigmer"
cp "$root/LICENSE" "$to/LICENSE"
