set -eu
test -n "$IMAGE_REFERENCE"
mkdir -p build/cli/bin
cp cli/tidy build/cli/bin/tidy
chmod 755 build/cli/bin/tidy
