#!/bin/sh
# Merges the pull request of a branch whose checks are green, if it does what release-tool's do: change one formula to a
# version. Any other is left to a person.
#   BRANCH, COMMIT      what was checked
#   GITHUB_REPOSITORY   this tap
set -eu

left() {
  printf '%s: left to a person\n' "$1"
  exit 0
}

printf '%s\n' "$BRANCH" | grep -Eq '^[a-z0-9][a-z0-9@+._-]*-[0-9]+\.[0-9]+\.[0-9]+(-scheme\.[0-9]+)?$' \
  || left "The branch $BRANCH proposes no version"
number=$(gh pr list --repo "$GITHUB_REPOSITORY" --head "$BRANCH" --state open --json number --jq '.[0].number // empty')
[ -n "$number" ] || left "The branch $BRANCH has no open pull request"
files=$(gh pr diff "$number" --repo "$GITHUB_REPOSITORY" --name-only)
printf '%s\n' "$files" | grep -Eqx 'Formula/[a-z0-9@+._-]+\.rb' || left "Pull request $number changes no formula"
[ "$(printf '%s\n' "$files" | wc -l)" -eq 1 ] || left "Pull request $number changes more than a formula"
gh pr merge "$number" --repo "$GITHUB_REPOSITORY" --rebase --delete-branch --match-head-commit "$COMMIT"
