# Sourced by the scripts beside it: the packages of Debian 12 that the build,
# the tests and the peers need, and how they are installed. Nothing is changed
# on another system, and nothing where all is there.

packages_build="gcc libc6-dev make autoconf automake libtool pkg-config
    libgnutls28-dev libtasn1-6-dev libpsl-dev libsqlite3-dev
    python3"
packages_demo="$packages_build gnutls-bin openssl"
packages_tests="$packages_demo g++ git xz-utils libcmocka-dev libssl-dev
    libcurl4-openssl-dev abigail-tools clang-format mandoc
    iproute2 nginx-light
    ca-certificates python3-cryptography python3-jsonschema python3-build python3-httpx
    python3-pip python3-pytest python3-requests python3-setuptools
    python3-urllib3 python3-wheel mypy softhsm2 valgrind"
packages_peers="golang-go default-jdk-headless libnss3-tools mono-devel nodejs
    zlib1g-dev"

# debian_install NAME PACKAGE...: NAME is the script that asks.
debian_install()
{
    asking=$1
    shift
    if ! (. /etc/os-release && [ "$ID" = debian ] && [ "$VERSION_ID" = 12 ]) \
        2>/dev/null; then
        echo "$asking sets up Debian 12 only, and this is another system:" \
            "nothing was changed, HACKING.md says how to build by hand"
        exit 2
    fi
    missing=
    for package in "$@"; do
        status=$(dpkg-query -W -f '${db:Status-Status}' "$package" \
            2>/dev/null) || status=
        [ "$status" = installed ] || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        as_root=sudo
        command -v sudo >/dev/null || {
            echo "$asking needs root or sudo to install:$missing"
            exit 2
        }
    fi
    echo "$asking installs:$missing"
    # shellcheck disable=SC2086
    $as_root apt-get -q update </dev/null &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y \
            --no-install-recommends install $missing </dev/null || {
        echo "$asking could not install:$missing"
        exit 2
    }
}
