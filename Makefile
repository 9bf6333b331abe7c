# Everything a day with Kelisim needs; `make help` lists it.
# A fresh machine needs python3 (3.11 or newer), git and make: the rest is brought here.

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := $(BIN)/uv --no-config pip compile --quiet --universal --generate-hashes \
	--no-emit-index-url --python-version 3.11 --custom-compile-command "make lock" --extra countries --extra redis pyproject.toml

# How large the large book of `make bench-record` is: make bench-record RECORDS=10000000
RECORDS ?= 1000000

.DEFAULT_GOAL := help
.PHONY: help run test check format banner freeze bench bench-banner bench-peers bench-record bench-verify crash lock browser programs

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/installed ## serve Kelisim with its example sites on http://127.0.0.1:8000
	@exec $(BIN)/kelisim demo

# Compiled before: the tests start hundreds of processes, also where the environment has Python write nothing.
test: check browser programs ## run every check and every test, with coverage
	@$(BIN)/python -m compileall -q app bench tests
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal --cov --cov-report=term

check: .venv/installed-dev ## lint, formatting, types and import contracts
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/deno check --quiet --config static/banner/deno.json static/banner/src

format: .venv/installed-dev ## put the Python sources into their one form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

banner: .venv/installed-dev ## build static/banner/kelisim.js from its sources
	$(BIN)/deno run -A static/banner/build.js

freeze: .venv/installed-dev ## keep the banner as it is as a release: make freeze VERSION=1.0.1
	@test -n "$(VERSION)" && test ! -e static/banner/releases/kelisim-$(VERSION).js
	cp static/banner/release.js static/banner/releases/kelisim-$(VERSION).js

bench: bench-record bench-verify bench-banner ## run every benchmark

bench-record: .venv/installed-dev ## measure recording and reading on both stores, on books of no and of RECORDS records
	$(BIN)/python -m bench
	$(BIN)/python -m bench.sizes --records $(RECORDS)
	$(BIN)/python -m bench.destroying
	$(BIN)/python -m bench.rates

bench-verify: .venv/installed-dev ## measure kelisim verify on both stores, beside a bare SHA-256
	$(BIN)/python -m bench.verify

bench-peers: .venv/installed-dev ## measure how @c15t/backend from npm records beside Kelisim, on both stores
	$(BIN)/python -m bench.c15t

crash: .venv/installed-dev ## kill services and databases under load, 30 times each, and look for what was lost
	$(BIN)/python -m tests.crash

bench-banner: .venv/installed-dev browser ## measure the banner beside others from npm, each in the same page
	$(BIN)/python -m bench.banner

lock: .venv/installed-dev ## resolve the requirements anew and write both lock files
	$(COMPILE) --upgrade --group build --output-file requirements.lock
	$(COMPILE) --upgrade --group dev --constraints requirements.lock --output-file requirements-dev.lock

browser: .venv/installed-dev
	@.ci/browser

programs:
	@.ci/programs

.venv/bin/python:
	@.ci/venv

.venv/installed: requirements.lock pyproject.toml | .venv/bin/python
	@echo "Installing what requirements.lock names"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/installed-dev: requirements-dev.lock .venv/installed
	@echo "Installing what requirements-dev.lock names"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
