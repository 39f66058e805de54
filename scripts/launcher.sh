#!/bin/sh
# Makes a program of one module that starts fast and from any folder: build/NAME with its jars and their AOT cache
# (classes loaded, linked and profiled ahead of time), and build/bin/NAME to start it.
#   launcher.sh NAME MODULE MAIN-CLASS TRAINING-ARGUMENT...
# The training arguments are one run of the program; the classes it loads go into the cache. Module and libraries
# must lie in MODULE/target already.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd -P)
name=$1 module=$2 main=$3
shift 3
home=$root/build/$name
java_home=$(sh "$root/scripts/java-home.sh" java)
target=$root/$module/target

# The JVM trusts a cache by its jars' size and time alone, and equal times are what reproducible jars have. So jars
# and cache are only ever replaced together, and not at all if nothing changed.
inputs=$(cat "$target/$module.jar" "$target"/dependency/*.jar "$java_home/release" "$0" | sha256sum | cut -d ' ' -f 1)
if [ "$(cat "$home/inputs.sha256" 2>/dev/null)" != "$inputs" ]; then
  rm -rf "$home"
  mkdir -p "$home/bin" "$home/lib"
  cp "$target/$module.jar" "$target"/dependency/*.jar "$home/lib"

  # A heap that starts small stays small, whatever the machine's memory.
  options='-Xms64m -XX:+UseSerialGC --sun-misc-unsafe-memory-access=allow'
  class_path='' relative=''
  for jar in "$home"/lib/*.jar; do
    class_path=$class_path${class_path:+:}$jar
    relative=$relative${relative:+:}\$home/lib/${jar##*/}
  done
  cat >"$home/bin/$name" <<LAUNCHER
#!/bin/sh
# Starts $name from any folder and through links. Written by scripts/launcher.sh.
set -eu
unset CDPATH
program=\$0
while [ -L "\$program" ]; do
  target=\$(readlink "\$program")
  case \$target in
    /*) program=\$target ;;
    *) program=\$(dirname "\$program")/\$target ;;
  esac
done
home=\$(cd "\$(dirname "\$program")/.." && pwd -P)
java_home=\$(sh "\$home/../../scripts/java-home.sh" java) || exit 2
# Java reads arguments and paths in the locale's character set; where that is ASCII alone, an ö would be lost.
case \$(locale charmap 2>/dev/null) in
  '' | ANSI_X3.4-1968 | US-ASCII)
    LC_ALL=C.UTF-8
    export LC_ALL
    ;;
esac
# What answers at once is over before the second compiler would pay.
compiler=
case \${1:-} in
  tags | version | -*) compiler=-XX:TieredStopAtLevel=1 ;;
esac
# Without -Xlog:disable the JVM would speak up about a cache that another JDK made; it runs without one.
exec "\$java_home/bin/java" -Xlog:disable -XX:AOTCache="\$home/$name.aot" \$compiler $options \\
  -cp "$relative" $main "\$@"
LAUNCHER
  chmod 755 "$home/bin/$name"

  # The options are words of their own. -XX:AOTMode=on refuses to start without the cache.
  # shellcheck disable=SC2086
  "$java_home/bin/java" -Xlog:disable -XX:AOTCacheOutput="$home/$name.aot" $options -cp "$class_path" "$main" "$@" \
    >"$home/training.log" 2>&1 || {
    cat "$home/training.log" >&2
    exit 1
  }
  # shellcheck disable=SC2086
  "$java_home/bin/java" -Xlog:disable -XX:AOTMode=on -XX:AOTCache="$home/$name.aot" $options -cp "$class_path" "$main" "$@" >/dev/null || {
    rm -f "$home/$name.aot"
    echo "launcher.sh: $java_home cannot use an AOT cache; $name will start more slowly" >&2
  }
  echo "$inputs" >"$home/inputs.sha256"
fi

mkdir -p "$root/build/bin"
ln -sf "../$name/bin/$name" "$root/build/bin/$name"
