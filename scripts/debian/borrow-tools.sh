#!/bin/sh
# borrow-tools.sh TOOL…: puts programs of Debian 13, each in a package of its name, into /usr/local/bin of a Debian 12. Only
# for programs that need nothing but the C library. As root.
set -eu
umask 022
export LC_ALL=C

root=$(cd "$(dirname "$0")/../.." && pwd)
# shellcheck disable=SC2034 # read by packages.sh
program=setup suite=trixie architectures=$(dpkg --print-architecture) apt=
# shellcheck source=/dev/null
. "$root/scripts/debian/packages.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prepare_apt
for tool in "$@"; do
  download "$tool" || fail "apt has no package $tool in $suite:
$(cat "$apt/log")"
  dpkg-deb --fsys-tarfile "$work/package.deb" | tar -x -O "./usr/bin/$tool" >"$work/$tool"
  install -m 0755 "$work/$tool" "/usr/local/bin/$tool"
done
