# Everything runs from here; the first target that needs it makes .venv, later ones reuse it.
# Set PYTHON to choose an interpreter (3.11 or newer), VENV to put the environment elsewhere.

VENV ?= .venv
BIN := $(VENV)/bin
FIXER := $(BIN)/fixer
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	"$$name" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& { command -v "$$name"; break; }; done)

.DEFAULT_GOAL := help
.PHONY: help demo test lint format bench build clean

help: ## Show this help
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.installed ## Compare a sample's two templates, write the report, close the gap
	@sh samples/demo.sh $(FIXER)

test: $(VENV)/.developed ## Run every test
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/.developed ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.developed ## Rewrite the code in the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.developed ## Measure speed and memory against other tools (FETCH=1: those in node too, by npm)
	$(BIN)/python -m benchmarks $(if $(FETCH),--fetch)

build: $(VENV)/.developed ## Build the sdist, and the wheel from it, into dist/
	$(BIN)/python -m build --outdir dist

clean: ## Remove everything that was made here, the environment too
	rm -rf $(VENV) .demo dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Two stamps: running needs less than developing. A changed pyproject.toml installs again.
$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable .
	$(BIN)/python -m compileall -q fixer
	@touch $@

$(VENV)/.developed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/.installed

$(BIN)/python:
	@test -n "$(PYTHON)" || { \
		echo "No Python 3.11 or newer with the venv module was found; set PYTHON=/path/to/python." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
