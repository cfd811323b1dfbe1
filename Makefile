# Everything is set up by itself on a machine with Python 3.11 or later, git and make.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.ONESHELL:
.SHELLFLAGS := -euo pipefail -c

# The first Python that runs and is new enough: a name on the path may lead nowhere.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
  if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$name; break; fi; done)
BIN := .venv/bin
NEW := .build/site
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# For `make report`: since when to tell the changes, and, for `make preview` too, the pull request that they are for.
BASE ?= main
NUMBER ?=

.PHONY: help serve build check style test report due preview bench lock clean

help:  ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

serve: .venv/site  ## show the site on http://127.0.0.1:8000 and again after each edit
	$(BIN)/factbook schema --write
	$(BIN)/mkdocs serve

build: .venv/site  ## make the site in site/; a failed build leaves the last good one as it was
	rm -rf $(NEW)
	$(BIN)/mkdocs build --strict --site-dir $(NEW)
	rm -rf site
	mv $(NEW) site

check: .venv/site  ## tell every problem in data/; CHECK=… passes options on
	$(BIN)/factbook schema --write
	$(BIN)/factbook check $(CHECK)

style: .venv/site  ## tell which files of data/ are out of order or style; STYLE=… passes options on
	$(BIN)/factbook fmt --check $(STYLE)

test: .venv/test node_modules/.made  ## run everything that must hold
	$(BIN)/ruff check
	$(BIN)/factbook check
	CHROMIUM="$$($(BIN)/python -m tests.browser.find)" $(BIN)/pytest

report: .venv/site  ## write into .build/report what changed since BASE=…, for the pull request NUMBER=…
	rm -rf .build/report
	mkdir -p .build/report
	$(BIN)/factbook diff '$(BASE)' HEAD --format=markdown > .build/report/comment.md
	echo '$(NUMBER)' > .build/report/number

due: .venv/site  ## write .build/due.md: facts to check again, addresses that do not answer
	mkdir -p .build
	$(BIN)/factbook due --links --format=markdown > .build/due.md

preview: .venv/site  ## put the site of pull request NUMBER=… from .build/preview into the repository in .build/previews
	$(BIN)/factbook preview .build/preview .build/previews '$(NUMBER)'
	cd .build/previews
	git add --all
	git -c user.name=previews -c user.email=previews@localhost commit --quiet --amend --message 'Previews'
	git push --quiet --force

bench: .venv/test  ## measure time, memory and size for 100, 1,000 and 10,000 records
	$(BIN)/python -m bench

lock: .venv/site  ## compile the lists of exact packages anew
	for name in requirements requirements-test; do
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --custom-compile-command "make lock" --upgrade $$name.in --output-file $$name.txt
	done

clean:  ## remove what was made, the installed packages too
	rm -rf .venv .build site node_modules

# The packages: uv installs the exact ones, each checked by its hash.
.venv/bin/uv:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed, and none was found. Install it, or name it: make PYTHON=…"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet uv

.venv/site: requirements.txt pyproject.toml | .venv/bin/uv
	$(BIN)/uv pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/uv pip install --quiet --no-deps -e .
	touch $@

.venv/test: requirements-test.txt .venv/site
	$(BIN)/uv pip install --quiet --require-hashes -r requirements-test.txt
	touch $@

node_modules/.made: package-lock.json .venv/test
	PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent --no-audit --no-fund --ignore-scripts
	touch $@
