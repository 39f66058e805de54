#!/bin/sh
# Builds the image and the stigmer command of this checkout, loads the image into podman or docker and stamps the
# command with it: release-local.sh VERSION. Nothing leaves this machine.
set -eu

cd "$(dirname "$0")/.."
version=$1
image=localhost/stigmer/agent-runner
archive=build/local/agent-runner.tar
home=build/local/stigmer

engine=$(command -v podman || command -v docker) || {
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
scripts/assemble-cli.sh "$home"
ln -sf ../local/stigmer/bin/stigmer build/bin/stigmer
build/bin/stigmer version
