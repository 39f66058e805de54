#!/bin/sh
# Makes the site of the documents in build/site, with the libraries that build.sh left; a link that leads nowhere ends it.
set -eu

cd "$(dirname "$0")/.."
java=$(sh scripts/java-home.sh)/bin/java

rm -rf build/site
"$java" -cp "release-tool/target/dependency/*" scripts/site/Site.java . build/site
echo "build/site/index.html"
