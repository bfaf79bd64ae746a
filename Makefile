# Everything runs in a virtual environment of its own, from a bare machine with Python 3.11 or later; none of it needs root.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
FTM := $(VENV)/.ftm
LOCK_OPTIONS := --universal --python-version 3.11 --generate-hashes --upgrade \
  --no-emit-index-url --no-emit-find-links --no-header --no-annotate
DATELINE_DATA ?= ../shared/data
export DATELINE_DATA

.PHONY: help ftm scripts serve-demo pictures demo test check bench eval eval-gate schema readme lock clean
.DEFAULT_GOAL := help

help:  ## List what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dateline needs Python 3.11 or later: make PYTHON=python3.12 ...")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# FollowTheMoney stands apart: pip compiles its PyICU. Where that fails, its tests are skipped and counted.
$(FTM): $(READY) requirements-ftm.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-ftm.lock \
	  || echo "FollowTheMoney was not installed (its PyICU needs a C++ compiler, pkg-config and ICU's headers); its tests will be skipped"
	@touch $@

ftm: $(FTM)  ## Install what the FollowTheMoney export needs

BUNDLE := src/dateline/web/static/build/manifest.json
DEMO := .demo/record.sqlite

$(BUNDLE): frontend/package-lock.json frontend/build.mjs $(wildcard frontend/src/*.js)
	cd frontend && npm ci --silent && npm run --silent build || echo "The scripts were not built (npm is needed); pages still read"

$(DEMO): | $(READY)
	mkdir -p $(@D) && $(BIN)/dateline init --record $@
	items="$(DATELINE_DATA)/current_events/items.jsonl.gz"; if test -f "$$items"; then \
	  gzip -dc "$$items" | grep -E '"date": "201[4-7]' | grep -E 'Libya|Sirte|Benghazi' | head -n 300 > $(@D)/items.jsonl; \
	  $(BIN)/dateline ingest --record $@ --column published=date $(@D)/items.jsonl; \
	else $(BIN)/dateline ingest --record $@ examples/*.txt; fi

scripts: $(BUNDLE)  ## Build the web application's scripts with npm

serve-demo: $(DEMO) $(BUNDLE)  ## Make a record and open the web application on it
	$(BIN)/dateline serve --record $(DEMO)

pictures: $(READY) $(BUNDLE)  ## Make the pictures of the web application that the docs show (needs chromium)
	$(BIN)/python benchmarks/pictures.py

demo: $(READY)  ## Read the example reports and show who did what to whom, and who says so
	$(BIN)/dateline read examples/*.txt

test: $(READY) $(FTM)  ## Run the tests
	$(BIN)/python -m pytest -n 2 -q

check: $(READY)  ## Lint, type-check, hold the rooms' order, build the documentation
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/python -m pytest -q tests/test_import_graph.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

bench: $(READY)  ## Time start-up, a cold reading and throughput
	OMP_NUM_THREADS=2 $(BIN)/python benchmarks/performance.py

eval: $(READY)  ## Score every stage on the data sets of DATELINE_DATA and write docs/benchmarks.md (resumes)
	$(BIN)/dateline evaluate all --results .results --write docs/benchmarks.md

eval-gate: $(READY)  ## Fail where a score on the fixed fast subsets falls below its pinned floor
	@if test -d "$(DATELINE_DATA)"; then $(BIN)/dateline evaluate --gate; \
	else echo "1 gate skipped: there is no data folder at $(DATELINE_DATA)"; fi

schema: $(READY)  ## Write the JSON Schema of the contract from its types
	$(BIN)/dateline schema > src/dateline/schema/dateline-1.schema.json
	cp src/dateline/schema/dateline-1.schema.json docs/dateline-1.schema.json

readme: $(READY)  ## Put the head of a real table into README.md
	@COLUMNS=80 $(BIN)/dateline read examples/mogadishu-flash.txt | awk '/^  4 / { exit } { print }' > README.table
	awk '/^<!-- table -->/ { print; print "```text"; while ((getline line < "README.table") > 0) print line; \
	  print "…"; print "```"; inside = 1 } /^<!-- end of table -->/ { inside = 0 } !inside' README.md > README.new
	grep -q '^<!-- end of table -->' README.new && mv README.new README.md && rm README.table

lock: $(READY)  ## Resolve requirements.lock anew from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --extra dev $(LOCK_OPTIONS) --output-file requirements.lock
	uv pip compile pyproject.toml --extra dev --extra ftm $(LOCK_OPTIONS) --constraint requirements.lock --output-file requirements-ftm.lock

clean:  ## Remove the environment and everything that was built
	rm -rf $(VENV) .demo build dist site .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
