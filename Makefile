# make run and make test are the two to know; README.md says more.
export LANG := en_US.UTF-8
.PHONY: run test build windows generate gallery bench bench-peers soak fuzz lint

run: ## build and open Cairn; without a display, play the story of two schools
	@scripts/run.sh

test: ## all tests, those with two windows included
	@scripts/test.sh

build: ## the programs, into out/bin
	@scripts/setup.sh
	@scripts/build.sh

windows: ## both programs for Windows, into out/windows; needs MinGW
	@scripts/windows.sh

generate: ## docs/kinds.md, golden files and test vectors, afresh from the code
	@scripts/generate.sh

gallery: ## a picture of every screen, into out/gallery
	@scripts/gallery.sh

bench: ## the figures of docs/performance.md
	@scripts/bench.sh

bench-peers: ## Fossil, git, rsync and Syncthing beside Cairn on the same events
	@scripts/bench-peers.sh

soak: ## random tests, simulations, kills and fuzzing for an hour; MINUTES=5 for less
	@scripts/soak.sh $(MINUTES)

fuzz: ## every fuzz target; TIME=5m for longer
	@scripts/fuzz.sh $(TIME)

lint: ## the linters of .golangci.yml
	@scripts/lint.sh
