"""Certificates that are valid now, and servers on loopback that present them:
OpenSSL, GnuTLS, nginx, and some that are none. Ports are the kernel's."""

import datetime
import ipaddress
import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

DAY = datetime.timedelta(days=1)
NOW = datetime.datetime.utcnow().replace(microsecond=0)
HOST = "127.0.0.1"
# Loaded machines and sanitizers: nothing depends on how long it takes.
PATIENCE = 60


class Pair:
    """A certificate and its key."""

    def __init__(self, cert, key, issuer=None):
        self.cert, self.key, self.issuer = cert, key, issuer

    def pem(self):
        return self.cert.public_bytes(serialization.Encoding.PEM)

    def der(self):
        return self.cert.public_bytes(serialization.Encoding.DER)

    def key_pem(self):
        return self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def name_of(title):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, title)])


def make(title, issuer=None, *, is_authority=False, addresses=(HOST,),
         names=("rec01.harbour.local",), start=NOW - DAY,
         end=NOW + 300 * DAY, key=None):
    """A certificate of `issuer`, of its own without one."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    builder = (x509.CertificateBuilder()
               .subject_name(name_of(title))
               .issuer_name(issuer.cert.subject if issuer else name_of(title))
               .public_key(key.public_key())
               .serial_number(x509.random_serial_number())
               .not_valid_before(start).not_valid_after(end)
               .add_extension(x509.BasicConstraints(is_authority, None), True)
               .add_extension(x509.SubjectKeyIdentifier.from_public_key(
                   key.public_key()), False))
    issuer_key = issuer.key if issuer else key
    builder = builder.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(
            issuer_key.public_key()), False)
    builder = builder.add_extension(x509.KeyUsage(
        digital_signature=not is_authority, content_commitment=False,
        key_encipherment=False, data_encipherment=False, key_agreement=False,
        key_cert_sign=is_authority, crl_sign=is_authority, encipher_only=False,
        decipher_only=False), True)
    if not is_authority:
        builder = builder.add_extension(x509.ExtendedKeyUsage(
            [ExtendedKeyUsageOID.SERVER_AUTH]), False)
        builder = builder.add_extension(x509.SubjectAlternativeName(
            [x509.DNSName(each) for each in names]
            + [x509.IPAddress(ipaddress.ip_address(each))
               for each in addresses]), False)
    return Pair(builder.sign(issuer_key, hashes.SHA256()), key, issuer)


def wait_until(holds, what):
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(f"never happened: {what}")
        time.sleep(0.02)


class Servers:
    """Starts servers, and ends them all."""

    def __init__(self):
        self.folder = tempfile.mkdtemp()
        self.processes = []
        self.sockets = []
        self.number = 0

    def close(self):
        for process in self.processes:
            process.send_signal(signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for each in self.sockets:
            each.close()
        shutil.rmtree(self.folder)

    def write(self, data, suffix):
        self.number += 1
        path = os.path.join(self.folder, f"{self.number}.{suffix}")
        with open(path, "wb") as file:
            file.write(data)
        return path

    def start(self, command, **more):
        log = self.write(b"", "log")
        with open(log, "wb") as output:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL,
                                       stdout=output, stderr=output, **more)
        self.processes.append(process)
        return process, log

    @staticmethod
    def said(log):
        with open(log, "rb") as file:
            return file.read()

    def openssl(self, pair, *options, chain=(), accept="127.0.0.1:0"):
        """The port of an openssl s_server."""
        command = ["openssl", "s_server", "-accept", accept, "-www",
                   "-cert", self.write(pair.pem(), "pem"),
                   "-key", self.write(pair.key_pem(), "key"), *options]
        if chain:
            command += ["-cert_chain", self.write(
                b"".join(each.pem() for each in chain), "pem")]
        process, log = self.start(command)
        wait_until(lambda: b"\nACCEPT " in b"\n" + self.said(log)
                   or process.poll() is not None, "openssl listens")
        for line in self.said(log).decode().splitlines():
            if line.startswith("ACCEPT "):
                return int(line.rsplit(":", 1)[1])
        raise AssertionError(self.said(log))

    def gnutls(self, pair, *options):
        """gnutls-serv takes no port 0: ports are tried until one is free."""
        for _ in range(20):
            port = random.randrange(20000, 32000)
            process, log = self.start(
                ["gnutls-serv", "--http", "--disable-client-cert",
                 f"--port={port}", *options,
                 "--x509certfile", self.write(pair.pem(), "pem"),
                 "--x509keyfile", self.write(pair.key_pem(), "key")])
            wait_until(lambda: b"listening on IPv4" in self.said(log)
                       or process.poll() is not None, "gnutls-serv listens")
            if b"listening on IPv4 127.0.0.1" in self.said(log) or \
                    b"done" in self.said(log) and process.poll() is None:
                return port
        raise AssertionError(self.said(log))

    def listen(self):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, 0))
        listener.listen(64)
        self.sockets.append(listener)
        return listener

    def nginx(self, pair):
        """nginx takes over a socket that is bound already."""
        listener = self.listen()
        port = listener.getsockname()[1]
        home = tempfile.mkdtemp(dir=self.folder)
        config = f"""daemon off; pid {home}/pid;
            error_log stderr; events {{ }}
            http {{ access_log off; client_body_temp_path {home};
              proxy_temp_path {home}; fastcgi_temp_path {home};
              uwsgi_temp_path {home}; scgi_temp_path {home};
              server {{ listen {HOST}:{port} ssl;
              ssl_certificate {self.write(pair.pem(), "pem")};
              ssl_certificate_key {self.write(pair.key_pem(), "key")};
              ssl_protocols TLSv1.2 TLSv1.3; }} }}"""
        path = self.write(config.encode(), "conf")
        descriptor = listener.fileno()
        self.start([shutil.which("nginx", path=os.environ["PATH"]
                                 + ":/usr/sbin"), "-c", path, "-p", home],
                   env={**os.environ, "NGINX": f"{descriptor};"},
                   pass_fds=[descriptor])
        return port

    def raw(self, serve):
        """The port of a server that does `serve(connection)` to each."""
        listener = self.listen()

        def accept():
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                threading.Thread(target=work, args=[connection],
                                 daemon=True).start()

        def work(connection):
            with connection:
                try:
                    serve(connection)
                except OSError:
                    pass

        threading.Thread(target=accept, daemon=True).start()
        return listener.getsockname()[1]


# --- Servers that are none ---------------------------------------------------

def silent(connection):
    """Takes everything and says nothing."""
    while connection.recv(4096):
        pass


def pump(source, sink):
    """All that comes from one goes to the other, and then its end."""
    try:
        while data := source.recv(4096):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def garbage(connection):
    connection.recv(4096)
    connection.sendall(b"\x00\xffSURPRISE\r\n" * 9)
    silent(connection)


def reset(connection):
    connection.recv(4096)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                          b"\1\0\0\0\0\0\0\0")


def http(connection):
    """Answers a question in HTTP, and anything else with 400."""
    asked = connection.recv(4096)
    known = asked.startswith((b"GET ", b"HEAD "))
    connection.sendall(b"HTTP/1.0 404 Not Found\r\n\r\n" if known else
                       b"HTTP/1.0 400 Bad Request\r\n\r\n")


def patient_http(connection):
    """Waits for the end of a line before it says anything."""
    asked = b""
    while not asked.endswith(b"\r\n\r\n"):
        more = connection.recv(4096)
        if not more:
            return
        asked += more
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")


def message(number, body):
    return bytes([number]) + len(body).to_bytes(3, "big") + body


ECDHE_ECDSA, ECDHE_RSA = b"\xc0\x2b", b"\xc0\x2f"  # with AES-128-GCM


def tls12_flight(*certificates, suite=ECDHE_ECDSA):
    """ServerHello and Certificate of TLS 1.2, with any bytes as certificates,
    and no proof of any key: a copy of what another server sent."""
    hello = b"\3\3" + bytes(32) + b"\0" + suite + b"\0" + (
        b"\0\5\xff\1\0\1\0")
    listed = b"".join(len(each).to_bytes(3, "big") + each
                      for each in certificates)
    flight = message(2, hello) + message(
        11, len(listed).to_bytes(3, "big") + listed)
    return b"".join(
        b"\x16\3\3" + len(part).to_bytes(2, "big") + part
        for part in (flight[at:at + 16000]
                     for at in range(0, len(flight), 16000)))


def copy_of(*certificates, suite=ECDHE_ECDSA, then=lambda connection: None):
    def serve(connection):
        connection.recv(4096)
        connection.sendall(tls12_flight(*certificates, suite=suite))
        then(connection)
    return serve
