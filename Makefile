# Two commands on a fresh machine: `make report` and `make test`. Both create the environment if it is missing.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; raise SystemExit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed
TARGETS := --target "برنامج الشراكة الاستراتيجية في المجال الدفاعي" --target "الذكاء الاصطناعي" --target "وسائل التواصل الاجتماعي"

# Public corpora, where they are at hand: tests and experiments that need them skip otherwise.
ifndef ARABNLP_DATA
ifneq ($(wildcard ../shared/data/README.md),)
export ARABNLP_DATA := $(abspath ../shared/data)
endif
endif

.PHONY: report test search lint types notebooks experiments clean

report: $(STAMP)
	mkdir -p build
	$(BIN)/arabnlp report seeds $(TARGETS) --out build/report.html --json build/report.json

test: $(STAMP)
	$(BIN)/python -m pytest -n 2

# The property tests with examples drawn anew each time, to find what the fixed ones do not.
search: $(STAMP)
	$(BIN)/python -m pytest -n 2 --hypothesis-profile=search $$(grep -rl "from hypothesis" tests --include="test_*.py")

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

notebooks: $(STAMP)
	$(BIN)/python notebooks/execute.py

experiments: $(STAMP)
	for file in experiments/*.toml; do $(BIN)/arabnlp experiment $$file || exit 1; done

# The stamp is written last, so that an interrupted install is done again and a finished one is not.
$(STAMP): pyproject.toml
	@test -n "$(PYTHON)" || { echo "arabnlp needs Python 3.11, 3.12 or 3.13: install one, or run make PYTHON=/path/to/python"; exit 2; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $(STAMP)

clean:
	rm -rf $(VENV) build
