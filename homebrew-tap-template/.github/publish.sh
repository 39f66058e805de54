#!/bin/sh
# Publishes a version: merges the pull request of a branch whose checks are green, if it is one of release-tool's for a
# formula that this tap has, and changes that formula alone. Any other is left to a person.
#   BRANCH, COMMIT      what was checked
#   GITHUB_REPOSITORY   this tap, whose default branch is in the working directory
set -eu

left() {
  printf '%s: left to a person\n' "$1"
  exit 0
}

# release-tool's branches are FORMULA-VERSION, and FORMULA-VERSION-scheme.N after a yank.
formula=
for file in Formula/*.rb; do
  name=$(basename "$file" .rb)
  version=${BRANCH#"$name"-}
  case $version in
    "$BRANCH" | *[!0-9a-z.-]*) continue ;;
  esac
  if [ -f "$file" ] && printf '%s\n' "$version" | grep -Eqx '[0-9]+\.[0-9]+\.[0-9]+(-scheme\.[0-9]+)?'; then
    formula=$file
  fi
done
[ -n "$formula" ] || left "The branch $BRANCH proposes no version of a formula that is here"
number=$(gh pr list --repo "$GITHUB_REPOSITORY" --head "$BRANCH" --state open --json number --jq '.[0].number // empty')
[ -n "$number" ] || left "The branch $BRANCH has no open pull request"
files=$(gh pr diff "$number" --repo "$GITHUB_REPOSITORY" --name-only)
[ "$files" = "$formula" ] || left "Pull request $number changes something else than $formula alone"
gh pr merge "$number" --repo "$GITHUB_REPOSITORY" --rebase --delete-branch --match-head-commit "$COMMIT"
