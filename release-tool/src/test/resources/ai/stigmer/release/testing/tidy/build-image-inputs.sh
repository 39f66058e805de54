set -eu
for platform in linux-amd64 linux-arm64; do
  mkdir -p "build/runtime/$platform/app"
  printf '#!/bin/sh\necho "tidy runner %s for %s"\n' "$RELEASE_VERSION" "$platform" >"build/runtime/$platform/app/run"
  chmod 755 "build/runtime/$platform/app/run"
done
