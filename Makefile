# Needed beforehand: Python 3.11 or newer with venv, make, and a package index.

PYTHON ?= python3
VENV := .venv
IN_VENV := $(VENV)/bin/python
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help site test lint ruff types pytest bench clean
.DELETE_ON_ERROR:

help: ## this list
	@sed -n 's/^\([.a-z-]*\):.*## \(.*\)/make \1|\2/p' Makefile | awk -F'|' '{ printf "%-12s %s\n", $$1, $$2 }'

site: $(VENV)/.installed ## build the example into site/
	@$(IN_VENV) -m site_gen build
	@echo 'The site is in site/. To look at it: $(IN_VENV) -m http.server --directory site, then http://localhost:8000/'

test: $(VENV)/.installed-for-tests ## install what tests need, then lint, types and all tests; ARGS goes to pytest
	@sh tests/install-judges
	@$(MAKE) --no-print-directory --keep-going ruff types pytest

lint: ruff types ## ruff and mypy

# One run shows everything that is wrong: none of these three waits for another.
ruff: $(VENV)/.installed-for-tests
	$(IN_VENV) -m ruff check
	$(IN_VENV) -m ruff format --check

types: $(VENV)/.installed-for-tests
	$(IN_VENV) -m mypy

# The sites that bench/ makes for other generators are tested with these.
pytest: $(VENV)/.installed-for-bench
	$(IN_VENV) -m pytest --numprocesses auto --dist loadfile $(ARGS)

bench: $(VENV)/.installed-for-bench ## every measurement in bench/, against other generators; takes minutes
	@set -e; for measurement in bench/bench_*.py; do \
		echo "== $$measurement"; $(IN_VENV) "$$measurement"; \
	done

clean: ## take away everything that make made
	rm -rf $(VENV) .site-gen dist tests/judges/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find site_gen tests bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
	@if test -e site/.site-gen.json; then rm -rf site; fi

$(VENV): $(VENV)/.installed ## the virtual environment alone

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'site_gen needs Python 3.11 or newer, and $(PYTHON) is older or missing; name another: make PYTHON=python3.12' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The version stands in site_gen/__init__.py, and the installed metadata repeat it.
$(VENV)/.installed: pyproject.toml site_gen/__init__.py | $(VENV)/bin/python
	$(IN_VENV) -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

# Dependency groups (PEP 735) are known to pip from 25.1 on; Python 3.11 brings an older one.
$(VENV)/.installed-for-tests: $(VENV)/.installed
	$(IN_VENV) -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(IN_VENV) -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@

$(VENV)/.installed-for-bench: $(VENV)/.installed-for-tests
	$(IN_VENV) -m pip install --quiet --disable-pip-version-check --group bench
	@touch $@
