# SPDX-License-Identifier: Apache-2.0
# For people: make demo, make check. The build itself is meson.build; what is needed is in script/deps.sh.
SHELL := /bin/bash
BUILD := build/release
JOBS := $(shell nproc 2>/dev/null || echo 2)
NODE_PATH_DIR := $(CURDIR)/build/node/bin
export PATH := $(NODE_PATH_DIR):$(PATH)
HTTP ?= 127.0.0.1:8080
DEVICE ?= 127.0.0.1:8081
DATA ?= demo-data

.PHONY: help deps build luan web demo check bench fmt soak clean
.DEFAULT_GOAL := help

help:	## what can be made
	@awk -F ':[^#]*## ' '/^[a-z]+:.*## /{printf "make %-8s %s\n", $$1, $$2}' Makefile

deps:	## installs what building and running need (Debian packages, Node.js)
	@script/deps.sh build

build: deps	## builds build/luan and the web console
	@$(MAKE) --no-print-directory luan web

luan:
	@test -f $(BUILD)/build.ninja || meson setup $(BUILD) --buildtype=release -Db_ndebug=false -Dtests=false
	@ninja -C $(BUILD) -j$(JOBS) programs
	@ln -sfn release/src/main/luan build/luan

web: luan
	@script/web.sh build

demo: build	## starts a server with a filled demo organisation and the simulated city on http://127.0.0.1:8080
	@script/demo.sh "$(DATA)" "$(HTTP)" "$(DEVICE)"

check:	## runs every test; the last line says how many passed
	@script/check.sh

bench: build	## measures and prints machine, commit, figures and their spread
	@script/bench.sh

soak: build	## runs the server under changing load for an hour (SOAK_S=n for another time)
	@script/soak.sh

fmt:	## formats the C sources that clang-format would leave readable, and the web sources
	@script/fmt.sh

clean:	## removes everything that was built
	rm -rf build/release build/check build/check-* build/luan web/dist
