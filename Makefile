# The portal "Zukunftsraum Demografie". `make` alone lists the targets; tools/operate does the work.
.DEFAULT_GOAL := help
SHELL := /bin/sh

# Settings, all optional: `make start PORT=3001 BACKEND_PORT=8081 INSTANCE_DIR=/srv/second`

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

.PHONY: backend-install
backend-install: ## Install the backend from its lock file
	@tools/run backend-install

.PHONY: backend-test
backend-test: ## Run the backend tests (ARGS="-k name" for some of them)
	@tools/run backend-test

.PHONY: lint
lint: ## Check the form of the code; changes nothing
	@tools/run lint

.PHONY: format
format: ## Mend what lint can mend
	@tools/run format

.PHONY: lock
lock: ## Resolve the dependencies anew into the lock files
	@tools/run lock
