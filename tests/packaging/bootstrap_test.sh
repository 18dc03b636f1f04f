#!/usr/bin/env bash
# bootstrap as a person types it, as far as it goes without installing or building: bash bootstrap_test.sh PATH/TO/bootstrap
set -uo pipefail
bootstrap=$1
failures=0

# expect STATUS PATTERN ARGUMENTS...: the exit status, and a pattern that the output holds.
expect() {
    local status=$1 pattern=$2 output got=0
    shift 2
    output=$("$bootstrap" "$@" 2>&1) || got=$?
    if [ "$got" -ne "$status" ] || ! grep -qe "$pattern" <<<"$output"; then
        printf 'FAILED: bootstrap %s: expected %s and "%s", but got %s and:\n%s\n' "$*" "$status" "$pattern" "$got" "$output"
        failures=$((failures + 1))
    fi
}

for command in demo test deps build clean; do
    expect 0 "^  $command " --help
done
expect 0 '^usage:' -h
expect 2 '^usage:'
expect 2 "unknown command 'install'" install
expect 2 'demo takes no arguments' demo fast
expect 2 "not 'everything'" deps everything
expect 2 'one argument' deps demo test

# Where apt-get is not found, deps names what is needed instead of failing in the middle.
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
for tool in bash env dirname cat awk sed id grep; do
    ln -s "$(command -v "$tool")" "$tools/$tool"
done
PATH=$tools expect 1 '^  libeigen3-dev ' deps
PATH=$tools expect 1 'not a Debian system' deps test
PATH=$tools expect 1 'cmake is missing' build

[ "$failures" -eq 0 ] && echo 'bootstrap answers as it should'
