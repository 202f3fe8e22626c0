# shellcheck shell=bash
# Sourced by every script: which versions the project is built with, and where its tools stand.
# A tool in the cache folder stands before one on PATH, because the versions must be exactly these.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

rust_version=$(sed -n 's/^channel = "\(.*\)"$/\1/p' rust-toolchain.toml)
# The command must have the version of the library.
bindgen_version=$(sed -n 's/^wasm-bindgen = .*"=\([0-9.]*\)".*$/\1/p' Cargo.toml)
# The same.
split_version=$(sed -n 's/^wasm_split_helpers = .*"=\([0-9.]*\)".*$/\1/p' Cargo.toml)
trunk_version=0.22.1
# Used by scripts/fuzz.
# shellcheck disable=SC2034
fuzz_version=0.13.2
# Used by scripts/setup.
# shellcheck disable=SC2034
node_version=20

tools="${XDG_CACHE_HOME:-$HOME/.cache}/plano/tools"
trunk_root="$tools/trunk-$trunk_version"
bindgen_root="$tools/wasm-bindgen-$bindgen_version"
split_root="$tools/wasm-split-$split_version"
fuzz_root="$tools/cargo-fuzz-$fuzz_version"

export RUSTUP_TOOLCHAIN="$rust_version"
# scripts/trunk stands before the tools that it stands in for.
export PATH="$PWD/scripts/trunk:$trunk_root/bin:$bindgen_root/bin:$split_root/bin:$PWD/scripts/node_modules/.bin:$PATH"

# The published page stands on a standard library built for size, in which a panic ends the program without a
# message (`make dev` has the messages): a tenth of the first load. The flags are unstable, which the pinned
# toolchain makes harmless.
build_for_size() {
  export RUSTC_BOOTSTRAP=1
  export CARGO_UNSTABLE_BUILD_STD=std,panic_abort
  export CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-Zunstable-options -Cpanic=immediate-abort"
}

# Trunk.toml keeps Trunk offline, so the packages come first; those of the standard library come only where the
# target is named.
fetch_crates() {
  cargo fetch --locked
  cargo fetch --locked --target wasm32-unknown-unknown
}

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}
