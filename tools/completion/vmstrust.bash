# Completion of vmstrust for bash. The command itself knows its verbs, options,
# roles and clients, and answers what may stand in place of the last word.

_vmstrust()
{
    local current=${COMP_WORDS[COMP_CWORD]} answer
    [ "$current" = = ] && current=
    COMPREPLY=()
    mapfile -t answer < <("${COMP_WORDS[0]}" --complete \
        "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    case ${answer[0]-} in
    words)
        COMPREPLY=("${answer[@]:1}")
        ;;
    file)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        ;;
    folder)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -d -- "$current")
        ;;
    esac
}

complete -F _vmstrust vmstrust
