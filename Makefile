# The commands of the project. Each installs what it lacks (tools/setup).
.DEFAULT_GOAL := help
.PHONY: target/gallery help setup setup-quick setup-test serve gallery dist release release-check test quick lint check bench pictures fuzz audit clean

RUN := tools/run
TESTS := $(RUN) cargo test --quiet --workspace --no-fail-fast

help:
	@echo "make serve   build the site and serve it on http://127.0.0.1:8080/"
	@echo "make gallery  the same, for a look at every component in every state"
	@echo "make dist    build the release site in dist/"
	@echo "make release  what a municipality downloads, in release/: the package, checksums, what it is made of"
	@echo "make release-check  the release built in two folders: the same bytes?"
	@echo "make test    everything: formats, lints, tests, the site in real browsers"
	@echo "make quick   the same in Chromium alone, without office programs: under 10 minutes"
	@echo "make pictures  each page as a picture in target/pictures/, and those of the README"
	@echo "make check   the content alone: questionnaires and pages"
	@echo "make fuzz    inputs made up by a machine, FUZZ_SECONDS (120) for each target in fuzz/"
	@echo "make audit   the libraries: licences, sources and, if their list can be fetched, known weaknesses"
	@echo "make bench   a first visit on a slow phone, beside version 0.2.0 (BASELINE=<revision> beside another,"
	@echo "             RUNS=<number> of each); and groups of up to 100,000 results, natively and in Chromium"

setup:
	@tools/setup build

setup-quick:
	@tools/setup quick

setup-test:
	@tools/setup test

serve: setup
	@tools/serve

gallery: setup
	@tools/serve '?gallery=sv'

# The gallery as the tests visit it.
target/gallery: setup
	$(RUN) trunk build --skip-version-check --dist target/gallery

dist: setup
	$(RUN) trunk build --release --skip-version-check --dist dist

release: dist
	cargo xtask release

# From the last commit, in two folders with different names.
release-check: setup
	@tools/release-check

lint:
	cargo fmt --all --check
	cargo fmt --manifest-path fuzz/Cargo.toml --check
	cargo clippy --quiet --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --quiet --workspace --no-deps

# The release is made before the tests, which visit the site as built and as packed.
test: setup-test
	@$(MAKE) --no-print-directory lint release target/gallery
	$(TESTS)

# What the slow tests have in their names.
quick: setup-quick
	@$(MAKE) --no-print-directory lint release target/gallery
	$(TESTS) -- --skip firefox --skip webkit --skip office

check:
	cargo xtask check

# Version 0.2.0.
BASELINE ?= af6f570

bench: setup-quick
	@tools/bench $(BASELINE)
	$(RUN) cargo bench --quiet --package gather
	$(RUN) cargo bench --quiet --profile dev --bench many_results

pictures: setup-quick
	@$(MAKE) --no-print-directory dist
	$(RUN) cargo bench --quiet --profile dev --bench pictures

# Outside `make test`: what it finds depends on chance and time.
fuzz:
	@tools/setup fuzz
	@tools/fuzz

audit:
	@tools/setup audit
	@tools/audit

clean:
	cargo clean
	rm -rf dist release
