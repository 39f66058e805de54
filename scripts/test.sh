#!/bin/sh
# Checks everything: the scripts, the format, every unit and integration test. Ends with what was run.
set -eu

cd "$(dirname "$0")/.."
JAVA_HOME=$(sh scripts/java-home.sh)
export JAVA_HOME

shellcheck scripts/*.sh scripts/*/*.sh cli/*.sh release-tool/*.sh agent-runner/image/agent-runner .github/actions/release/*.sh .ci/run
scripts/workflows/check-workflows.sh
rm -f release-tool/target/counts.txt
rm -rf ./*/target/surefire-reports ./*/target/failsafe-reports
# Real programs on a busy machine are late now and then. Who fails is run once more; who passes only then is named.
mvn -B --no-transfer-progress -Dsurefire.rerunFailingTestsCount=1 -Dfailsafe.rerunFailingTestsCount=1 verify

echo
cat release-tool/target/counts.txt
echo
for module in release-tool agent-runner cli; do
  cat "$module"/target/surefire-reports/TEST-*.xml "$module"/target/failsafe-reports/TEST-*.xml |
    awk -v module="$module" -F '"' '
      /<testsuite / { for (i = 1; i < NF; i++) if ($i ~ / tests=$/) tests += $(i + 1); suites++ }
      END { printf "%-14s %5d tests in %d classes passed\n", module, tests, suites }'
done
awk -F '"' '
  /<testcase / { for (i = 1; i < NF; i++) { if ($i ~ / name=$/) name = $(i + 1); if ($i ~ / classname=$/) class = $(i + 1) } }
  /<flaky(Failure|Error)/ { print "passed only when it was run again, which is a defect to be found: " class "." name }
' ./*/target/surefire-reports/TEST-*.xml ./*/target/failsafe-reports/TEST-*.xml
