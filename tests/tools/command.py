"""What the tests of the command share: the command itself, run as a user runs
it, and certificates made on the spot."""

import errno
import fcntl
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import termios
import time
import unittest

try:
    import jsonschema
except ImportError:
    jsonschema = None

BUILD = os.environ["top_builddir"]
SOURCE = os.environ["top_srcdir"]

# All certificates are valid in 2030, and judged then.
AT = "2030-06-01T12:00:00Z"

TEMPLATE = """activation_date = "2029-01-01 00:00:00 UTC"
expiration_date = "2032-01-01 00:00:00 UTC"
"""
CA = TEMPLATE + "ca\ncert_signing_key\ncrl_signing_key\n"
SERVER = TEMPLATE + "signing_key\ntls_www_server\n"


def locate():
    """(command, environment): libtool's wrapper script left aside."""
    inner = os.path.join(BUILD, ".libs", "vmstrust")
    if os.path.exists(inner):
        return inner, {"LD_LIBRARY_PATH": os.path.join(BUILD, ".libs")}
    return os.path.join(BUILD, "vmstrust"), {}


COMMAND, LIBRARY = locate()


def environment(**more):
    given = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC",
             **LIBRARY, **more}
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
        if name in os.environ:
            given[name] = os.environ[name]
    return given


def slow_only():
    """Ends the test as skipped unless the slow tests are asked for, which
    scripts/check does, once."""
    if not os.environ.get("VMSTRUST_SLOW"):
        print("scripts/check runs this; by hand VMSTRUST_SLOW=yes asks for it")
        sys.exit(77)


# One test, or the tests of one class, likewise.
SLOW = unittest.skipUnless(os.environ.get("VMSTRUST_SLOW"),
                           "scripts/check runs it")


class Schemas:
    """The schemas that are installed, which may refer to each other."""

    FOLDER = os.path.join(SOURCE, "doc", "schema")

    def __init__(self):
        self.known = {}
        for name in os.listdir(self.FOLDER):
            with open(os.path.join(self.FOLDER, name),
                      encoding="utf-8") as file:
                schema = json.load(file)
            self.known[schema["$id"]] = schema

    def validate(self, document, name):
        schema = self.known[f"urn:vmstrust:schema:{name}"]
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.Draft202012Validator(
            schema, resolver=jsonschema.RefResolver(
                schema["$id"], schema, store=self.known)).validate(document)


SCHEMAS = Schemas()


class Answer:
    """Status, standard output and standard error of one run."""

    def __init__(self, done):
        self.status = done.returncode
        self.out = done.stdout.decode("utf-8", "surrogateescape")
        self.err = done.stderr.decode("utf-8", "surrogateescape")


def run(*arguments, given=b"", seconds=20, **more):
    """Runs the command; a run that hangs is a failed test."""
    return Answer(subprocess.run(
        [COMMAND, *arguments], input=given, capture_output=True, check=False,
        timeout=seconds, env=environment(**more)))


class Terminal:
    """The command at a terminal of its own. Everything that it says, on
    whatever stream, is what a person sees: `screen`."""

    def __init__(self, *arguments, seconds=60, **more):
        self.deadline = time.monotonic() + seconds
        self.screen = ""
        self.seen = 0
        self.master, self.slave = os.openpty()
        self.process = subprocess.Popen(
            [COMMAND, *arguments], stdin=self.slave, stdout=self.slave,
            stderr=self.slave, env=environment(**more),
            start_new_session=True, preexec_fn=self._control)

    def _control(self):
        fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)

    def _read(self):
        """Some more of the screen; False at its end."""
        left = self.deadline - time.monotonic()
        if left <= 0 or not select.select([self.master], [], [], left)[0]:
            raise AssertionError(f"it hangs: {self.screen!r}")
        try:
            data = os.read(self.master, 4096)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            data = b""
        self.screen += data.decode("utf-8", "replace").replace("\r\n", "\n")
        return data != b""

    def await_text(self, words):
        """Waits until it has said so, behind all that was waited for."""
        while words not in self.screen[self.seen:]:
            if not self._read():
                raise AssertionError(f"{words!r} never came: {self.screen!r}")
        self.seen = self.screen.index(words, self.seen) + len(words)

    def type(self, keys):
        os.write(self.master, keys.encode())

    def echoes(self):
        return bool(termios.tcgetattr(self.slave)[3] & termios.ECHO)

    def finish(self):
        """Its status; the screen is complete then."""
        status = self.process.wait(
            max(self.deadline - time.monotonic(), 0.1))
        while select.select([self.master], [], [], 0)[0] and self._read():
            pass
        return status

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        os.close(self.master)
        os.close(self.slave)


def certtool(*arguments):
    done = subprocess.run(["certtool", *arguments], capture_output=True,
                          check=False, text=True)
    if done.returncode != 0:
        raise AssertionError(done.stderr)


class Files(unittest.TestCase):
    """A scratch folder with a CA and server certificates of it."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        os.chmod(cls.folder, 0o755)
        for name in ("ca", "server"):
            certtool("--generate-privkey", "--key-type", "ecdsa", "--curve",
                     "secp256r1", "--outfile", cls.path(name + ".key"))
        cls.root("ca", "Harbour CA")

    @classmethod
    def path(cls, name):
        return os.path.join(cls.folder, name)

    @classmethod
    def write(cls, name, data):
        path = cls.path(name)
        with open(path, "wb") as file:
            file.write(data if isinstance(data, bytes) else data.encode())
        return path

    @classmethod
    def read(cls, name):
        with open(cls.path(name), "rb") as file:
            return file.read()

    @classmethod
    def root(cls, name, title):
        template = cls.write("template", CA + f'cn = "{title}"\nserial = 1\n')
        certtool("--generate-self-signed", "--load-privkey",
                 cls.path("ca.key"), "--template", template, "--outfile",
                 cls.path(name + ".pem"))
        return cls.path(name + ".pem")

    @classmethod
    def server(cls, name, text):
        """A certificate of the CA, from lines of a certtool template."""
        template = cls.write("template", SERVER + text)
        certtool("--generate-certificate", "--load-privkey",
                 cls.path("server.key"), "--load-ca-certificate",
                 cls.path("ca.pem"), "--load-ca-privkey", cls.path("ca.key"),
                 "--template", template, "--outfile", cls.path(name + ".pem"))
        return cls.path(name + ".pem")

    @classmethod
    def crl(cls, name, *revoked):
        """A revocation list of the CA, of May 2030, with these certificates."""
        template = cls.write("template", """
crl_this_update_date = "2030-05-01 00:00:00 UTC"
crl_next_update_date = "2030-07-01 00:00:00 UTC"
crl_revocation_date = "2030-04-01 00:00:00 UTC"
crl_number = 5
""")
        certs = [word for path in revoked
                 for word in ("--load-certificate", path)]
        certtool("--generate-crl", "--load-ca-privkey", cls.path("ca.key"),
                 "--load-ca-certificate", cls.path("ca.pem"), "--template",
                 template, *certs, "--outfile", cls.path(name + ".crl"))
        return cls.path(name + ".crl")

    def assert_error(self, answer, status, line):
        """One line on standard error, nothing else, and the status."""
        self.assertEqual(answer.err, f"vmstrust: {line}\n")
        self.assertEqual(answer.out, "")
        self.assertEqual(answer.status, status)

    def assert_usage(self, answer, line, verb="verify"):
        self.assert_error(answer, 64,
                          f"{line} (see 'vmstrust {verb} --help')")

    def assert_schema(self, answer, name):
        """The output is JSON of this installed schema."""
        document = json.loads(answer.out)
        self.assertEqual(document["schema"], name)
        if jsonschema is not None:
            SCHEMAS.validate(document, name)
        return document

    def assert_harmless(self, text, newlines=True):
        """Nothing in it steers a terminal or turns text round."""
        for character in text:
            number = ord(character)
            harmful = (number < 0x20 and not (newlines and number == 0x0a)
                       or 0x7f <= number < 0xa0
                       or 0x200b <= number <= 0x200f
                       or 0x2028 <= number <= 0x202e
                       or 0x2060 <= number <= 0x206f
                       or 0xd800 <= number <= 0xdfff or number == 0xfeff)
            self.assertFalse(harmful, f"U+{number:04X} in {text!r}")
