#!/bin/sh
# Builds the image and the stigmer command of this checkout, loads the image into docker or podman and stamps the
# command with it: release-local.sh VERSION. Nothing leaves this machine.
set -eu

cd "$(dirname "$0")/.."
version=${1#v}
image=localhost/stigmer/agent-runner
archive=build/local/agent-runner.tar
home=build/local/stigmer

# The one that the command will start it with: what is set, else docker if it can be used, else podman.
if [ -n "${STIGMER_RUNTIME:-}" ]; then
  engine=$STIGMER_RUNTIME
elif docker version >/dev/null 2>&1; then
  engine=docker
else
  engine=podman
fi
command -v "$engine" >/dev/null || {
  echo "release-local: install podman or docker, which run the image" >&2
  exit 2
}

rm -rf build/local
mkdir -p "$home/lib"
build/bin/release-tool image build "v$version" --set "image.repository=$image" --to "docker-archive:$archive"
"$engine" load -q -i "$archive"

cat >"$home/lib/stigmer.properties" <<STAMP
version=$version
commit=$(git rev-parse HEAD)
image=$image:v$version
STAMP
scripts/archives/assemble-cli.sh "$home"
ln -sf ../local/stigmer/bin/stigmer build/bin/stigmer
build/bin/stigmer version
echo "It is build/bin/stigmer; 'build/bin/stigmer server start --use-local-image' starts it."
