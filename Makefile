# Start, check and test the dashboard. `make` alone lists the targets.

APP ?= server.py
PORT ?= 8501
ARGS ?=
OUT ?= commitments.pptx
VIEW ?=
VIEWS ?= 40
UPGRADE ?= --upgrade
PYTHON ?= python3.13 python3.12 python3.11 python3
VENV := .venv
PY := $(VENV)/bin/python

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test quick test-browsers test-organisation manifests licences audit check fix data deck recount recount-files recount-faults bench pins settings screenshots accept-pictures reading

help: ## list the targets
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "make %-15s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.installed ## start the dashboard here (PORT=8501, APP=server.py)
	@echo "Starting the dashboard at http://localhost:$(PORT) - press Ctrl+C to stop it."
	@exec $(PY) -m streamlit run $(APP) --server.port $(PORT)

test: $(VENV)/.installed-dev ## run the tests, real browser included (ARGS="-k deadline")
	@$(PY) -m tools.chromium
	@-$(PY) -m tools.libreoffice
	@$(PY) -m pytest -n 3 --dist=worksteal $(ARGS)

# No browser, no second judge of every file, no server of its own, no recount.
SLOW := tests/browser tests/recount tests/hor_web/edge tests/hor_exports/test_valid_files.py \
	tests/hor_exports/test_libreoffice.py tests/hor_exports/test_judges.py \
	tests/hor_exports/test_true_titles.py tests/hor_exports/deck/test_templates.py \
	tests/hor_web/test_readers_addresses.py tests/hor_web/test_restored_pages.py \
	tests/hor_data/store/test_store_closing.py

quick: $(VENV)/.installed-dev ## run the tests that need no browser, in under three minutes
	@$(PY) -m pytest -n 3 --dist=worksteal $(addprefix --ignore=,$(SLOW)) $(ARGS)

test-browsers: $(VENV)/.installed-dev ## run journeys in Firefox and WebKit (Debian: firefox-esr webkit2gtk-driver xvfb)
	@$(PY) -m pytest tests/other_browsers $(ARGS)

test-organisation: $(VENV)/.installed-postgresql manifests ## two replicas, PostgreSQL, nginx, sign-in (Debian: postgresql nginx openssl chromium nodejs npm faketime)
	@$(PY) -m pytest tests/organisation $(ARGS)

manifests: .venv-kubernetes/.installed ## judge deploy/kubernetes by the schemas of Kubernetes
	@.venv-kubernetes/bin/kubernetes-validate --strict --quiet deploy/kubernetes/*.yaml

audit: $(VENV)/.installed-dev ## have the files of 40 random views judged by others (VIEWS=40)
	@HOR_RANDOM_VIEWS=$(VIEWS) $(PY) -m pytest -n 3 --dist=worksteal tests/hor_exports/test_valid_files.py $(ARGS)

check: $(VENV)/.installed-dev ## lint, format and types; changes nothing
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

fix: $(VENV)/.installed-dev ## put right what ruff can by itself
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

data: $(VENV)/.installed ## build the workbook and the design of slides the project ships with
	@$(PY) -m tools.build_workbook
	@$(PY) -m tools.build_slides

deck: $(VENV)/.installed ## make a deck of the shipped data (OUT=commitments.pptx, VIEW="status=Limited")
	@$(PY) -m hor deck $(OUT) --view "$(VIEW)"

screenshots: $(VENV)/.installed-dev ## take every page and state: docs/pictures (ARGS="Explore Measures")
	@$(PY) -m tools.pictures $(ARGS)

accept-pictures: $(VENV)/.installed-dev ## the same, and what the tests compare pages with from now on
	@$(PY) -m tools.pictures --accept $(ARGS)

reading: $(VENV)/.installed-dev ## print in docs/accessibility.md how a screen reader reads Explore
	@$(PY) -m tools.reading_order

settings: $(VENV)/.installed ## write docs/settings.md from the settings themselves
	@$(PY) -m tools.settings_table

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

.venv-kubernetes/.installed: deploy/kubernetes/requirements.txt $(PY)
	@$(PY) -m venv .venv-kubernetes
	@.venv-kubernetes/bin/python -m pip install --quiet --disable-pip-version-check -r deploy/kubernetes/requirements.txt
	@touch $@

licences: $(VENV)/.installed-postgresql ## list the licences of all pinned packages in docs/licences.md
	@$(PY) -m tools.licences

# Pins are made with the oldest Python we support, so that they install on every later one.
pins: ## pin the newest dependencies again (UPGRADE= keeps the versions that are pinned)
	@python3.11 -m venv .venv-pins || { echo "Pins are made with Python 3.11: install it first." >&2; exit 1; }
	@.venv-pins/bin/python -m pip install --quiet --upgrade pip-tools
	@pin() { CUSTOM_COMPILE_COMMAND="make pins" .venv-pins/bin/pip-compile --quiet $(UPGRADE) --strip-extras \
	    --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options "$$@"; }; \
	pin --output-file requirements.txt pyproject.toml && \
	pin --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml && \
	pin --extra bench --constraint requirements.txt --output-file bench/requirements.txt pyproject.toml && \
	pin --extra postgresql --constraint requirements.txt --output-file requirements-postgresql.txt pyproject.toml && \
	pin --output-file deploy/kubernetes/requirements.txt deploy/kubernetes/requirements.in

$(VENV)/.installed: requirements.txt $(PY)
	@echo "Installing what the dashboard needs; the first time takes a minute or two."
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@echo "Installing what the tests and checks need."
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

$(VENV)/.installed-postgresql: requirements-postgresql.txt $(VENV)/.installed-dev
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-postgresql.txt
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
