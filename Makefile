# make up: the sandbox on this machine. make test: everything that the gate asks for.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# uv is used when it is there; it only makes installing faster.
UV := $(shell command -v uv 2>/dev/null)
# Kept in __pycache__, whatever the environment says: the tests start a hundred processes, and each would compile the whole house.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: up test postgresql lint types contracts check blocks papers bench fuzz score teach readme clean

$(VENV)/.sandbox: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(if $(UV),uv pip install -q --python $(BIN)/python -e '.[sandbox]',$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[sandbox]')
	@touch $@

$(VENV)/.dev: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(if $(UV),uv pip install -q --python $(BIN)/python -e '.[dev]',$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]')
	@touch $@ $(VENV)/.sandbox

up: $(VENV)/.sandbox
	@$(BIN)/andon sandbox

test: lint types contracts
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder  # a file's tests stay together: they share a stage

# What leans on the database, once more on PostgreSQL; some minutes. The gate runs those of tests/on_postgresql.
postgresql: $(VENV)/.dev
	ANDON_ON_POSTGRESQL=1 $(BIN)/python -m pytest -n 2 --dist loadfile tests/models tests/handlers tests/schedules tests/templates tests/journeys

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

contracts: $(VENV)/.dev
	$(BIN)/lint-imports --no-cache

# Every message and view that Andon can show, as JSON, so that other checkers can run over them.
blocks: $(VENV)/.dev
	$(BIN)/python -m tests.faces build/blocks

# Records on paper, to look at: the smallest, the largest, and one whose story is told.
papers: $(VENV)/.dev
	$(BIN)/python -m tests.papers build/papers

# What a person feels, timed next to something bare in the same run; about a minute.
bench: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks
	$(BIN)/python -m tests.benchmarks.reading

clean:
	rm -rf $(VENV) build dist sandbox-home .mypy_cache .ruff_cache .pytest_cache .hypothesis

# How well mails are told apart, on the part of the corpus that nothing was learned from.
score: $(VENV)/.dev
	$(BIN)/python -m tests.score

# Learns the shipped weights anew from the half that may be learned from; some minutes.
teach: $(VENV)/.dev
	$(BIN)/python -m tests.score.teaching

# Long: mails spoilt at random, none of which may break the reading.
fuzz: $(VENV)/.dev
	$(BIN)/python -m tests.intake.reading.fuzz 20000
	$(BIN)/python -m tests.intake.reading.simulator 20000
	$(BIN)/python -m tests.intake.reading.simulator_of_mails 20000

readme: $(VENV)/.dev
	$(BIN)/python -m tests.house.tables
