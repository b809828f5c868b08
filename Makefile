# The two commands: `make demo` and `make test`. Each sets up what it needs; a second run is quick.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
OUT ?= demo-out
CORE := $(VENV)/.core
TEST := $(VENV)/.test

.PHONY: demo test lint types tests docs docs-check evals bench fuzz lock clean help

help: ## Say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 13))' || \
	  { echo "copydesk needs Python 3.11 or 3.12; name one: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(CORE): requirements/core.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --disable-pip-version-check -q --require-hashes -r requirements/core.lock
	$(BIN)/python -m pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e .
	@touch $@

$(TEST): requirements/test.lock $(CORE)
	$(BIN)/python -m pip install --disable-pip-version-check -q --require-hashes -r requirements/test.lock
	@touch $@

demo: $(CORE) ## Read the seed's report: ledger, digest, audit, and a page
	@mkdir -p $(OUT)
	$(BIN)/copydesk read examples/deserter.txt --published 2023-01-18
	$(BIN)/copydesk digest examples/deserter.txt --published 2023-01-18
	$(BIN)/copydesk audit examples/deserter.txt --published 2023-01-18 || test $$? -eq 1
	$(BIN)/copydesk read examples/deserter.txt --published 2023-01-18 --format html --output $(OUT)/deserter.html
	@echo "The page is $(OUT)/deserter.html: open it in a browser."

test: lint types tests ## Lint, types and all tests

lint: $(TEST) ## Ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(TEST) ## Mypy, strict
	$(BIN)/mypy

tests: $(TEST) ## Unit, property, golden and end-to-end tests
	$(BIN)/python -m pytest

docs: $(CORE) ## Write the reference anew from the code
	$(BIN)/python tools/reference.py

docs-check: $(TEST) ## Reference up to date, links whole, examples run, figures as printed
	$(BIN)/python tools/reference.py --check
	$(BIN)/python tools/check_docs.py

evals: $(TEST) ## Every score beside its peers, with floors (needs the evaluation data in ../shared; minutes)
	$(BIN)/python -m evals $(ARGS)

bench: $(TEST) ## Speed and peak memory beside the bare parse; the command on hundreds of real documents, a collection that grows (minutes)
	$(BIN)/python -m benchmarks $(ARGS)
	$(BIN)/python -m benchmarks.audits
	$(BIN)/python -m benchmarks.corpus
	$(BIN)/python -m benchmarks.growth --reports 20000

fuzz: $(TEST) ## Coverage-guided fuzzing of the readers
	$(BIN)/python -m pip install -q --require-hashes -r requirements/fuzz.lock
	$(BIN)/python tools/fuzz_readers.py $(ARGS)

lock: $(CORE) ## Pin the dependencies anew
	$(BIN)/python tools/lock.py

clean: ## Remove what the commands made
	rm -rf $(VENV) $(OUT) .mypy_cache .ruff_cache .pytest_cache .hypothesis evals/out benchmarks/out
