#!/usr/bin/env bash
# What the completion offers, for the program as it is: bash completion_test.sh COMPLETION COMITY
set -uo pipefail
source "$1"
comity=$2
failures=0

# offers WORD... -- OFFERED...: completing the last WORD offers each of OFFERED.
offers() {
    local -a words=("$comity")
    while [ "$1" != -- ]; do words+=("$1"); shift; done
    shift
    COMP_WORDS=("${words[@]}")
    COMP_CWORD=$((${#words[@]} - 1))
    COMPREPLY=()
    _comity
    local wanted
    for wanted; do
        if [[ " ${COMPREPLY[*]} " != *" $wanted "* ]]; then
            printf 'FAILED: comity %s<TAB> does not offer %s, but: %s\n' "${words[*]:1}" "$wanted" "${COMPREPLY[*]}"
            failures=$((failures + 1))
        fi
    done
}

offers '' -- run check expect list describe schema world report
offers ru -- run
offers run s0 -- s01-baseline-2020 s02-us-return s03-us-exit
offers run s01 --se -- --set --seed
offers run s01 --no -- --no-progress
offers run --out x s0 -- s01-baseline-2020
offers world '' -- build
offers world build --fr -- --from
offers expect s0 -- s01-baseline-2020
offers describe s01 -- s01-baseline-2020

[ "$failures" -eq 0 ] && echo 'the completion offers what the program knows'
