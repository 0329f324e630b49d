# Everything runs from .venv, which `make install` fills with the pinned set of constraints.txt.
# Needs Python 3.11 or later, git and make; name another interpreter than python3 once with PYTHON=python3.12.

PYTHON ?=
BIN := .venv/bin
# Compile what is imported once, not in each of the hundreds of processes that tests start.
unexport PYTHONDONTWRITEBYTECODE
COVERAGE := --cov=uitkern.domain --cov-branch --cov-report=term-missing:skip-covered --cov-fail-under=100

.DEFAULT_GOAL := help
.PHONY: help install demo test saga load fuzz lint format types imports contracts drift pact build check pin clean

help: ## List the targets.
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 18

install: ## Set up .venv; quick when nothing changed.
	@PYTHON="$(PYTHON)" sh tools/install.sh

demo: install ## Play the whole flow against the simulator.
	@$(BIN)/uitkern demo

test: install ## Run all tests; ARGS="tests/domain -k price" runs some, without the coverage check.
	@$(BIN)/pytest -n auto $(if $(ARGS),$(ARGS),$(COVERAGE))

saga: install ## Play 1500 simulated days, more than ten thousand sales, in place of some.
	@UITKERN_SAGA_SEEDS=1500 $(BIN)/pytest -n auto tests/saga

load: install ## Play a long morning: 2,000 children for 500 places, with faults and kill -9, on PostgreSQL.
	@$(BIN)/python -m tests.load $(ARGS)

fuzz: install ## Ask each operation 300 made-up requests; FUZZ=1000 asks more.
	@FUZZ=$(or $(FUZZ),300) $(BIN)/pytest -n auto -q tests/contract/test_fuzz.py

lint: install ## Check style and formatting.
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --quiet --check || { $(BIN)/ruff format --diff; exit 1; }

format: install ## Put style and formatting right where that is safe.
	@$(BIN)/ruff check --fix --quiet
	@$(BIN)/ruff format --quiet

types: install ## Check types with mypy and pyright, side by side.
	@$(BIN)/mypy & mypy=$$!; PYRIGHT_PYTHON_IGNORE_WARNINGS=1 $(BIN)/pyright; pyright=$$?; wait $$mypy && exit $$pyright

imports: install ## Check that imports point inwards.
	@$(BIN)/lint-imports --cache-dir .cache/import-linter

contracts: install ## Lint the contracts with Spectral, from npm.
	@sh tools/lint.sh

drift: install ## Compare our contracts with publiq's published documents, when a copy of them is at hand.
	@sh tools/drift.sh

pact: install ## Write down anew what our clients send to publiq and need back.
	@$(BIN)/python -m tests.contract.consumer

build: install ## Build sdist and wheel into dist/.
	@rm -rf dist
	@$(BIN)/python -m build --no-isolation

check: ## Run everything that CI runs.
	@PYTHON="$(PYTHON)" bash .ci/run

pin: install ## Choose newest versions again, for constraints.txt and for uv.
	@$(BIN)/python tools/pin.py

clean: ## Remove .venv, caches and build output.
	@rm -rf .venv .cache .hypothesis dist
	@find src tests contracts tools -name __pycache__ -type d -prune -exec rm -rf {} +
