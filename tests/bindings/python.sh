# Sourced by the tests of the Python binding: runs its tests out of the source
# tree against the library that was built. The caller sets `here`.

binding=$here/../../bindings/python
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
LD_LIBRARY_PATH=${top_builddir:?}/.libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
PYTHONPATH=$binding
PYTHONDONTWRITEBYTECODE=1
export LD_LIBRARY_PATH PYTHONPATH PYTHONDONTWRITEBYTECODE

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

python() # arguments...
{
    LD_PRELOAD=${sanitizer_runtime-} "${PYTHON:-/usr/bin/python3}" "$@"
}

need_module() # module...
{
    for module in "$@"; do
        "${PYTHON:-/usr/bin/python3}" -c "import $module" 2>/dev/null ||
            skip python "Python's $module is not here"
    done
}

run_pytest() # file of bindings/python/tests...
{
    (cd "$binding/tests" && python -m pytest -q -p no:cacheprovider \
        --basetemp "$work/pytest" --rootdir "$binding" "$@")
}
