# Needs git, make and Python 3.11 or newer with pip; uses uv where it is there, because it is quicker.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# The young fork of Whoosh that could take its place (docs/decisions.md), in an environment of its own: the two install
# into the same package.
VENV3 := .venv-whoosh3
WHOOSH3 := whoosh3==3.54.0 --hash=sha256:fb9656781a8f42a6ddc273e6e9e456edd0ad8976f4899d9593c424b59a445539
# Warnings are errors in the tests, and Whoosh warns when it is byte-compiled: do that once, here, where nobody minds.
COMPILE := $(BIN)/python -W ignore -m compileall -q $(VENV)/lib/python3*/site-packages/whoosh

.DEFAULT_GOAL := help
.PHONY: help run test test-whoosh3 check format lock snapshots screenshots clean

help: ## what can be made
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

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
	@$(BIN)/python -m pytest -n 4 --dist loadfile

$(VENV3)/.ready: constraints.txt Makefile
	@rm -rf $(VENV3)
	@command -v uv >/dev/null 2>&1 && uv venv -q --python $(PYTHON) $(VENV3) || $(PYTHON) -m venv $(VENV3)
	@echo "Setting up a second environment, of the same packages but for Whoosh. This happens once." >&2
	@awk '/^[^ ]/ { wanted = !/^whoosh==/ } wanted' constraints.txt > $(VENV3)/requirements.txt
	@echo "$(WHOOSH3)" >> $(VENV3)/requirements.txt
	@if command -v uv >/dev/null 2>&1; then \
	  uv pip install -q --python $(VENV3)/bin/python --require-hashes -r $(VENV3)/requirements.txt; \
	else \
	  $(VENV3)/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r $(VENV3)/requirements.txt; \
	fi
	@touch $@

test-whoosh3: $(VENV3)/.ready ## run the contract tests on whoosh3 in the place of Whoosh
	@$(VENV3)/bin/python -m pytest tests/contract

check: $(READY) ## format, lint, types, layers
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(READY) ## put the code in shape
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: ## write constraints.txt anew from pyproject.toml (needs uv)
	uv pip compile --upgrade --universal --generate-hashes --no-header --no-annotate --extra small --extra web --group dev pyproject.toml -o constraints.txt

snapshots: $(READY) ## take the pictures of screens anew, after looking at them
	@$(BIN)/python -m pytest tests/tui --snapshot-update

screenshots: $(READY) ## take the README's pictures of the reader anew
	@$(BIN)/python docs/screenshots.py

clean: ## forget everything that was set up
	rm -rf $(VENV) $(VENV3) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
