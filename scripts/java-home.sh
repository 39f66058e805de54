#!/bin/sh
# Prints the home of a Java of version 25 or newer, or says how to get one (exit 2).
#   java-home.sh        a JDK, for building
#   java-home.sh java   any Java, for running
# Looks in JAVA_HOME, then at the java of PATH, then in the usual folders.
set -eu

needed=25
kind=${1:-jdk}

# Whether the folder holds a Java new enough: its release file says so, which is faster than asking it.
suits() {
  [ -x "$1/bin/java" ] && [ -f "$1/release" ] || return 1
  [ "$kind" = java ] || [ -x "$1/bin/javac" ] || return 1
  while IFS='=' read -r key value; do
    if [ "$key" = JAVA_VERSION ]; then
      value=${value#\"}
      value=${value%%[!0-9]*}
      [ -n "$value" ] && [ "$value" -ge "$needed" ]
      return
    fi
  done <"$1/release"
  return 1
}

try() {
  if suits "$1"; then
    printf '%s\n' "$1"
    exit 0
  fi
}

if [ -n "${JAVA_HOME:-}" ]; then
  try "$JAVA_HOME"
fi

java=$(command -v java 2>/dev/null) || java=
case $java in
  /*)
    while [ -L "$java" ]; do
      target=$(readlink "$java")
      case $target in
        /*) java=$target ;;
        *) java=${java%/*}/$target ;;
      esac
    done
    try "${java%/bin/*}"
    ;;
esac

for home in \
  /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
  /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec \
  /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-/}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
  "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/*; do
  try "$home"
done

case $kind in
  java) what="Java $needed or newer" ;;
  *) what="a JDK $needed or newer" ;;
esac
cat >&2 <<TXT
$what was not found in JAVA_HOME, on PATH or in the usual folders.
Install one and, if it lives elsewhere, set JAVA_HOME to its folder:
  macOS           brew install openjdk@$needed
  Debian, Ubuntu  apt-get install openjdk-$needed-jdk-headless (Debian 13 or newer)
  anywhere        an archive from https://adoptium.net
TXT
exit 2
