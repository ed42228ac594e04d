# Sourced by what needs real TLS servers on loopback: starts gnutls-serv and
# openssl s_server on free ports and ends them with the script, also after an
# interrupt. The caller sets `work`, a folder with certificates and
# `server.key` from make-certificates; it is removed at the end.

server_ids=
server_logs=0

stop_servers()
{
    for id in $server_ids; do
        kill "$id" 2>/dev/null || :
        wait "$id" 2>/dev/null || :
    done
    server_ids=
}

clean_up()
{
    stop_servers
    rm -rf "$work"
}

trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

wait_for() # pattern, file, process: for at most ten seconds
{
    for _ in $(seq 200); do
        ! grep -q "$1" "$2" || return 0
        kill -0 "$3" 2>/dev/null || return 1
        sleep 0.05
    done
    return 1
}

# Sets `log` to a file that is there and empty: a server makes its own only
# after it was started.
new_log() # name
{
    server_logs=$((server_logs + 1))
    log=$work/$1-$server_logs.log
    : >"$log"
}

# Each sets `port`. A server is asked with the certificates that it sends, its
# own first, and "tls1.2" or "tls1.3".

start_openssl() # file of certificates, version, option...
{
    new_log openssl
    awk '/^-----BEGIN/ { n++ } n > 1' "$1" >"$log.chain"
    [ -s "$log.chain" ] && with="-cert_chain $log.chain" || with=
    sent=$1 version=$2
    shift 2
    # shellcheck disable=SC2086
    openssl s_server -accept 127.0.0.1:0 -www "-$(echo "$version" | tr . _)" \
        -cert "$sent" $with -key "$work/server.key" "$@" \
        >"$log" 2>&1 </dev/null &
    server_ids="$server_ids $!"
    if ! wait_for '^ACCEPT .*:[0-9]' "$log" $!; then
        echo "openssl s_server does not start:"
        cat "$log"
        exit 1
    fi
    port=$(sed -n 's/^ACCEPT .*://p' "$log" | head -n 1)
}

# gnutls-serv takes no port 0: ports are tried until one is free.
start_gnutls() # file of certificates, version
{
    for _ in 1 2 3 4 5 6 7 8 9; do
        new_log gnutls
        port=$(shuf -n 1 -i 20000-32000)
        gnutls-serv --port="$port" --http --disable-client-cert \
            --priority="NORMAL:-VERS-ALL:+VERS-$(echo "$2" | tr a-z A-Z)" \
            --x509certfile="$1" --x509keyfile="$work/server.key" \
            >"$log" 2>&1 </dev/null &
        if wait_for 'listening on IPv4.*done' "$log" $!; then
            server_ids="$server_ids $!"
            return 0
        fi
        kill $! 2>/dev/null || :
        wait $! 2>/dev/null || :
    done
    echo "gnutls-serv does not start:"
    cat "$log"
    exit 1
}
