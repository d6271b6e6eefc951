# `make run` shows Bivouac, `make test` proves it. Both bring what they need; a second run starts at once.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

python := .venv/bin/python
to_run := .venv/ready-to-run
to_develop := .venv/ready-to-develop
workers = $(shell expr $$(nproc) "*" 2) # twice the cores: many a test waits for a line, a disk or a clock
longest := tests/stories tests/soak tests/test_bench.py # begun first, so that no core waits for them at the end

# Python wherever make is started from, and nothing of the person's own environment in between.
export PYTHONNOUSERSITE := 1
unexport PYTHONPATH PYTHONHOME

.PHONY: help run test check format simulate bench package demo translations lock clean libraries-run libraries-test libraries-package

help: ## say what there is
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 14

run: libraries-run $(to_run) ## start a hub with the demo course, and the app (on a virtual screen where there is none)
	@packaging/on-a-screen.sh $(python) packaging/run.py

test: libraries-test $(to_develop) demo ## run every test
	@QT_QPA_PLATFORM=offscreen $(python) -m pytest -n $(workers) --dist loadfile --no-loadscope-reorder $(or $(TESTS),$(longest) tests)

check: $(to_develop) ## format, lint, types, the one-way rule, the docs
	@$(python) -m ruff format --check .
	@$(python) -m ruff check .
	@$(python) -m mypy
	@$(python) -m mypy --platform win32 --cache-dir .mypy_cache/win32
	@.venv/bin/lint-imports
	@QT_QPA_PLATFORM=offscreen $(python) -m pytest -q tests/test_docs.py tests/test_texts.py

format: $(to_develop) ## put every file in the house's form
	@$(python) -m ruff check --fix --select I .
	@$(python) -m ruff format .

simulate: $(to_develop) ## let a thousand small worlds go wrong in every way (WORLDS, SEED)
	@$(python) -m tests.simulation --worlds $(or $(WORLDS),1000) --seed $(or $(SEED),0)

bench: libraries-test $(to_develop) $(demo) ## measure against the bars, into docs/benchmarks.md
	@QT_QPA_PLATFORM=offscreen $(python) -m bench

package: libraries-package $(to_develop) demo ## freeze the app into dist/bivouac and start it once
	@$(python) packaging/freeze.py

demo: libraries-run $(to_run) ## make the demo courses into bundles, where they are missing or old
	@$(python) packaging/demo.py >/dev/null

translations: $(to_develop) ## bring new texts into assets/translations/*.ts
	@$(python) packaging/translations.py

lock: $(to_develop) ## renew the lock files from pyproject.toml
	@packaging/lock.sh

clean: ## remove what make made
	rm -rf .venv assets/demo/*.bivouac assets/demo/.fresh-* build dist out .cache .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

libraries-run libraries-test libraries-package: libraries-%:
	@packaging/system-libraries.sh $*

$(to_run): requirements.lock pyproject.toml packaging/environment.sh | libraries-run
	@packaging/environment.sh requirements.lock
	@touch $@

$(to_develop): requirements-dev.lock pyproject.toml packaging/environment.sh | libraries-test
	@packaging/environment.sh requirements-dev.lock
	@touch $(to_run) $@
