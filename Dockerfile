# The same image as release-tool makes from release.yaml, for people who build with Docker (BuildKit) or Podman:
#   docker build -t agent-runner .
# The files come from the same script; a test compares both images.
ARG BASE=docker.io/library/debian:trixie-slim

# Runs on the machine's own architecture and makes the files of every platform, without emulation.
FROM --platform=$BUILDPLATFORM ${BASE} AS inputs
WORKDIR /source
COPY . .
# Installs Maven and a JDK, unless they are there.
RUN scripts/setup.sh && scripts/image/inputs.sh

FROM scratch
ARG TARGETARCH
COPY --from=inputs /source/build/image/runtime/linux-${TARGETARCH} /
COPY --from=inputs /source/build/image/temporary /
COPY --from=inputs --chown=1000:1000 /source/build/image/workspace /workspace
COPY --from=inputs /source/build/image/dependencies /
COPY --from=inputs /source/build/image/launch/linux-${TARGETARCH} /
COPY --from=inputs /source/build/image/contract /
COPY --from=inputs /source/build/image/classes/* /

ENV LANG=C.UTF-8 \
    LOG_LEVEL=INFO \
    PATH=/usr/bin:/bin \
    SANDBOX_ROOT_DIR=/workspace \
    TEMPORAL_AGENT_EXECUTION_RUNNER_TASK_QUEUE=agent_execution_runner \
    TEMPORAL_MAX_CONCURRENCY=10 \
    TEMPORAL_NAMESPACE=default \
    TEMPORAL_SERVICE_ADDRESS=localhost:7233
USER 1000:1000
WORKDIR /workspace
VOLUME ["/workspace"]
ENTRYPOINT ["/opt/java/bin/java", "@/app/jvm.options", "@/app/worker.options", "ai.stigmer.agentrunner.AgentRunner"]
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["agent-runner", "health"]

ARG VERSION=0.0.0-local
ARG REVISION=unknown
ARG CREATED=1970-01-01T00:00:00Z
LABEL org.opencontainers.image.title="agent-runner" \
      org.opencontainers.image.description="The Temporal worker that runs stigmer agents" \
      org.opencontainers.image.source="https://github.com/stigmer/stigmer" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}"
