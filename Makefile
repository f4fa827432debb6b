# The portal "Zukunftsraum Demografie". `make` alone lists the targets; tools/operate does the work.
.DEFAULT_GOAL := help
SHELL := /bin/sh

# Settings, all optional: `make start PORT=3001 BACKEND_PORT=8081 INSTANCE_DIR=/srv/second`

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

.PHONY: start
start: ## Start the portal: Zope on BACKEND_PORT (8080), the website on PORT (3000)
	@tools/run start

.PHONY: backend-install
backend-install: ## Install the backend from its lock file
	@tools/run backend-install

.PHONY: backend-start
backend-start: ## Start Zope with the demo site, no website
	@tools/run backend-start

.PHONY: backend-test
backend-test: ## Run the backend tests (ARGS="-k name" for some of them)
	@tools/run backend-test

.PHONY: frontend-install
frontend-install: ## Install the frontend from its lock file
	@tools/run frontend-install

.PHONY: frontend-build
frontend-build: ## Build the website for production
	@tools/run frontend-build

.PHONY: frontend-start
frontend-start: ## Start the website for a Zope that runs on BACKEND_PORT
	@tools/run frontend-start

.PHONY: lint
lint: ## Check the form of the code; changes nothing
	@tools/run lint

.PHONY: format
format: ## Mend what lint can mend
	@tools/run format

.PHONY: lock
lock: ## Resolve the dependencies anew into the lock files
	@tools/run lock
