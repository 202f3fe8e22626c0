# The commands of the project; `make` alone lists them. Each is a script under scripts/.
.DEFAULT_GOAL := help
.PHONY: help serve dev build test prices-check bench fuzz pictures fmt

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: ## Install what is missing, build the page and serve it on http://127.0.0.1:8080/
	@scripts/serve --release

dev: ## The same with a quick build without optimisation, and a reload at each change
	@scripts/serve

build: ## Build the page for release into dist and check the size of its first load
	@scripts/build

test: ## Check format and lints, run all tests, build the page, test it in Chromium
	@scripts/test

prices-check: ## Check that every plan has a price, or is named as unknown, in each complete list
	@scripts/prices-check

bench: ## Measure the core, and the page from input to repaint
	@scripts/bench

fuzz: ## Try a million links and saved states, then texts for MINUTES (15), that nobody wrote
	@scripts/fuzz

pictures: ## Take the pictures of the README from the page in dist
	@npm --silent --prefix tests/browser run pictures

fmt: ## Format the Rust code
	@scripts/fmt
