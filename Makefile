# Start, check and test the dashboard. `make` alone lists the targets.

APP ?= server.py
PORT ?= 8501
ARGS ?=
OUT ?= commitments.pptx
VIEW ?=
VIEWS ?= 40
PYTHON ?= python3.13 python3.12 python3.11 python3
VENV := .venv
PY := $(VENV)/bin/python

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test audit check fix data deck recount recount-files recount-faults bench pins screenshots accept-pictures reading

help: ## list the targets
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "make %-15s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.installed ## start the dashboard here (PORT=8501, APP=server.py)
	@echo "Starting the dashboard at http://localhost:$(PORT) - press Ctrl+C to stop it."
	@exec $(PY) -m streamlit run $(APP) --server.port $(PORT)

test: $(VENV)/.installed-dev ## run the tests, real browser included (ARGS="-k deadline")
	@$(PY) -m tools.chromium
	@-$(PY) -m tools.libreoffice
	@$(PY) -m pytest -n 3 --dist=worksteal $(ARGS)

audit: $(VENV)/.installed-dev ## have the files of 40 random views judged by others (VIEWS=40)
	@HOR_RANDOM_VIEWS=$(VIEWS) $(PY) -m pytest -n 3 --dist=worksteal tests/test_valid_files.py $(ARGS)

check: $(VENV)/.installed-dev ## lint, format and types; changes nothing
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

fix: $(VENV)/.installed-dev ## put right what ruff can by itself
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

data: $(VENV)/.installed ## build the workbook the project ships with
	@$(PY) -m tools.build_workbook

deck: $(VENV)/.installed ## make a deck of the shipped data (OUT=commitments.pptx, VIEW="status=Limited")
	@$(PY) -m hor_ui deck $(OUT) --view "$(VIEW)"

screenshots: $(VENV)/.installed-dev ## take every page and state: docs/pictures (ARGS="Overview Measures")
	@$(PY) -m tools.screenshots $(ARGS)

accept-pictures: $(VENV)/.installed-dev ## the same, and what the tests compare pages with from now on
	@$(PY) -m tools.screenshots --accept $(ARGS)

reading: $(VENV)/.installed-dev ## print in docs/accessibility.md how a screen reader reads the Overview
	@$(PY) -m tools.reading_order

recount: $(VENV)/.installed-dev ## count every page again by pandas, in a real browser (ARGS="--seed 2 --filters 5 --today 2026-12-31")
	@$(PY) -m tools.chromium
	@$(PY) -m recount $(ARGS)

recount-files: $(VENV)/.installed-dev ## count every kind of file again by pandas (ARGS="--views 40 --seed 1")
	@$(PY) -m tools.chromium
	@$(PY) -m recount.files $(ARGS)

recount-faults: $(VENV)/.installed-dev ## see that a recount finds each of the faults planted in a copy
	@$(PY) -m tools.chromium
	@$(PY) -m recount --plant
	@$(PY) -m recount.files --plant

bench: $(VENV)/.installed-dev .venv-bench/.installed ## measure the dashboard against its peers (ARGS="filter load")
	@$(PY) -m tools.chromium
	@$(PY) -m bench $(ARGS)

.venv-bench/.installed: bench/requirements.txt $(PY)
	@$(PY) -m venv .venv-bench
	@.venv-bench/bin/python -m pip install --quiet -r bench/requirements.txt
	@touch $@

# Pins are made with the oldest Python we support, so that they install on every later one.
pins: ## pin the newest dependencies again
	@python3.11 -m venv .venv-pins || { echo "Pins are made with Python 3.11: install it first." >&2; exit 1; }
	@.venv-pins/bin/python -m pip install --quiet --upgrade pip-tools
	@for name in requirements requirements-dev; do \
	    CUSTOM_COMPILE_COMMAND="make pins" .venv-pins/bin/pip-compile --quiet --upgrade --strip-extras \
	        --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
	        --output-file $$name.txt $$name.in || exit 1; \
	done

$(VENV)/.installed: requirements.txt $(PY)
	@echo "Installing what the dashboard needs; the first time takes a minute or two."
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@echo "Installing what the tests and checks need."
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

$(PY):
	@old="Python 3.11 or later is needed: install it, or name one with PYTHON=/path/to/python3."; \
	bare="Python is here without its venv module: install it (on Debian and Ubuntu: apt install python3-venv)."; \
	why=$$old; \
	for python in $(PYTHON); do \
	    "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	    why=$$bare; \
	    "$$python" -c 'import ensurepip, venv' 2>/dev/null || continue; \
	    echo "Making $(VENV) with $$("$$python" --version)."; \
	    rm -f $(VENV)/bin/python*; \
	    exec "$$python" -m venv $(VENV); \
	done; \
	echo "$$why" >&2; exit 1
