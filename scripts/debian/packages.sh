# shellcheck shell=sh disable=SC2154 # what the script that reads this sets
# Packages of another Debian than this machine's, from the mirror that this machine's own apt sources name. Read by other
# scripts, which set: program (its name, for what is said), suite, architectures, work (an empty folder), apt (empty).

fail() {
  printf '%s: %s\n' "$program" "$1" >&2
  exit 1
}

say() {
  printf '%s: %s\n' "$program" "$1" >&2
}

# A configuration of apt beside the system's: our suite from the system's own mirror, both architectures.
prepare_apt() {
  [ -n "$apt" ] && return
  apt=$work/apt
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/state"
  keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  [ -f "$keyring" ] || fail "Debian's archive keyring is missing: apt-get install debian-archive-keyring"
  # shellcheck source=/dev/null
  machine=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")
  system_targets >"$apt/targets"
  if [ ! -s "$apt/targets" ]; then
    # A container's image comes without the lists that tell its sources apart.
    say "reading this machine's own package lists"
    mkdir -p "$apt/system/partial"
    apt-get -q -o Acquire::Retries=5 -o Dir::State::Lists="$apt/system" -o APT::Sandbox::User= update >"$apt/log" 2>&1 ||
      fail "apt could not read this machine's own sources:
$(cat "$apt/log")"
    system_targets -o Dir::State::Lists="$apt/system" >"$apt/targets"
  fi
  add_source "$machine" "$suite"
  [ -f "$apt/debian.sources" ] || fail "this machine's apt sources name no mirror with the suite '$machine'; \
$program takes Debian's packages from that mirror"
  add_source "$machine-security" "$suite-security"
  cat >"$apt/apt.conf" <<CONF
Dir::Etc::sourcelist "$apt/debian.sources";
Dir::Etc::sourceparts "-";
Dir::State "$apt/state";
Dir::State::Lists "$apt/lists";
Dir::State::status "/dev/null";
Dir::Cache "$apt/cache";
APT::Architectures { $(for architecture in $architectures; do printf '"%s"; ' "$architecture"; done)};
APT::Sandbox::User "";
Acquire::Languages "none";
Acquire::Retries "5";
CONF
  say "reading Debian's package lists ($suite)"
  APT_CONFIG=$apt/apt.conf apt-get -q update >"$apt/log" 2>&1 ||
    fail "apt could not read the suite '$suite' from this machine's mirror:
$(cat "$apt/log")"
}

# What this machine's own sources offer, a suite and its address a line.
system_targets() {
  # shellcheck disable=SC2016 # apt's own variables
  apt-get "$@" indextargets --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' | sort -u
}

# Adds what the machine's sources have under one suite as another suite.
add_source() {
  mirror=$(sed -n "s|^$1 ||p" "$apt/targets" | head -n 1)
  [ -n "$mirror" ] || return 0
  printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nArchitectures: %s\nSigned-By: %s\n\n' \
    "$mirror" "$2" "$architectures" "$keyring" >>"$apt/debian.sources"
}

# Downloads PACKAGE:ARCHITECTURE[=VERSION] to $work/package.deb; fails if the mirror does not have it.
download() {
  rm -rf "$work/download"
  mkdir "$work/download"
  (cd "$work/download" && APT_CONFIG=$apt/apt.conf apt-get -q download "$1") >"$apt/log" 2>&1 || return 1
  mv "$work"/download/*.deb "$work/package.deb"
}
