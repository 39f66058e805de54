#!/bin/sh
# Starts the stigmer command that lies beside it, from any folder and through links.
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
# Java cannot tell whether the error output, where progress is shown, is a terminal.
terminal=false
if [ -t 2 ]; then terminal=true; fi

# An archive of its classes, already read, halves the start. The JVM trusts one by its jars' sizes and times alone,
# which are equal for all releases: so its name tells the jars' content, their place and the JVM. It is made beside
# the first command, and where it cannot be, nothing is lost but time.
home=${HOME:-/dev/null}
if [ -d "$home/Library/Caches" ]; then
  cache=$home/Library/Caches/stigmer
else
  case ${XDG_CACHE_HOME:-} in
    /*) cache=$XDG_CACHE_HOME/stigmer ;;
    *) cache=$home/.cache/stigmer ;;
  esac
fi
made_for=$lib:$java_home
while read -r line; do made_for="$made_for $line"; done <"$java_home/release"
place=$(printf %s "$made_for" | cksum)
read -r jars <"$lib/jars.sha256"
archive=$cache/$jars-${place%% *}.jsa
# Nobody else's code is run.
# shellcheck disable=SC3067
if ! [ -O "$archive" ]; then
  nohup nice sh "$lib/archive-classes.sh" "$java_home" "$lib" "$archive" </dev/null >/dev/null 2>&1 &
  archive=
fi

# Without -Xlog:disable the JVM would speak up about an archive that it cannot use; it runs without one. The size of the
# heap is that of the archive's, whatever the machine's memory: a larger one may have other pointers.
exec "$java_home/bin/java" -Xlog:disable ${archive:+"-XX:SharedArchiveFile=$archive"} -Xmx512m -XX:+UseSerialGC \
  -XX:TieredStopAtLevel=1 -Dstigmer.terminal=$terminal \
  -cp "$lib/stigmer.jar:$lib/picocli.jar:$lib/snakeyaml-engine.jar:$lib/nanojson.jar" ai.stigmer.cli.Stigmer "$@"
