# The commands of the project. Each installs what it lacks (tools/setup).
.DEFAULT_GOAL := help
.PHONY: help setup setup-test serve dist test check bench clean

RUN := tools/run

help:
	@echo "make serve   build the site and serve it on http://127.0.0.1:8080/"
	@echo "make dist    build the release site in dist/"
	@echo "make test    everything: formats, lints, tests, the site in real browsers"
	@echo "make check   the content alone: questionnaires and pages"
	@echo "make bench   the size of the first visit"

setup:
	@tools/setup build

setup-test:
	@tools/setup test

serve: setup
	$(RUN) trunk serve --skip-version-check

dist: setup
	$(RUN) trunk build --release --skip-version-check --dist dist
