# Civic: `make run` starts everything on this machine, `make test` proves everything. `make help` lists the rest.

PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
CITY ?= seoul

VENV := $(or $(CIVIC_VENV),.venv)
PY := $(VENV)/bin/python

# Python speaks UTF-8 whatever the machine's locale says.
export PYTHONUTF8 := 1
# And keeps what it compiled, also where the machine says no (images do): else each of our programs compiles 100,000 lines.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run services env reset test prove bench bench-counting lint types format messages lock setup setup-dev

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup:
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "setup  | Python is missing. Install Python 3.11 or newer (on Debian and Ubuntu, as root: apt-get install python3 python3-venv) and try again." >&2; exit 1; }
	@$(PYTHON) civic/bootstrap.py run

setup-dev:
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "setup  | Python is missing. Install Python 3.11 or newer (on Debian and Ubuntu, as root: apt-get install python3 python3-venv) and try again." >&2; exit 1; }
	@$(PYTHON) civic/bootstrap.py dev

run: setup  ## start web, worker, beat, PostgreSQL and Valkey with a demo city: make run PORT=8123 CITY=busan
	@exec $(PY) -m civic.stack run --host "$(HOST)" --port "$(PORT)" --city "$(CITY)"

services: setup  ## start only PostgreSQL and Valkey; manage.py finds them
	@exec $(PY) -m civic.stack services

env: setup  ## print the addresses of the running servers for a shell
	@exec $(PY) -m civic.stack env

reset: setup  ## start over: delete the local data
	@exec $(PY) -m civic.stack reset

test: setup-dev  ## everything: lint, types, contracts, unit, race, matrix, browser journeys
	@exec $(PY) -m tests.suite

prove: setup-dev  ## the long proofs: kill -9 loops, 100,000 ballots, thousands of examples (an hour or more)
	@exec $(PY) -m tests.suite prove

bench: setup-dev  ## measure, beside a bare Django, on this machine; results as JSON in .local/bench/
	@exec $(PY) -m tests.benchmarks

bench-counting: setup-dev  ## time the counting: make bench-counting FILES="a.pb b.pb" (an oracle: see docs/counting.md)
	@exec $(PY) -m tests.benchmarks.bench_counting $(FILES)

lint: setup-dev  ## style and import contracts
	@exec $(PY) -m tests.suite lint

types: setup-dev  ## mypy, strict
	@exec $(PY) -m tests.suite types

format: setup-dev  ## put every Python file into the house's format
	@$(VENV)/bin/ruff check --quiet --fix --select I . ; exec $(VENV)/bin/ruff format .

messages: setup-dev  ## compile the Korean and English catalogues
	@exec $(PY) manage.py catalogue --compile

lock: setup  ## compile requirements/*.in into the hash-locked *.txt: make lock UPGRADE=--upgrade
	@for name in bootstrap run dev; do \
		$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
			--no-emit-index-url $(UPGRADE) requirements/$$name.in -o requirements/$$name.txt || exit 1; \
	done
