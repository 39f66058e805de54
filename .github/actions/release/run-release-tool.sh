#!/bin/sh
# Runs release-tool as the action's inputs say.
#   PROGRAM  release-tool
#   COMMAND  release, plan, verify or rehearse
#   TAG      the release tag; empty: the one Actions runs for, else the one at HEAD
#   DRY_RUN  true: release builds everything and writes nothing
#   REPORT   the page to leave
set -eu

set -- "$COMMAND" --report "$REPORT"
if [ "${DRY_RUN:-}" = true ]; then
  set -- "$@" --dry-run
fi
if [ -n "${TAG:-}" ]; then
  # A tag that looks like an option is no option.
  set -- "$@" -- "$TAG"
fi
exec "$PROGRAM" "$@"
