# Sourced by test scripts that need a tool which not every machine has.
#
# need WORD COMMAND...: ends the test as skipped where a command is missing,
# and as failed where VMSTRUST_REQUIRE names WORD.

required() # word
{
    case ",${VMSTRUST_REQUIRE-}," in
    *,"$1",*) return 0 ;;
    *) return 1 ;;
    esac
}

skip() # word, reason
{
    if required "$1"; then
        echo "required, and not possible: $2"
        exit 1
    fi
    echo "$2"
    exit 77
}

need()
{
    need_word=$1
    shift
    for need_command in "$@"; do
        command -v "$need_command" >/dev/null ||
            skip "$need_word" "$need_command is not here"
    done
}

# peers_only: ends the test as skipped unless peers are asked for.
peers_only()
{
    [ -z "${VMSTRUST_PEERS-}" ] || return 0
    echo "scripts/check --peers runs this"
    exit 77
}

# need_peers COMMAND...: the same for the tests that scripts/check --peers
# runs, once; by hand VMSTRUST_PEERS=yes asks for them.
need_peers()
{
    [ -n "${VMSTRUST_PEERS-}" ] ||
        skip peers "scripts/check --peers runs this"
    need peers "$@"
}

# slow_only: ends the test as skipped unless the slow tests are asked for, which
# scripts/check does, once.
slow_only()
{
    [ -z "${VMSTRUST_SLOW-}" ] || return 0
    echo "scripts/check runs this; by hand VMSTRUST_SLOW=yes asks for it"
    exit 77
}
