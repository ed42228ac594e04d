"""The TLS stacks of this computer, asked about chains.

A case is {"fault": its name, "base": the path of its files without their
suffix, "host": the name dialled, "key": the server's}, and maybe {"time": when
it is judged, in Unix seconds}. Its files: .root what is trusted, .leaf the
server's certificate, .sent what it sends behind it, .chain both; maybe .crl, a revocation
list, which openssl and Java then read. ASKERS answer {fault: what the stack says}, "OK" for accepted.
VMSTRUST_PYTHON names a Python with cryptography 42 or newer where the one on
the path has none.
"""

import hashlib
import os
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time

from tables import ROOT

PEERS = os.path.join(ROOT, "tests", "peers")
SECONDS = 120


class Absent(Exception):
    """The stack is not on this computer."""


# --- Servers -----------------------------------------------------------------

def greet(listener, context):
    """Shakes hands with whoever comes, until the socket is closed."""
    while True:
        try:
            plain, _ = listener.accept()
        except OSError:
            return
        try:
            plain.settimeout(10)
            with context.wrap_socket(plain, server_side=True) as connection:
                connection.recv(1)
        except OSError:
            plain.close()


def serve(case):
    """One server of the chain; None where OpenSSL cannot even serve it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    try:
        context.load_cert_chain(case["base"] + ".chain", case["key"])
    except ssl.SSLError as error:
        raise SystemExit(f"{case['fault']}: cannot be served: {error}")
    listener = socket.create_server(("127.0.0.1", 0))
    case["port"] = listener.getsockname()[1]
    threading.Thread(target=greet, args=(listener, context),
                     daemon=True).start()
    return listener


# --- Stacks: the cases to {fault: what it says}, "OK" for accepted ------------

def run(command, **options):
    return subprocess.run(command, check=False, capture_output=True, text=True,
                          errors="replace", timeout=SECONDS,
                          stdin=subprocess.DEVNULL, **options)


def answers(command, **options):
    """Reads FAULT<tab>what the stack says, one a line."""
    done = run(command, **options)
    rows = dict(line.split("\t", 1) for line in done.stdout.splitlines()
                if "\t" in line)
    if not rows:
        raise SystemExit(f"{' '.join(command)}: {done.stderr.strip()}")
    return rows


def need(command):
    if shutil.which(command) is None:
        raise Absent(f"{command} is not here")


def write_list(cases, folder):
    path = os.path.join(folder, "list")
    with open(path, "w", encoding="utf-8") as file:
        for case in cases:
            print(case["fault"], case["base"], case["host"], case["port"],
                  case.get("time", ""), sep="\t", file=file)
    return path


def asker(*command):
    """A stack whose program of tests/peers/ connects to all of a list."""
    def ask(cases, folder):
        need(command[0])
        return answers([*command[:-1], os.path.join(PEERS, command[-1]),
                        write_list(cases, folder)],
                       env={**os.environ, "GOTOOLCHAIN": "local",
                            "GOPROXY": "off", "GOFLAGS": ""})
    return ask


def is_address(host):
    return ":" in host or host.replace(".", "").isdigit()


def named(case):
    return ["-verify_ip" if is_address(case["host"]) else "-verify_hostname",
            case["host"]]


def openssl(*options):
    """Verifies as a client does, without a connection."""
    def ask_one(case):
        sent = ["-untrusted", case["base"] + ".sent"]
        if os.path.getsize(sent[1]) == 0:
            sent = []
        at = ["-attime", str(case["time"])] if "time" in case else []
        if os.path.exists(case["base"] + ".crl"):
            at += ["-crl_check", "-CRLfile", case["base"] + ".crl"]
        done = run(["openssl", "verify", "-purpose", "sslserver", "-no-CAfile",
                    "-no-CApath", "-CAfile", case["base"] + ".root", *sent,
                    *named(case), *at, *options, case["base"] + ".leaf"])
        if done.returncode == 0:
            return "OK"
        lines = (done.stderr + done.stdout).splitlines()
        return next((line.strip() for line in lines
                     if line.startswith("error ")), (lines or ["refused"])[0])

    def ask(cases, folder):
        del folder
        need("openssl")
        return {case["fault"]: ask_one(case) for case in cases}
    return ask


def python_ssl(cases, folder):
    return answers([sys.executable, os.path.join(PEERS, "ask-ssl.py"),
                    write_list(cases, folder)])


def python_pyca(cases, folder):
    """Debian 12 has a cryptography that cannot verify yet."""
    for interpreter in (os.environ.get("VMSTRUST_PYTHON"), sys.executable,
                        shutil.which("python3")):
        if interpreter and run([interpreter, "-c", "from cryptography.x509 "
                                "import verification"]).returncode == 0:
            return answers([interpreter, os.path.join(PEERS, "ask-pyca.py"),
                            write_list(cases, folder)])
    raise Absent("no Python with cryptography 42 or newer is here")


def dotnet(cases, folder):
    """Compiled without a project: that would ask NuGet what there is."""
    need("dotnet")
    quiet = dict(os.environ, TMPDIR=folder)  # it leaves an empty folder there
    home = os.path.dirname(os.path.realpath(shutil.which("dotnet")))
    version = run(["dotnet", "--version"], env=quiet).stdout.strip()
    compiler = os.path.join(home, "sdk", version, "Roslyn", "bincore",
                            "csc.dll")
    packs = os.path.join(home, "packs", "Microsoft.NETCore.App.Ref")
    if not os.path.exists(compiler) or not os.path.isdir(packs):
        raise Absent("no .NET SDK is here")
    found = [os.path.join(folder, name) for folder, _, names in os.walk(packs)
             for name in names if name.endswith(".dll") and "/ref/" in folder]
    newest = os.path.dirname(max(found))
    program = os.path.join(folder, "Ask.dll")
    done = run(["dotnet", "exec", compiler, "-nologo", "-nullable:enable",
                f"-out:{program}", os.path.join(PEERS, "Ask.cs"),
                *(f"-r:{path}" for path in found
                  if os.path.dirname(path) == newest)], env=quiet)
    if done.returncode != 0:
        raise SystemExit(done.stdout)
    with open(os.path.join(folder, "Ask.runtimeconfig.json"), "w",
              encoding="utf-8") as file:
        file.write('{"runtimeOptions": {"tfm": "%s", "rollForward": "Major",'
                   ' "framework": {"name": "Microsoft.NETCore.App", "version":'
                   ' "%s.0"}}}' % (os.path.basename(newest),
                                   os.path.basename(newest)[3:]))
    return answers(["dotnet", "exec", program, write_list(cases, folder)],
                   env=quiet)


def gnutls(cases, folder):
    """It has no clock but the system's."""
    def ask_one(case):
        done = run(["gnutls-cli", "--x509cafile", case["base"] + ".root",
                    "--verify-hostname", case["host"], "--port",
                    str(case["port"]), "127.0.0.1"])
        return "OK" if done.returncode == 0 else next(
            (line.strip() for line in done.stdout.splitlines()
             if line.startswith("- Status:")), "refused")

    del folder
    need("gnutls-cli")
    return {case["fault"]: ask_one(case) for case in cases
            if "time" not in case}


def nss_store(folder, case):
    """A database that trusts the root; the cases of one root share it."""
    with open(case["base"] + ".root", "rb") as file:
        path = os.path.join(folder, "nss-" +
                            hashlib.sha256(file.read()).hexdigest())
    if not os.path.isdir(path):
        empty = os.path.join(folder, "nss-empty")
        if not os.path.isdir(empty):
            os.mkdir(empty)
            run(["certutil", "-N", "-d", "sql:" + empty, "--empty-password"])
        shutil.copytree(empty, path)
        done = run(["certutil", "-A", "-d", "sql:" + path, "-n", "root", "-t",
                    "C,,", "-i", case["base"] + ".root"])
        if done.returncode != 0:
            return None, done.stderr.strip().replace("\n", " ")
    return path, ""


def vfychain(path, case):
    """Debian's client has no clock but the system's; this has."""
    moment = time.strftime("%y%m%d%H%MZ", time.gmtime(case["time"]))
    done = run(["vfychain", "-d", "sql:" + path, "-b", moment, "-u", "1", "-a",
                case["base"] + ".leaf"])
    return "OK" if done.returncode == 0 else \
        (done.stdout + done.stderr).strip().replace("\n", " ")


def nss(cases, folder):
    """Debian's client of the library; it has no program of ours."""
    def ask_one(case):
        path, says = nss_store(folder, case)
        if path is None:
            return says
        if "time" in case:
            return vfychain(path, case)
        done = run(["tstclnt", "-d", "sql:" + path, "-h", "127.0.0.1", "-a",
                    case["host"], "-p", str(case["port"]), "-V", "tls1.2:",
                    "-Q"])
        if done.returncode == 0:
            return "OK"
        lines = [line for line in done.stderr.splitlines() if "_ERROR_" in line
                 or "rror" in line]
        return (lines or ["refused"])[0].strip()

    need("certutil")
    need("tstclnt")
    return {case["fault"]: ask_one(case) for case in cases}


ASKERS = {
    "openssl": openssl(),
    "openssl-strict": openssl("-x509_strict"),
    "ssl": python_ssl,
    "pyca": python_pyca,
    "node": asker("node", "ask.js"),
    "go": asker("go", "run", "ask.go"),
    "java": asker("java", "Ask.java"),
    "dotnet": dotnet,
    "gnutls": gnutls,
    "nss": nss,
}
