#!/bin/sh
# Makes the class-data archive that bin/stigmer starts from: archive-classes.sh JAVA-HOME LIB ARCHIVE
# It is there whole or not at all. Of two at once one does it; one that failed is tried again after an hour.
set -eu
umask 077

java_home=$1 lib=$2 archive=$3
cache=${archive%/*}
work=$archive.work
mkdir -p "$cache"
if [ -n "$(find "$work" -prune -mmin +60 2>/dev/null)" ]; then rm -rf "$work"; fi
mkdir "$work"

class_path=$lib/stigmer.jar:$lib/picocli.jar:$lib/snakeyaml-engine.jar:$lib/nanojson.jar
# Nothing of the person's environment may lead it elsewhere, but the locale has the characters of its paths.
java() {
  env -i PATH="$work/bin:/usr/bin:/bin" HOME="$work" STIGMER_RUNTIME="${runtime:-docker}" \
    LC_ALL="${LC_ALL:-${LC_CTYPE:-${LANG:-C.UTF-8}}}" \
    "$java_home/bin/java" -Xlog:disable -Xmx512m -XX:TieredStopAtLevel=1 "$@"
}

# The classes are those of commands that speak to a runtime whose answers are all here: the person's own is left alone.
work=$(cd "$work" && pwd -P)
mkdir "$work/bin"
cat >"$work/bin/docker" <<RUNTIME
#!/bin/sh
case \$1-\${0##*/} in
  version-docker) echo '{"Client":{"Version":"1","Context":"default"},"Server":{"Version":"1"}}' ;;
  version-podman) echo '{"Client":{"APIVersion":"1","Version":"1"}}' ;;
  ps-docker) echo 1 ;;
  ps-podman)
    echo '[{"Id":"1","Names":["stigmer-agent-runner"],"State":"running","StartedAt":1,"Created":1,"Image":"a@sha256:1",
      "Labels":{"ai.stigmer.managed-by":"stigmer","ai.stigmer.component":"agent-runner",
      "ai.stigmer.data":"$work/.stigmer/data"}}]'
    ;;
  exec-*) echo healthy ;;
  inspect-*)
    echo '[{"Id":"1","Name":"stigmer-agent-runner","State":{"Status":"running","StartedAt":"2026-01-01T00:00:00Z"},
      "Config":{"Image":"a@sha256:1","Labels":{"ai.stigmer.managed-by":"stigmer","ai.stigmer.component":"agent-runner",
      "ai.stigmer.data":"$work/.stigmer/data"}},"Created":"2026-01-01T00:00:00Z","Mounts":[{"Type":"bind"}]}]'
    ;;
esac
RUNTIME
chmod 700 "$work/bin/docker"
ln -s docker "$work/bin/podman"
for runtime in docker podman; do
  for command in version 'server status' 'server status --output json'; do
    # The command is words of their own.
    # shellcheck disable=SC2086
    java -XX:+UseSerialGC -XX:DumpLoadedClassList="$work/list" \
      -cp "$class_path" ai.stigmer.cli.Stigmer $command >>"$work/said" || true
    cat "$work/list"
  done
  # Numbers repeat in every list.
done | sed 's/ id: [0-9]*$//' | awk '!seen[$0]++' >"$work/classes"
# Commands that did not see what runs there would have left out most classes.
[ "$(grep -c '^running a@sha256:1 ' "$work/said")" = 2 ]

# Classes that are linked ahead need objects in the archive, which only G1 writes, and every collector reads.
java -XX:+UseG1GC -Xshare:dump -XX:+AOTClassLinking -XX:SharedClassListFile="$work/classes" \
  -XX:SharedArchiveFile="$work/archive" -cp "$class_path"
mv "$work/archive" "$archive"
find "$cache" -name '*.jsa*' ! -path "$archive*" -prune -mtime +0 -exec rm -rf {} +
rm -rf "$work"
