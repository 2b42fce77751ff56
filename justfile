# List the commands
default:
    @just --list

# Everything CI runs
check:
    bin/check

# The long journeys and the hundred kills
drill:
    .venv/bin/pytest -m drill espoir tests
    bin/with-postgres .venv/bin/pytest -n 2
    bin/with-postgres .venv/bin/pytest -m 'e2e and not drill' tests/e2e/test_journey.py -k french

# The tests, quickly
test *args:
    .venv/bin/pytest -n 2 {{ args }}

# Put right what can be put right by itself
fix:
    .venv/bin/ruff check --fix .
    .venv/bin/ruff format .

# Find new sentences, keep the French catalogues up to date
words *rooms:
    .venv/bin/python manage.py words {{ rooms }}

# The demonstration network on http://localhost:8000
demo *args:
    bin/demo {{ args }}

# Resolve the dependencies again
lock:
    .venv/bin/pip install --quiet uv
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --group dev --no-header --no-annotate --no-emit-index-url --upgrade -o requirements.lock pyproject.toml

# Take the pictures of the README again
pictures:
    ESPOIR_PICTURES=docs/pictures .venv/bin/pytest -m e2e tests/e2e/test_readme.py
