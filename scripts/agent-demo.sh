#!/bin/sh
# Shows an agent run end to end: Temporal's test server, a scripted stand-in for the language model and the runner, all
# of them processes on loopback that end with this script. Exit 0 only if the agent's file is there.
#   agent-demo.sh [MESSAGE]   what the user says to the agent
set -eu

cd "$(dirname "$0")/.."
JAVA_HOME=$(sh scripts/java-home.sh)
export JAVA_HOME
message=${1:-Hello from $(hostname)}
session=demo
demo=build/demo
file=$demo/workspace/sessions/$session/hello.txt
started=

# Temporal goes last: the runner still tells it that it leaves.
end() {
  code=$?
  trap '' INT TERM HUP
  for process in $started; do
    kill "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
  done
  exit "$code"
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# begin NAME COMMAND…: starts a process whose output goes to a file of that name.
begin() {
  log=$demo/$1.log
  shift
  "$@" >"$log" 2>&1 &
  started="$! $started"
}

# said TEXT: waits until the process begun last says so, and gives the line.
said() {
  tries=0
  until line=$(grep -m 1 "$1" "$log"); do
    tries=$((tries + 1))
    if [ "$tries" -gt 1800 ] || ! kill -0 "${started%% *}" 2>/dev/null; then
      echo "agent-demo: it did not start; its output:" >&2
      cat "$log" >&2
      exit 1
    fi
    sleep 0.1
  done
  printf '%s\n' "$line"
}

step() {
  printf '\n%s\n' "$1"
}

echo "An agent runs from end to end on this machine. No key is needed, and nothing leaves this machine:"
echo "the language model is a stand-in that follows a script."

rm -rf "$demo" agent-runner/target/dependency
mkdir -p "$demo"
# Single goals rather than a phase: the jar and its libraries without running the tests, which `make test` does.
mvn -B -q -pl testing,agent-runner/contract,agent-runner \
  resources:resources io.github.ascopes:protobuf-maven-plugin:generate@contract compiler:compile jar:jar \
  dependency:copy-dependencies dependency:build-classpath@demonstration
java=$JAVA_HOME/bin/java
stand_ins=$(cat "$demo/class-path")

step "1. Temporal, which keeps what is to be done"
begin temporal "$java" -cp "$stand_ins" ai.stigmer.testing.TemporalTestServer
line=$(said "test server")
echo "   $line"
temporal=${line##* }

step "2. The language model"
begin model "$java" -cp "$stand_ins" ai.stigmer.testing.ScriptedModel 0
line=$(said "base URL")
echo "   $line"

step "3. The runner, which polls Temporal for work"
# Nothing of the caller's own set-up has a say in it.
for name in $(env | sed -nE 's/^((TEMPORAL|STIGMER|OLLAMA|ANTHROPIC|OPENAI)_[A-Z_]*)=.*/\1/p') MODE LOG_LEVEL LOG_FORMAT; do
  unset "$name"
done
export TEMPORAL_SERVICE_ADDRESS="$temporal" STIGMER_LLM_PROVIDER=openai STIGMER_LLM_BASE_URL="${line##* }"
export SANDBOX_ROOT_DIR="$demo/workspace" AGENT_RUNNER_SOCKET="$demo/runner.sock"
cat >"$demo/runner" <<OPTIONS
--enable-native-access=ALL-UNNAMED
--sun-misc-unsafe-memory-access=allow
-cp agent-runner/target/dependency/*:agent-runner/target/agent-runner.jar
ai.stigmer.agentrunner.AgentRunner
OPTIONS
begin runner "$java" "@$demo/runner"
echo "   $(said 'Worker ready')"
echo "   $("$java" "@$demo/runner" health --wait 60)"

step "4. The user says \"$message\" to the agent \"assistant\""
"$java" "@$demo/runner" run --agent assistant --session "$session" --message "$message"

step "5. The file that the agent wrote, $file"
if ! printf '%s' "$message" | cmp - "$file"; then
  echo "agent-demo: the agent did not write what the user said" >&2
  exit 1
fi
sed 's/^/   /' "$file"
echo
step "It worked. The logs and the workspace stay in $demo; all processes end now."
