# Everything a person does here. `make help` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SERVE ?= 1
GUIDE ?= demo

.DEFAULT_GOAL := help
.PHONY: help install demo test test-slow lint format bench docs requirements clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

install: $(VENV)/.installed ## install Solecast and its tools into .venv

$(VENV)/.installed: requirements.txt requirements-dev.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --no-deps -e .
	@touch $@

$(VENV)/.demo: requirements.txt pyproject.toml
	@test -f $(VENV)/.installed || { $(PYTHON) -m venv $(VENV) && \
	echo "Installing Solecast into $(VENV) ..." && \
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt && \
	$(BIN)/python -m pip install --quiet --no-deps -e .; }
	@touch $@

demo: $(VENV)/.demo ## build the starter guide, show a shoe, serve the site (SERVE=0: do not serve)
	@test -f $(GUIDE)/guide.toml || $(BIN)/solecast new $(GUIDE) --starter
	$(BIN)/solecast build $(GUIDE)
	$(BIN)/solecast shoe "Balenciaga Speed 2.0" --guide $(GUIDE)
	@if [ "$(SERVE)" != "0" ]; then $(BIN)/solecast serve $(GUIDE); fi

test: install ## pass the tests
	$(BIN)/python -m pytest

test-slow: install ## the tests that take long
	$(BIN)/python -m pytest -m slow

lint: install ## style, types, imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install ## mend the style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: install ## measure: our figures beside the peers', from the same run
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-bench.txt
	$(BIN)/python -m bench

docs: install ## write the generated pages of docs/ anew
	$(BIN)/python -m docs.generate

requirements: ## pin and hash the requirements anew
	for extra in "" dev bench; do \
	  out=requirements$${extra:+-$$extra}.txt; \
	  $(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes --no-emit-index-url \
	    --no-emit-trusted-host --no-emit-find-links --no-header $${extra:+--extra $$extra} -o $$out pyproject.toml; \
	done

clean: ## remove what was made
	rm -rf $(VENV) demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
