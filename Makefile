# `make demo` and `make test` do all the set-up by themselves: Python 3.11 or newer and make are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
REPORT := demo/audit.html

.PHONY: help demo test setup lint types imports pytest wheel bench bench-dedupe clean

help:
	@echo "make demo   audit the example company and say where the report is"
	@echo "make test   lint, types, import rules, tests, and the wheel installed elsewhere"
	@echo "make bench  benchmarks beside their peers (long)"
	@echo "make bench-dedupe  the same for duplicates: how well on labelled sets, how fast on millions (long)"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "mopsctl needs Python 3.11 or newer: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/.installed: pyproject.toml $(shell find mopsctl commands rules -type f -not -name '*.pyc') | $(BIN)/python
	rm -rf build/lib build/bdist.* mopsctl.egg-info
	$(BIN)/python -m pip install --quiet .
	@touch $@

$(VENV)/.dev: pyproject.toml $(VENV)/.installed
	rm -rf build/lib build/bdist.* mopsctl.egg-info
	$(BIN)/python -m pip install --quiet ".[dev]"
	@touch $@

demo: $(VENV)/.installed
	@mkdir -p demo
	@$(BIN)/mopsctl audit examples/exports -c examples/mopsctl.yaml --as-of 2026-10-31 --client "Quillmere" \
	  -o $(REPORT) -f text --fail-on never
	@echo
	@echo "The report for the client is $(REPORT): open it in a browser."

setup: $(VENV)/.dev

test: lint types imports pytest wheel

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# From another folder, so that the installed package is checked and not the source tree.
types: setup
	@mkdir -p build/types
	cd build/types && ../../$(BIN)/mypy --config-file ../../pyproject.toml -p mopsctl

imports: setup
	@mkdir -p build/types
	cd build/types && ../../$(BIN)/lint-imports ../../pyproject.toml

pytest: setup
	$(BIN)/pytest -q -n 2 --dist worksteal

wheel: setup
	sh tests/packaging/wheel.sh $(BIN)/python

bench: setup build/bench/peers/main build/bench/peers/ydata
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/reports.py
	$(BIN)/python benchmarks/rule_curve.py
	$(BIN)/python benchmarks/suggest.py

# LABELLED names folders of labelled sets; without it the sets of ../shared/data/dedupe are used.
LABELLED ?=

bench-dedupe: setup build/bench/peers/dedupe
	$(BIN)/python benchmarks/dedupe_accuracy.py $(LABELLED)
	$(BIN)/python benchmarks/dedupe_speed.py

# Peers have environments of their own: they need other versions of pandas than mopsctl and each other.
build/bench/peers/main:
	$(PYTHON) -m venv $@ && $@/bin/pip install --quiet "pandera[pandas]" pointblank polars duckdb pyarrow

build/bench/peers/ydata:
	$(PYTHON) -m venv $@ && $@/bin/pip install --quiet ydata-profiling "setuptools<81"

# dedupe 3.0 calls what BTrees 6 no longer has.
build/bench/peers/dedupe:
	$(PYTHON) -m venv $@ && $@/bin/pip install --quiet splink recordlinkage dedupe "BTrees<6"

clean:
	rm -rf $(VENV) build dist demo *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
