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

# The release site is built before the tests, which visit it.
test: setup-test
	cargo fmt --all --check
	cargo clippy --quiet --workspace --all-targets -- -D warnings
	cargo clippy --quiet --workspace --all-targets --features whole -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --quiet --workspace --no-deps --features whole
	@$(MAKE) --no-print-directory dist
	$(RUN) cargo test --quiet --workspace --features whole --no-fail-fast

check:
	cargo xtask check

bench: setup-test dist
	$(RUN) cargo test --quiet --features whole --test site first_visit -- --nocapture

clean:
	cargo clean
	rm -rf dist
