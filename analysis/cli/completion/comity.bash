# Completion of comity's command line in bash. Everything is asked of the program itself, so that nothing here can fall behind it.

# The words of a section of --help, `$1`: subcommands by name, options by their long form.
_comity_words() {
    local section=$1
    shift
    "$@" --help 2>/dev/null | awk -v section="$section" '
        /^[A-Z][a-z]*:$/ { on = $0 == section ":"; next }
        on && section == "Subcommands" && /^  [a-z]/ { print $1 }
        on && section == "Options" && match($0, /--[a-z][a-z-]*/) { print substr($0, RSTART, RLENGTH) }'
}

# The names under heading $2 of `comity list`; all of them without a heading.
_comity_names() {
    "$1" list 2>/dev/null | awk -v heading="${2:-}" '/^[^ ]/ { on = heading == "" || $0 == heading } on && /^  [^ ]/ { print $1 }'
}

_comity() {
    local program=${COMP_WORDS[0]} word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} i
    local -a path=("$program") commands
    # The command so far: `comity world build`, options and files left aside.
    for ((i = 1; i < COMP_CWORD && i <= 2; ++i)); do
        [[ ${COMP_WORDS[i]} == [a-z]* ]] || break
        mapfile -t commands < <(_comity_words Subcommands "${path[@]}")
        [[ " ${commands[*]} " == *" ${COMP_WORDS[i]} "* ]] || break
        path+=("${COMP_WORDS[i]}")
    done
    COMPREPLY=()
    if [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(_comity_words Options "${path[@]}")" -- "$word")
        return
    fi
    if [[ $before == --out || $before == --from ]]; then
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
        return
    fi
    local words
    words=$(_comity_words Subcommands "${path[@]}")
    if [[ -z $words ]]; then
        case ${path[1]} in
            run | check | expect) words=$(_comity_names "$program" scenarios) ;;
            describe) words=$(_comity_names "$program") ;;
        esac
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word"; compgen -f -- "$word")
        return
    fi
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}

complete -F _comity comity
