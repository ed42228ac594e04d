# What the tests of the clients share: a library to load, certificates, and
# the four questions that every client is asked.
# The caller sets `here` and `work`, a scratch folder.

VMSTRUST_LIBRARY=${VMSTRUST_LIBRARY:-${top_builddir:?}/.libs/libvmstrust.so.0}
export VMSTRUST_LIBRARY

# A program without sanitizers can load a library with them only if their
# runtime is there first.
if [ -n "${vmst_sanitizers-}" ]; then
    case $(${CC:-cc} --version) in
    *clang*) runtime=libclang_rt.asan-$(uname -m).so ;;
    *) runtime=libasan.so ;;
    esac
    sanitizer_runtime=$(${CC:-cc} -print-file-name="$runtime")
    ASAN_OPTIONS=detect_leaks=0:verify_asan_link_order=0
    export ASAN_OPTIONS
fi

ask() # exit status, words of the answer, certificate, host, client...
{
    wanted=$1 words=$2 chain=$3 host=$4
    shift 4
    status=0
    "$@" "$work/ca.pem" recording-server "$host" "$work/$chain" \
        >"$work/answer" 2>&1 || status=$?
    if [ "$status" != "$wanted" ] || ! grep -q "$words" "$work/answer"; then
        echo "$chain for $host: exit $status, not $wanted with \"$words\":"
        cat "$work/answer"
        exit 1
    fi
}

ask_all() # client...
{
    ask 0 '^TRUSTED' good.pem rec01.harbour.local "$@"
    ask 1 root-not-installed unrelated.pem rec01.harbour.local "$@"
    ask 1 '(expired)' expired.pem rec01.harbour.local "$@"
    ask 1 host-name-not-in-certificate wrong-name.pem rec01.harbour.local "$@"
    ask 2 'no-such-file' no-such-file rec01.harbour.local "$@"
    ask 2 'two words' good.pem 'two words' "$@"
}
