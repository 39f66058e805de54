#!/bin/sh
# Makes the root file systems the image stands on, build/image/runtime/linux-{amd64,arm64}: the few files of
# Debian 13 that a Java needs, that Java, linked from Debian's modules to /opt/java, and a shell and git for what agents
# execute. Needs no Docker and no emulation.
#
#   runtime.sh                 from the versions in scripts/image/runtime.lock
#   runtime.sh --update-lock   takes the newest versions and writes them into the lock
#
# Packages come from the mirror this machine's own apt sources name. Downloads and finished trees are kept in
# ${XDG_CACHE_HOME:-~/.cache}/stigmer-runtime by their sha256, so that another checkout starts from them.
set -eu
umask 022
export LC_ALL=C

root=$(cd "$(dirname "$0")/../.." && pwd)
lock=$root/scripts/image/runtime.lock
out=$root/build/image
cache=${XDG_CACHE_HOME:-$HOME/.cache}/stigmer-runtime
suite=trixie
architectures='amd64 arm64'
packages='base-files busybox-static gcc-14-base git libc6 libgcc-s1 libpcre2-8-0 libstdc++6 openjdk-25-jdk-headless zlib1g'
modules=java.base,java.logging,java.management,java.naming,java.net.http,jdk.management,jdk.unsupported
# What java and git load, by SONAME, plus the empty libraries that older binaries still name.
libraries='libc.so.6 libm.so.6 libdl.so.2 libpthread.so.0 librt.so.1 libgcc_s.so.1 libpcre2-8.so.0 libstdc++.so.6 libz.so.1'

# shellcheck disable=SC2034 # read by packages.sh
program=runtime
# shellcheck source=/dev/null
. "$root/scripts/debian/packages.sh"

sha256() {
  sha256sum "$1" | cut -d ' ' -f 1
}

# --- elsewhere than on Debian, the same script runs in a Debian container ---------------------------------------------

in_container() {
  for engine in podman docker; do
    if command -v "$engine" >/dev/null 2>&1; then
      say "not a Debian machine: running in a Debian container ($engine)"
      mkdir -p "$cache"
      # Root in a rootless podman is the caller already; under docker what was written must be handed over.
      owner=0:0
      [ "$engine" = podman ] || owner=$(id -u):$(id -g)
      # shellcheck disable=SC2016 # expanded in the container
      exec "$engine" run --rm -v "$root:/checkout" -v "$cache:/cache/stigmer-runtime" -e XDG_CACHE_HOME=/cache \
        -e "OWNER=$owner" "docker.io/library/debian:$suite-slim" sh -ec '
          apt-get update -q >/dev/null
          apt-get install -q -y --no-install-recommends openjdk-25-jdk-headless >/dev/null
          mkdir -p /checkout/build/image/runtime
          status=0
          sh /checkout/scripts/image/runtime.sh "$@" || status=$?
          chown -R "$OWNER" /checkout/build/image/runtime* /checkout/scripts/image/runtime.lock /cache
          exit "$status"' runtime.sh "$@"
    fi
  done
  fail "the image's Java comes from Debian packages: on a machine that is not Debian, install podman or docker"
}

# --- packages ---------------------------------------------------------------------------------------------------------

# Makes sure one package is in the cache and writes its line of the lock that was really used.
obtain() {
  package=$1 architecture=$2 version=$3 digest=$4
  if [ -n "$digest" ] && [ -f "$cache/packages/$digest.deb" ]; then
    [ "$(sha256 "$cache/packages/$digest.deb")" = "$digest" ] ||
      fail "$cache/packages/$digest.deb is damaged: delete it and run again"
  else
    prepare_apt
    if [ -n "$version" ] && download "$package:$architecture=$version"; then
      found=$(sha256 "$work/package.deb")
      [ "$found" = "$digest" ] || fail "$package $version ($architecture) has sha256 $found; the lock says $digest"
    else
      download "$package:$architecture" || fail "apt has no package $package for $architecture in $suite:
$(cat "$apt/log")"
      found=$(sha256 "$work/package.deb")
      newest=$(dpkg-deb -f "$work/package.deb" Version)
      [ "$newest" != "$version" ] || fail "apt failed to download $package $version ($architecture), which the mirror has: run again"
      [ -z "$version" ] || say "the mirror no longer has $package $version ($architecture): taking $newest"
      version=$newest
    fi
    digest=$found
    mv "$work/package.deb" "$cache/packages/$digest.deb.$$"
    mv "$cache/packages/$digest.deb.$$" "$cache/packages/$digest.deb"
  fi
  printf '%s %s %s %s\n' "$package" "$architecture" "$version" "$digest" >>"$work/lock"
}

# --- the root file system ---------------------------------------------------------------------------------------------

unpack() {
  digest=$(sed -n "s|^$1 $2 [^ ]* ||p" "$work/lock")
  dpkg-deb --fsys-tarfile "$cache/packages/$digest.deb" | tar -x -C "$work/$2" --no-same-owner
}

# Writes a program that runs another by its words.
wrap() {
  printf '#!/bin/sh\nexec %s "$@"\n' "$2" >"$1"
  chmod 755 "$1"
}

make_tree() {
  architecture=$1 tree=$2
  case $architecture in
    amd64) triplet=x86_64-linux-gnu loader=lib64/ld-linux-x86-64.so.2 ;;
    arm64) triplet=aarch64-linux-gnu loader=lib/ld-linux-aarch64.so.1 ;;
    *) fail "no layout is known for the architecture $architecture" ;;
  esac
  from=$work/$architecture
  mkdir -p "$from" "$tree/bin" "$tree/etc" "$tree/opt" "$tree/${loader%/*}" "$tree/usr/bin" "$tree/usr/lib/$triplet" \
    "$tree/usr/lib/git-core" "$tree/usr/share/common-licenses" "$tree/usr/share/git-core/templates" \
    "$tree/var/lib/dpkg/status.d"
  for package in $packages; do
    unpack "$package" "$architecture"
    dpkg-deb -f "$cache/packages/$digest.deb" >"$tree/var/lib/dpkg/status.d/$package"
    # The packages of GCC keep one copyright file for all of them, which a link names.
    if [ -f "$from/usr/share/doc/$package/copyright" ]; then
      mkdir -p "$tree/usr/share/doc/$package"
      cp -L "$from/usr/share/doc/$package/copyright" "$tree/usr/share/doc/$package/copyright"
    fi
  done
  # Links become files under the name that is looked up: a layer of this image holds no links.
  for library in $libraries; do
    cp -L "$from/usr/lib/$triplet/$library" "$tree/usr/lib/$triplet/$library"
  done
  cp -L "$from/usr/lib/$triplet/${loader##*/}" "$tree/$loader"
  # Debian's static busybox finds its commands within itself, so that the shell alone brings ls, grep, sed and the rest.
  cp "$from/usr/bin/busybox" "$tree/bin/sh"
  cp "$from/usr/bin/git" "$tree/usr/bin/git"
  # What a local clone or fetch looks up by name, and what scripts begin with.
  for command in receive-pack upload-archive upload-pack; do
    wrap "$tree/usr/lib/git-core/git-$command" "git $command"
  done
  wrap "$tree/usr/bin/env" env
  printf '[safe]\n\tdirectory = *\n[core]\n\tpager = cat\n[user]\n\tname = stigmer\n\temail = stigmer@localhost\n' \
    >"$tree/etc/gitconfig"
  for license in Apache-2.0 BSD GPL-2 GPL-3 LGPL-2.1; do
    cp "$from/usr/share/common-licenses/$license" "$tree/usr/share/common-licenses/$license"
  done
  cp "$from/usr/lib/os-release" "$tree/etc/os-release"
  printf 'root:x:0:0:root:/root:/sbin/nologin\nstigmer:x:1000:1000:stigmer:/workspace:/bin/sh\n' >"$tree/etc/passwd"
  printf 'root:x:0:\nstigmer:x:1000:\n' >"$tree/etc/group"
  printf 'hosts: files dns\n' >"$tree/etc/nsswitch.conf"

  # Any JDK 25 links for any platform; only the modules must be the platform's own.
  "$java_home/bin/jlink" --module-path "$from/usr/lib/jvm/java-25-openjdk-$architecture/jmods" --add-modules "$modules" \
    --strip-java-debug-attributes --no-header-files --no-man-pages --compress zip-0 \
    --exclude-files '**.debuginfo' --output "$work/java-$architecture" ||
    fail "jlink of $java_home could not link Debian's Java for $architecture"
  # A sixth of the JVM's library names its inner functions for debuggers.
  "$java_home/bin/java" "$root/scripts/image/DropSymbols.java" "$work/java-$architecture/lib/server/libjvm.so"
  cp -RL "$work/java-$architecture" "$tree/opt/java"
  # jlink makes its licences read-only; a layer knows files that run and files that do not.
  find "$tree" -type f -perm /111 -exec chmod 755 {} +
  find "$tree" -type f ! -perm /111 -exec chmod 644 {} +
  rm -rf "$from" "$work/java-$architecture"
}

# --- the run ----------------------------------------------------------------------------------------------------------

case ${1:-} in
  '' | --update-lock) mode=${1:-} ;;
  *) fail "unknown argument '$1': only --update-lock is known" ;;
esac
if ! grep -q '^ID=debian$' /etc/os-release 2>/dev/null; then
  in_container "$@"
fi

mkdir -p "$cache/packages" "$cache/trees"
work=$(mktemp -d "$cache/work.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
apt=

for package in $packages; do
  for architecture in $architectures; do
    version='' digest=''
    if [ -z "$mode" ]; then
      locked=$(sed -n "s|^$package $architecture ||p" "$lock")
      [ -n "$locked" ] || fail "$lock has no line for $package $architecture: make update-lock"
      version=${locked% *} digest=${locked#* }
    fi
    obtain "$package" "$architecture" "$version" "$digest"
  done
done

if [ "$mode" = --update-lock ]; then
  {
    printf '# The Debian %s packages the image is made of: package, architecture, version, sha256. Written by make update-lock.\n' "$suite"
    cat "$work/lock"
  } >"$work/lock.new"
  mv "$work/lock.new" "$lock"
  say "wrote ${lock#"$root/"}"
  exit 0
fi

# A finished tree depends on the packages and on these scripts, and on nothing else.
key=$(cat "$work/lock" "$root/scripts/image/runtime.sh" "$root/scripts/image/DropSymbols.java" | sha256sum | cut -d ' ' -f 1)
if [ ! -d "$cache/trees/$key" ]; then
  java_home=$(sh "$root/scripts/java-home.sh")
  for architecture in $architectures; do
    say "linking Java for linux/$architecture"
    make_tree "$architecture" "$work/trees/linux-$architecture"
  done
  # Another run may have been faster with the same tree.
  mv -T "$work/trees" "$cache/trees/$key" 2>/dev/null || [ -d "$cache/trees/$key" ] ||
    fail "the finished tree could not be kept in $cache/trees"
fi

rm -rf "$out/runtime"
mkdir -p "$out"
cp -R "$cache/trees/$key" "$out/runtime"
cp "$work/lock" "$out/runtime.lock"
