# Sourced by the tests in which another program loads the library that was built.

VMSTRUST_LIBRARY=${VMSTRUST_LIBRARY:-${top_builddir:?}/.libs/libvmstrust.so.0}
export VMSTRUST_LIBRARY

# A program without sanitizers can load a library with them only if their
# runtime is there first: LD_PRELOAD=${sanitizer_runtime-}
if [ -n "${vmst_sanitizers-}" ]; then
    case $(${CC:-cc} --version) in
    *clang*) runtime=libclang_rt.asan-$(uname -m).so ;;
    *) runtime=libasan.so ;;
    esac
    sanitizer_runtime=$(${CC:-cc} -print-file-name="$runtime")
    ASAN_OPTIONS=detect_leaks=0:verify_asan_link_order=0
    export ASAN_OPTIONS
fi
