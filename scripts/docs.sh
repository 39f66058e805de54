#!/bin/sh
# Makes the site of the documents in build/site; a link that leads nowhere ends it.
set -eu

cd "$(dirname "$0")/.."
JAVA_HOME=$(sh scripts/java-home.sh)
export JAVA_HOME

mvn -B -q -pl release-tool dependency:copy-dependencies -DincludeGroupIds=org.commonmark -DoutputDirectory=target/site
rm -rf build/site
"$JAVA_HOME/bin/java" -cp "release-tool/target/site/*" scripts/site/Site.java . build/site
echo "build/site/index.html"
