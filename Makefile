# Needs make and Python 3.11 or newer; all the rest is installed into .venv, once.
# Another interpreter: make test PYTHON=/path/to/python

new_enough := import sys; sys.exit(sys.version_info < (3, 11))

# The first that runs and is new enough; a name on the PATH may be a shim that does not run.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$name" -c "$(new_enough)" 2>/dev/null && { echo "$$name"; break; }; done)

bin := .venv/bin
pip := $(bin)/python -m pip install --quiet

.DEFAULT_GOAL := help
.PHONY: help demo test test-office lint bench docs messages clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

demo: .venv/.stamp-run ## score the example files, one by one and as a folder
	$(bin)/hpscore score examples/幸福里社区.yaml
	$(bin)/hpscore score examples/李家.yaml
	$(bin)/hpscore score examples/甲局.yaml
	$(bin)/hpscore score --allow-errors examples/

test: .venv/.stamp-test ## run all tests; every branch of the model and the scoring must be reached
	$(bin)/python -m pytest --numprocesses auto --dist loadfile --cov --cov-report term

test-office: .venv/.stamp-test ## run the tests with LibreOffice, which has to be installed
	$(bin)/python -m pytest tests/office

lint: .venv/.stamp-lint ## check style, format, types and the layers
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy
	$(bin)/lint-imports --no-logo

bench: .venv/.stamp-bench ## measure speed
	$(bin)/python bench/run.py

docs: .venv/.stamp-test ## put the real output into README and docs, and draw the picture
	$(bin)/python docs/make_picture.py
	$(bin)/python docs/refresh.py

messages: .venv/.stamp-test ## collect the messages for translation, and compile what is translated
	$(bin)/pybabel --quiet extract --keywords say --keywords tell --no-location --sort-output \
		--omit-header --output .venv/hpscore.pot src/hpscore
	$(bin)/pybabel --quiet update --domain hpscore --input-file .venv/hpscore.pot --locale zh \
		--output-dir src/hpscore/locale --no-fuzzy-matching --ignore-obsolete --omit-header --no-wrap
	$(bin)/python -m tests.messages.compiled

clean: ## remove all that make has made
	rm -rf .venv dist .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# One stamp a step, each after the one before it, so that no two installs run at once.

.venv/.stamp-venv:
	@if [ -z "$(PYTHON)" ]; then \
		echo "hpscore needs Python 3.11 or newer, found none: name one with PYTHON=/path/to/python" >&2; exit 1; \
	elif ! "$(PYTHON)" -c "$(new_enough)"; then \
		echo "hpscore needs Python 3.11 or newer, '$(PYTHON)' is not: name another with PYTHON=/path/to/python" >&2; exit 1; \
	fi
	"$(PYTHON)" -m venv --clear .venv
	$(pip) 'pip>=25.1' # the first that knows --group
	@touch $@

.venv/.stamp-run: .venv/.stamp-venv pyproject.toml src/hpscore/version.py
	$(pip) --editable .
	@touch $@

.venv/.stamp-test: .venv/.stamp-run
	$(pip) --group test
	@touch $@

.venv/.stamp-bench: .venv/.stamp-run
	$(pip) --group bench
	@touch $@

.venv/.stamp-lint: .venv/.stamp-test
	$(pip) --group lint
	@touch $@
