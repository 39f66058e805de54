#!/bin/sh
# Starts the release-tool that lies beside it, from any folder and through links.
set -eu
unset CDPATH

program=$0
case $program in
  */*) ;;
  *) program=./$program ;;
esac
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
# Java reads arguments and paths in the locale's character set; where that is ASCII alone, an ö would be lost.
case $(locale charmap 2>/dev/null) in
  '' | ANSI_X3.4-1968 | US-ASCII)
    LC_ALL=C.UTF-8
    export LC_ALL
    ;;
esac
# A heap that starts small stays small, whatever the machine's memory.
exec "$java_home/bin/java" -Xms64m -XX:+UseSerialGC --sun-misc-unsafe-memory-access=allow \
  -jar "$lib/release-tool.jar" "$@"
