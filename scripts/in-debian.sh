#!/bin/sh
# Runs a command at this checkout as root in a Debian container: in-debian.sh make test
# The tests need what Debian packages (a registry, Podman, a Docker daemon of their own) and the rights to run them: on
# another system, also on GitHub's machines, this is their place. A JDK that JAVA_HOME names is used there too.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd -P)
engine=
for candidate in docker podman; do
  if [ -z "$engine" ] && command -v "$candidate" >/dev/null 2>&1; then
    engine=$candidate
  fi
done
[ -n "$engine" ] || {
  echo "in-debian.sh: install docker or podman, which run a Debian container" >&2
  exit 2
}

libraries=$HOME/.m2
packages=${XDG_CACHE_HOME:-$HOME/.cache}/stigmer-runtime
mkdir -p "$libraries" "$packages"
# What the command writes belongs to the caller afterwards. Root in a rootless podman is the caller already.
owner=0:0
[ "$engine" = podman ] || owner=$(id -u):$(id -g)

# Containers within: they need all rights, the machine's own control groups, and folders that are no layers.
# shellcheck disable=SC2016 # expanded in the container
set -- --volume "$root:$root" --workdir "$root" --volume "$libraries:/root/.m2" \
  --volume "$packages:/root/.cache/stigmer-runtime" --volume /tmp --volume /var/lib/containers --env "OWNER=$owner" \
  --privileged --cgroupns host --init --rm docker.io/library/debian:trixie-slim sh -ec '
    export DEBIAN_FRONTEND=noninteractive
    trap "chown -R $OWNER . /root/.m2 /root/.cache/stigmer-runtime" EXIT
    chown -R 0:0 .
    apt-get -q update >/dev/null
    apt-get -q -y --no-install-recommends install ca-certificates make >/dev/null
    "$@"' in-debian.sh "$@"
if [ -n "${JAVA_HOME:-}" ] && [ "$(uname -s)" = Linux ]; then
  set -- --volume "$JAVA_HOME:$JAVA_HOME:ro" --env "JAVA_HOME=$JAVA_HOME" "$@"
fi
exec "$engine" run "$@"
