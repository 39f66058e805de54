#!/bin/sh
# Installs what is missing for building (setup.sh) or for the tests too (setup.sh test). Silent when nothing is.
# On Debian as root by apt; elsewhere it names what to install.
set -eu

cd "$(dirname "$0")/.."

missing=
# need COMMAND PACKAGE: the Debian package that brings a command which must be on PATH (or at that path).
need() {
  PATH=$PATH:/usr/sbin:/sbin command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}

need git git
need mvn maven
if [ "${1:-}" = test ]; then
  need docker-registry docker-registry
  need podman podman
  need runc runc
  need /usr/lib/podman/netavark netavark
  need /usr/lib/podman/aardvark-dns aardvark-dns
  need iptables iptables
  need skopeo skopeo
  need dockerd docker.io
  need docker-compose docker-compose
  need /usr/bin/busybox busybox-static
  need qemu-aarch64-static qemu-user-static
  need htpasswd apache2-utils
  need ruby ruby
  need /usr/bin/time time
  need shellcheck shellcheck
  need chromium chromium
  need curl curl
  need node nodejs
  need npm npm
fi

version=0
if grep -q '^ID=debian$' /etc/os-release 2>/dev/null; then
  version=$(sed -n 's/^VERSION_ID="\{0,1\}\([0-9]*\).*/\1/p' /etc/os-release)
  # Debian's own development version has no number and is newer than all of them.
  version=${version:-99}
fi

# Since Debian 13 the docker command is a package of its own, and these exist.
if [ "${1:-}" = test ] && [ "$version" -ge 13 ]; then
  need docker docker-cli
  need cosign cosign
  need oras oras
fi

if ! scripts/java-home.sh >/dev/null 2>&1; then
  if [ "$version" -ge 13 ]; then
    missing="$missing openjdk-25-jdk-headless"
  else
    scripts/java-home.sh >/dev/null
  fi
fi

# Debian 12 has no packages of these; those of Debian 13 run on it, but are not installed there: their programs are kept
# beside the system's own.
borrowed=
if [ "${1:-}" = test ] && [ "$version" -lt 13 ]; then
  for tool in cosign oras; do
    command -v "$tool" >/dev/null 2>&1 || borrowed="$borrowed $tool"
  done
fi

[ -n "$missing$borrowed" ] || exit 0
if [ "$version" -eq 0 ]; then
  echo "setup: please install (Debian's names):$missing$borrowed" >&2
  exit 2
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "setup: as root, please run: scripts/setup.sh ${1:-}, which installs$missing$borrowed" >&2
  exit 2
fi
echo "setup: installing$missing$borrowed" >&2
export DEBIAN_FRONTEND=noninteractive
# A mirror may falter, and a machine that just started may be upgrading itself.
apt_get() {
  apt-get -q -o Acquire::Retries=5 -o DPkg::Lock::Timeout=300 "$@"
}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086 # a list of packages
if [ -n "$missing" ] && ! { apt_get update && apt_get -y --no-install-recommends install $missing; } >"$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
if [ -n "$borrowed" ]; then
  # shellcheck disable=SC2086 # a list of tools
  scripts/debian/borrow-tools.sh $borrowed
fi
