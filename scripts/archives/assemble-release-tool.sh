#!/bin/sh
# Puts release-tool together from what Maven left in release-tool/target: assemble-release-tool.sh FOLDER
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
to=$1
rm -rf "$to"
mkdir -p "$to/bin" "$to/lib"
cp "$root"/release-tool/target/release-tool.jar "$root"/release-tool/target/dependency/*.jar "$to/lib"
"$(sh "$root/scripts/java-home.sh")/bin/java" "$root/scripts/licenses/Licenses.java" "$root/scripts/licenses/licenses.txt" \
  "$root/release-tool/target/dependency" "$to/lib" "$to/licenses.txt"
cp "$root/scripts/java-home.sh" "$to/lib"
cp "$root/release-tool/release-tool.sh" "$to/bin/release-tool"
cp "$root/LICENSE" "$to"
