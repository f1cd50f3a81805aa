# make demo: the whole product on this machine. make test: the proof of it. make help: the rest.
SHELL := /bin/bash
PORT ?= 4566
STAGE ?= dev
PYTHON ?= python3

export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION := 20
# Many images tell Python to keep nothing it compiled: each of its many starts would be seconds slower.
export PYTHONDONTWRITEBYTECODE :=

bin := .venv/bin
uv := $(bin)/uv
cdk := npx --no-install cdk

.PHONY: help setup demo send test check bench deploy destroy synth format docs requirements clean chromium frontend

help: ## list these commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

demo: setup ## install everything, start a local AWS, deploy, send samples, show the site (PORT=4566)
	@PORT=$(PORT) exec $(bin)/python -m local.demo

send: .venv/.done ## put a profile on the demo's queue: PROFILE=file.json, or TRACKING_ID= COMPANY= TIER=
	@$(bin)/python -m local.send

test: setup chromium check frontend ## install everything and run every test
	@$(bin)/pytest -n 2 --deselect tests/browser
	@$(bin)/pytest -n 2 tests/browser

check: setup ## format, lint and types
	@$(bin)/ruff format --check -q . && $(bin)/ruff check -q .
	@$(bin)/mypy
	@npm run --silent check --workspace frontend

bench: setup chromium frontend .venv-bench/.done ## measure recording, reading and the page, beside their peers (half an hour)
	@PYTHONPATH=lambdas .venv-bench/bin/python -m bench
	@PYTHONPATH=.:lambdas $(bin)/python -m bench.kill
	@PYTHONPATH=.:lambdas $(bin)/python -m bench.page
	@PYTHONPATH=.:lambdas $(bin)/python -m bench.messages
	@PYTHONPATH=.:lambdas $(bin)/python -m bench.export
	@PYTHONPATH=.:lambdas $(bin)/python -m bench.chaos
	@PYTHONPATH=.:lambdas $(bin)/python -m bench.scale
	@PYTHONPATH=.:lambdas $(bin)/python -m bench.list_page

synth: setup frontend ## write the CloudFormation template of STAGE (dev) to cdk.out
	@$(cdk) synth --quiet -c stage=$(STAGE)

deploy: setup frontend ## deploy STAGE (dev) to the AWS account of your credentials
	@$(cdk) deploy -c stage=$(STAGE)

destroy: setup ## remove STAGE (dev) from the AWS account of your credentials
	@$(cdk) destroy -c stage=$(STAGE)

format: .venv/.done ## format the code
	@$(bin)/ruff format -q . && $(bin)/ruff check -q --fix .

docs: .venv/.done ## write the generated documents of the queue message
	@PYTHONPATH=.:lambdas $(bin)/python -m docs.generate

requirements: .venv/.uv ## pin the Python packages of requirements/*.in anew
	@for name in installer lambdas dev local bench; do \
		$(uv) pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate \
			--no-header -o requirements/$$name.txt requirements/$$name.in || exit 1; done

clean: ## remove everything that was installed or built
	@rm -rf .venv .venv-local .venv-bench node_modules frontend/node_modules frontend/dist frontend/.build cdk.out .build .demo

setup: ## install what the other commands need
	@$(MAKE) --no-print-directory -j3 .venv/.done .venv-local/.done node_modules/.done

frontend: node_modules/.done
	@npm run --silent build --workspace frontend -- --logLevel warn

chromium: .venv/.done
	@tests/browser/install-chromium.sh

.venv/.uv: requirements/installer.txt
	@echo "Installing Python packages …"
	@$(PYTHON) -m venv .venv
	@$(bin)/pip install -q --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/.done: requirements/dev.txt .venv/.uv
	@VIRTUAL_ENV=.venv $(uv) pip sync -q --require-hashes requirements/dev.txt requirements/installer.txt
	@touch $@

.venv-local/.done: requirements/local.txt .venv/.uv
	@echo "Installing the local AWS …"
	@$(uv) venv -q --clear --python $(bin)/python .venv-local
	@VIRTUAL_ENV=.venv-local $(uv) pip sync -q --require-hashes requirements/local.txt
	@touch $@

.venv-bench/.done: requirements/bench.txt .venv/.uv
	@echo "Installing the peers to measure …"
	@$(uv) venv -q --clear --python $(bin)/python .venv-bench
	@VIRTUAL_ENV=.venv-bench $(uv) pip sync -q --require-hashes requirements/bench.txt
	@touch $@

node_modules/.done: package-lock.json
	@echo "Installing the CDK command line and the frontend's packages …"
	@npm ci --silent --ignore-scripts
	@touch $@
