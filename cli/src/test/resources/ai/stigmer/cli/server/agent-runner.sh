#!/bin/sh
# Stands in for the agent-runner: well after a while, or ending as STIGMER_LLM_MODEL says.
case ${1-} in
  health)
    left=${3:-0}
    while [ ! -e /tmp/ready ]; do
      if [ "$left" -le 0 ]; then echo "the worker has not polled yet"; exit 1; fi
      left=$((left - 1))
      sleep 1
    done
    echo "the worker polls"
    ;;
  *)
    echo "starting as $(id -u) for $TEMPORAL_SERVICE_ADDRESS"
    touch /workspace/was-here
    case ${STIGMER_LLM_MODEL-} in
      dies) echo "STIGMER_LLM_MODEL is dies" >&2; exit 3 ;;
      greedy) x=aaaaaaaa; while :; do x=$x$x; done ;;
      slow) ;;
      *) touch /tmp/ready; echo "Worker ready, polling for tasks..." ;;
    esac
    case ${STIGMER_LLM_MODEL-} in
      lingers) trap 'rm -f /tmp/ready; echo "stopping"; sleep 3; exit 0' TERM ;;
      *) trap 'echo "stopping"; exit 0' TERM ;;
    esac
    while :; do sleep 1 & wait $!; done
    ;;
esac
