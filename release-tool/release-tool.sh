#!/bin/sh
# Starts the release-tool that lies beside it, from any folder and through links.
set -eu

program=$0
while [ -L "$program" ]; do
  target=$(readlink "$program")
  case $target in
    /*) program=$target ;;
    *) program=${program%/*}/$target ;;
  esac
done
lib=$(cd "${program%/*}/../lib" && pwd -P)

# shellcheck source=scripts/java-home.sh
java_home=$(set -- java && . "$lib/java-home.sh") || exit 2
# A heap that starts small stays small, whatever the machine's memory.
exec "$java_home/bin/java" -Xms64m -XX:+UseSerialGC --sun-misc-unsafe-memory-access=allow \
  -jar "$lib/release-tool.jar" "$@"
