#!/bin/sh
# Pushes the image of the commit that is checked out as sha-COMMIT and as edge. Called for every commit of main.
set -eu

exec "${RELEASE_TOOL:-build/bin/release-tool}" image push "sha-$(git rev-parse --short=7 HEAD)" edge
