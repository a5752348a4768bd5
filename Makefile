# Needs git, make and Python 3.11 or newer with pip; uses uv where it is there, because it is quicker.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Warnings are errors in the tests, and Whoosh warns when it is byte-compiled: do that once, here, where nobody minds.
COMPILE := $(BIN)/python -W ignore -m compileall -q $(VENV)/lib/python3*/site-packages/whoosh

.DEFAULT_GOAL := help
.PHONY: help run test check format lock snapshots clean

help: ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

$(READY): constraints.txt pyproject.toml
	@command -v uv >/dev/null 2>&1 && uv venv -q --allow-existing --python $(PYTHON) $(VENV) || $(PYTHON) -m venv $(VENV)
	@echo "Setting up: about 165 MB of packages, a quarter of it the language model. This happens once." >&2
	@if command -v uv >/dev/null 2>&1; then \
	  uv pip install -q --python $(BIN)/python --require-hashes -r constraints.txt && \
	  uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .; \
	else \
	  $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r constraints.txt && \
	  $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .; \
	fi
	@$(COMPILE) || true
	@touch $(READY)

run: $(READY) ## set everything up and open the starter articles
	@$(BIN)/dateline seeds

test: $(READY) ## set everything up and run the tests
	@$(BIN)/python -m pytest

check: $(READY) ## format, lint, types, layers
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(READY) ## put the code in shape
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: ## write constraints.txt anew from pyproject.toml (needs uv)
	uv pip compile --upgrade --universal --generate-hashes --no-header --no-annotate --extra small --group dev pyproject.toml -o constraints.txt

snapshots: $(READY) ## take the pictures of screens anew, after looking at them
	@$(BIN)/python -m pytest tests/tui --snapshot-update

clean: ## forget everything that was set up
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
