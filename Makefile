PYTHON ?= python3
PORT ?= 8000
export PYTEST_ARGS

.PHONY: help demo dev test bench lock upgrade
help:
	@echo "make demo [PORT=8765]        set everything up and run it with example data"
	@echo "make dev [PORT=8765]         the same, restarting when code changes"
	@echo "make test [PYTEST_ARGS=...]  set everything up and run every test"
	@echo "make bench                   measure the main pages and PDFs"
	@echo "make lock | make upgrade     rewrite requirements/*.txt (upgrade: with newer versions)"

demo dev:
	@exec $(PYTHON) -m mops_pilot.local $@ --port "$(PORT)"

test bench lock:
	@exec $(PYTHON) -m mops_pilot.local $@

upgrade:
	@exec $(PYTHON) -m mops_pilot.local lock --upgrade
