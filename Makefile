# Every target sets up .venv from the locked requirements when it is missing or stale: Python, make and a package index are enough.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
FILE ?=
OUT ?= out

.PHONY: brief test check spark fix docs bench lock help
.DEFAULT_GOAL := help

help:  ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(STAMP): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'sitroom needs Python 3.11 or newer; set PYTHON=...' >&2; exit 2; }
	@echo 'Setting up .venv from the locked requirements ...' >&2
	@rm -rf .venv && $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

brief: $(STAMP)  ## brief the bundled example, or FILE=... ; pages go to OUT=out
	@$(BIN)/sitroom brief $(if $(FILE),"$(FILE)",--example armenia-2013-08) --throw-away --out "$(OUT)"

test: $(STAMP)  ## pass the tests
	@$(BIN)/python -m pytest

SPARK := .venv/.spark

$(SPARK): $(STAMP) requirements-spark.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-spark.txt
	@touch $(SPARK)

spark: $(SPARK)  ## add Spark, for histories too large for one machine; needs Java 17 or newer

check: $(STAMP)  ## what CI runs; where Java is found, with the tests that need Spark
	@if command -v java >/dev/null; then $(MAKE) --no-print-directory spark; fi
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@$(MAKE) --no-print-directory test

fix: $(STAMP)  ## format and mend what can be mended
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

docs: $(STAMP)  ## build the site into site/
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

bench: $(STAMP)  ## the benchmarks that take under ten minutes, and the long kill run
	@$(BIN)/python -m benchmarks.articles
	@$(BIN)/python -m benchmarks.first_brief
	@$(BIN)/python -m benchmarks.second_brief
	@$(BIN)/python -m benchmarks.lost_work --cycles 100
	@$(BIN)/python -m benchmarks.stability
	@$(BIN)/python -m benchmarks.tampering
	@$(BIN)/python -m benchmarks.resolution
	@if [ -n "$$SITROOM_DATA" ]; then for one in reading imports history claims positions asking questions "ranking --data $$SITROOM_DATA/forecast/icews14"; do $(BIN)/python -m benchmarks.$$one || exit 1; done; else echo 'the benchmarks of reading, imports, history, claims, positions, asking, questions and ranking are skipped: SITROOM_DATA is not set' >&2; fi

lock:  ## renew requirements.txt; needs uv, which nobody else does
	@uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --group dev -o requirements.txt pyproject.toml
	@echo 'pyspark>=4.0,<5' | uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements-spark.txt -
