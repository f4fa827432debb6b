# The portal "Zukunftsraum Demografie". `make` alone lists the targets; tools/operate does the work.
#
# Settings, all optional, for example `make start PORT=3001 BACKEND_PORT=8081 INSTANCE_DIR=/srv/second`:
#   PORT, BACKEND_PORT   of the website (3000) and of Zope (8080)
#   INSTANCE_DIR         database, files, logs (backend/instance)
#   DEMO_PASSWORD        of the demo accounts and of admin, when the site is created
#   WEBSITE_URL          address of the website in mails (http://localhost:PORT)
#   ZUKUNFTSRAUM_SMTP    mail server, for example smtp://mail.example.org:25 (none: mails stay in var/mail)
#   CHROMIUM             the browser of the browser tests
#   CLUSTER_DIR, CLUSTER_PORT, ZOPES, VOLTOS, DEMO and more of a cluster: docs/operators/cluster.md
#   SIZE, SEED           of generated data: a share of the whole country (0.01), and what they are made from (1)
#   ARGS                 further arguments of pytest, vitest or Playwright
.DEFAULT_GOAL := help
.PHONY: help start test audit backend-install backend-start backend-test frontend-install frontend-build frontend-start \
	frontend-test api-test acceptance-test tools-test lint format lock cluster cluster-stop cluster-status drill \
	register jobs mailbox backup backups restore to-postgres pack upgrade \
	bench-api bench-search bench-spaces bench-facets bench-seminar bench-grants bench-data bench-load clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

start: ## Start the portal: Zope on BACKEND_PORT, the website on PORT; the first time it installs and builds
	@tools/run start

test: ## Run every check and every test
	@tools/run test

backend-install: ## Install the backend from its lock file
	@tools/run backend-install

backend-start: ## Start Zope with the demo site on BACKEND_PORT, no website
	@tools/run backend-start

backend-test: ## Run the backend tests (ARGS="-k name" for some)
	@tools/run backend-test

frontend-install: ## Install the frontend from its lock file
	@tools/run frontend-install

frontend-build: ## Build the website for production
	@tools/run frontend-build

frontend-start: ## Start the website on PORT for a Zope that runs on BACKEND_PORT
	@tools/run frontend-start

frontend-test: ## Run the unit tests of the frontend
	@tools/run frontend-test

api-test: ## Call every service with good and bad input made up by schemathesis; tells calls, failures and time (ARGS="-k anonymous" for some)
	@tools/run api-test

acceptance-test: ## Run the browser tests against a portal made for them
	@tools/run acceptance-test

tools-test: ## Test the commands behind this Makefile
	@tools/run tools-test

lint: ## Check form, style and types of the code; changes nothing
	@tools/run lint

format: ## Mend what lint can mend
	@tools/run format

lock: ## Resolve the dependencies into the lock files (UPGRADE="name name" or UPGRADE=all for newer versions)
	@tools/run lock

cluster: ## Start a cluster: PostgreSQL, 2 Zope, 2 Volto, Varnish, haproxy, mail, jobs (docs/operators/cluster.md)
	@tools/run cluster

cluster-stop: ## End the cluster in order
	@tools/run cluster-stop

cluster-status: ## Say which programs of the cluster are ready
	@tools/run cluster-status

audit: ## Ask the registers of vulnerabilities about what the locks pin (needs the network; 1: findings, 2: a register did not answer)
	@tools/run audit

drill: ## Break parts of a cluster amid traffic and see that nothing is lost (ARGS="--quick" for four minutes); takes about ten
	@tools/run drill

register: ## Import the register of municipalities (FILE=<GV100AD file or .zip> GRW=<list.csv>)
	@tools/run register

jobs: ## Run a job (JOB=name), or list the jobs
	@tools/run jobs

mailbox: ## List the mails that wait; MAIL=<number> prints one
	@tools/run mailbox

backup: ## Back up the portal into BACKUP_DIR, running or not (KEEP=14 VERIFY=1 FULL=1 BASE=1 KEYS_TO=<folder>)
	@tools/run backup

backups: ## List the backups in BACKUP_DIR (CHECK=1 reads every file)
	@tools/run backups

to-postgres: ## Move a stopped portal from its file storage to PostgreSQL (DSN="…" or CLUSTER_DIR=<folder>), and compare
	@tools/run to-postgres

pack: ## Let go of former states: PostgreSQL of a cluster that runs (CLUSTER_DIR), or the file of a stopped portal (DAYS=7 stay)
	@tools/run pack

upgrade: ## Say what the code wants to change in the stored state, and try it; YES=1 does it
	@tools/run upgrade

restore: ## Bring a backup back, the portal being stopped (BACKUP=<name> or AT=<time>, FORCE=1 puts aside what is there)
	@tools/run restore

bench-api: ## Measure the REST API and the pages beside stock Plone and Volto (ARGS="--no-pages --quick" for two minutes); ten minutes
	@tools/run bench-api

bench-search: ## Measure the German search beside stock Plone (ARGS="--quick" for a minute); takes most of an hour
	@tools/run bench-search

bench-spaces: ## Measure spaces and lists of people (ARGS="--quick" for a tenth); takes about an hour
	@tools/run bench-spaces

bench-facets: ## Measure counting a search by facets (ARGS="--documents 10000" for fewer); takes some minutes
	@tools/run bench-facets

bench-seminar: ## Measure many people who register for a seminar at once, on PostgreSQL and on a file; some minutes
	@tools/run bench-seminar

bench-grants: ## Measure many municipalities that apply for micro grants at once, on PostgreSQL and on a file; some minutes
	@tools/run bench-grants

bench-data: ## Fill the site with the data of the country, or a share of it (SIZE=0.01 SEED=1 ARGS="--said said.json"); goes on where it was ended
	@tools/run bench-data

bench-load: ## Measure a cluster under load with little data and with all of the country (ARGS="--quick" for some minutes; --data FOLDER keeps the data)
	@tools/run bench-load

clean: ## Remove what install, build and tests have made; instances stay
	@tools/run clean
