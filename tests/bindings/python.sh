# Sourced by the tests of the Python binding: runs its tests out of the source
# tree against the library that was built. The caller sets `here`.

binding=$here/../../bindings/python
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
LD_LIBRARY_PATH=${top_builddir:?}/.libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
PYTHONPATH=$binding
PYTHONDONTWRITEBYTECODE=1
export LD_LIBRARY_PATH PYTHONPATH PYTHONDONTWRITEBYTECODE

. "$here/../bindings/library.sh"

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
