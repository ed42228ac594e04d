"""What the tests of an authority share: one that signs fast, and openssl."""

import subprocess

from command import Files, run


def openssl(*arguments):
    return subprocess.run(["openssl", *arguments], capture_output=True,
                          check=False, text=True)


class Authority(Files):
    """A scratch folder with a CA that signs fast."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.secret = cls.write("passphrase", "correct horse battery\r\n")
        answer = cls.ca("init", "--key-type", "p256", "--title", "Harbour CA",
                        cls.path("harbour"))
        assert answer.status == 0, answer.err

    @classmethod
    def ca(cls, verb, *arguments):
        return run("ca", verb, "--passphrase-file", cls.secret, *arguments)

    @classmethod
    def issue(cls, host, out, *more, ca="harbour"):
        return cls.ca("issue", "--server-role", "recording-server", "--host",
                      host, "--key-type", "p256", "--out", cls.path(out),
                      *more, cls.path(ca))

    def rows(self, ca="harbour", *more):
        answer = run("ca", "list", "--json", *more, self.path(ca))
        self.assertEqual((answer.status, answer.err), (0, ""))
        return self.assert_schema(answer, "vmstrust-ca-list-1")["certificates"]

    def trusted(self, *arguments):
        return run("verify", "--server-role", "recording-server", "--ca",
                   self.path("harbour/ca.crt"), *arguments)
