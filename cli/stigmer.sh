#!/bin/sh
# Starts the stigmer command that lies beside it, from any folder and through links.
set -eu

program=$0
while [ -L "$program" ]; do
  target=$(readlink "$program")
  case $target in
    /*) program=$target ;;
    *) program=$(dirname "$program")/$target ;;
  esac
done
home=$(cd "$(dirname "$program")/.." && pwd -P)

java_home=$(sh "$home/lib/java-home.sh" java) || exit 2
# Java cannot tell whether the error output, where progress is shown, is a terminal.
terminal=false
if [ -t 2 ]; then terminal=true; fi
lib=$home/lib
exec "$java_home/bin/java" -Dstigmer.terminal=$terminal -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto \
  -cp "$lib/stigmer.jar:$lib/picocli.jar:$lib/snakeyaml-engine.jar:$lib/nanojson.jar" ai.stigmer.cli.Stigmer "$@"
