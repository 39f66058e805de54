#!/bin/sh
# Downloads the archive of a released release-tool, takes it only if it has the sha256 that is known beforehand, and
# unpacks it below RUNNER_TEMP. Prints the program's path, for Actions as the output `program`.
#   VERSION    as in 1.2.3
#   SHA256     the archive's, in 64 hexadecimal digits; empty: as known.sha256 beside this script says
#   DOWNLOADS  where the assets of releases are, as in https://github.com/OWNER/NAME/releases/download; by https, or on
#              this machine's loopback
#   ATTEMPTS   how often a download that fails is tried (default: 5)
# Exit 1: try again. Exit 2: mend it first.
set -eu

# Says one sentence and a remedy, in Actions beside the run.
fail() {
  if [ "${GITHUB_ACTIONS:-}" = true ]; then
    printf '::error::%s%%0A%s\n' "$2" "$3" >&2
  else
    printf 'error: %s\n%s\n' "$2" "$3" >&2
  fi
  exit "$1"
}

sha256() {
  if command -v sha256sum >/dev/null 2>&1; then
    sha256sum "$1"
  else
    shasum -a 256 "$1"
  fi | cut -d ' ' -f 1
}

case ${VERSION:-} in
  [0-9]*) version=$VERSION ;;
  *) version= ;;
esac
case $version in
  '' | *[!0-9A-Za-z.-]*)
    fail 2 "'${VERSION:-}' is not a version of release-tool" "Give the input version as in 1.2.3."
    ;;
esac

name=release-tool-$version.tar.gz
expected=${SHA256:-}
if [ -z "$expected" ]; then
  expected=$(awk -v name="$name" '$2 == name { print $1 }' "$(dirname "$0")/known.sha256")
  [ -n "$expected" ] || fail 2 "This action knows no checksum of release-tool $version" \
    "Give the input sha256: the line of $name in that release's checksums.txt, once you trust it."
fi
case $expected in
  *[!0-9a-f]*) digits=0 ;;
  *) digits=${#expected} ;;
esac
[ "$digits" -eq 64 ] || fail 2 "'$expected' is not a sha256" "Give 64 hexadecimal digits in lower case."

case $DOWNLOADS in
  https://*) protocols='=https' ;;
  *@*) protocols= ;;
  http://127.0.0.1[:/]* | http://localhost[:/]* | 'http://[::1]'[:/]*) protocols='=https,http' ;;
  *) protocols= ;;
esac
[ -n "$protocols" ] || fail 2 "The downloads of release-tool, $DOWNLOADS, are not reached by https" \
  "Give the input downloads an address that begins with https://."

place=$RUNNER_TEMP/release-tool-$version
mkdir -p "$place"
archive=$place/$name
url=$DOWNLOADS/v$version/$name
status=$(curl --silent --show-error --location --proto "$protocols" --connect-timeout 20 --max-time 600 \
  --retry "$((${ATTEMPTS:-5} - 1))" --retry-all-errors --output "$archive" --write-out '%{http_code}' "$url" \
  2>"$place/curl.log") || fail 1 "$url could not be downloaded: $(tail -n 1 "$place/curl.log")" "Run again."
case $status in
  200) ;;
  404) fail 2 "There is no release-tool $version at $url" "Give the input version one that is released." ;;
  *) fail 1 "$url could not be downloaded: the server answered $status" "Run again." ;;
esac

found=$(sha256 "$archive")
if [ "$found" != "$expected" ]; then
  rm "$archive"
  fail 2 "The archive of release-tool $version is not the expected one: its sha256 is $found, not $expected" \
    "Nothing of it was used. Compare both with the release's checksums.txt before you change the input."
fi
tar -xzf "$archive" -C "$place"

program=$place/bin/release-tool
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  printf 'program=%s\n' "$program" >>"$GITHUB_OUTPUT"
fi
printf '%s\n' "$program"
