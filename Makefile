# What cargo does not do: the scripts of the pages, and all of it at once.
.PHONY: help web demo

help:
	@echo "make web    builds the editor, networks, charts and map of the pages (wants Node.js 20.19 or newer); then build the program again"
	@echo "make demo   all of it: the scripts, the program, the sample pages read, and shown at http://127.0.0.1:7878/"
	@echo "cargo run --release -- demo    the sample pages on the command line; wants nothing but Rust"

web: web/node_modules/.package-lock.json
	cd web && npm run build

web/node_modules/.package-lock.json: web/package.json web/package-lock.json
	@command -v npm >/dev/null || { echo "npm is missing: install Node.js 20.19 or newer (https://nodejs.org); the pages serve without these scripts, too" >&2; exit 1; }
	cd web && npm ci --no-audit --no-fund
	@touch $@

demo: web
	cargo run --release -- demo
	cargo run --release -- build --sample --store target/demo-store
	cargo run --release -- serve --store target/demo-store --open
