"""The cases of tests/vectors/explain/, for devel/make-vectors: what goes wrong
with the certificates of a video management system, one fault each. Beside each
lies the text that the administrator reads; make update-snapshots writes it, and
a change of it is a change to read.
"""

from certificates import *  # noqa: F403

SMART_CLIENT = "client: smart-client"
PHONE = "client: xprotect-mobile-client"
DISPLAY = "client: secure-display-station"

# Public keys whose private key nobody has: RFC 8410 10.1, and RSA of a size
# that takes seconds.
ED25519 = bytes.fromhex("302a300506032b6570032100"
                        "19bf44096984cdfe8541bac167dc3b96"
                        "c85086aa30b6b6cb0c5c38ad703166e1")


def rsa_of(bits):
    number = (1 << (bits - 1)) + 1
    return sequence(sequence(oid("1.2.840.113549.1.1.1"), tlv(5)),
                    bit_string(sequence(integer(number), integer(65537))))


def excluded(*names):
    return extension("2.5.29.30", sequence(
        tlv(0xa1, *(sequence(each) for each in names))), True)


def policy_demanded():
    return extension("2.5.29.36", sequence(tlv(0x80, b"\x00")), True)


def policies(*dotted):
    return extension("2.5.29.32", sequence(*(sequence(oid(each))
                                             for each in dotted)))


def plain_authority(*extensions, **options):
    """A root with these extensions and no others."""
    return certificate(CA_NAME, "ca", CA_NAME, "ca", extensions,
                       **{"begin": "2024-01-01", "end": "2034-01-01",
                          **options})


def of_issuing_ca(*extensions, **options):
    """An intermediate with these extensions."""
    return certificate(name("Site Issuing CA"), "intermediate", CA_NAME, "ca",
                       [*extensions, subject_key_id("intermediate"),
                        authority_key_id("ca")],
                       **{"serial": 7, "begin": "2025-01-01",
                          "end": "2032-01-01", **options})


def device(host="camera-7", **options):
    """A certificate that a camera or a display made for itself."""
    return certificate(name(host), "device", name(host), "device",
                       [basic_constraints(False), purpose(SERVER),
                        alt_names(dns(host))], **options)


def form_and_signature(root, good):
    """What is damaged, forged or unknown."""
    yield "malformed", case(
        "the file of the certificate was cut short on its way",
        [("MALFORMED CERTIFICATE", good[:200])], [root],
        ["error malformed 0"], settings=[SMART_CLIENT])
    yield "malformed-extra", case(
        "a damaged file lies among the server's certificates",
        [good, ("MALFORMED CERTIFICATE", b"\x30\x03abc")], [root],
        ["info malformed-extra -"], settings=[SMART_CLIENT])
    altered = bytearray(good)
    altered[-1] ^= 1
    yield "altered", case(
        "somebody changed the certificate after it was signed",
        [bytes(altered)], [root], ["error signature-invalid 0"],
        settings=[SMART_CLIENT], steps="RFC 5280 6.1.3 (a) (1)")
    unknown = sequence(oid("1.2.3.4.5"))
    yield "algorithm-unknown", case(
        "signed in a way that nobody here knows",
        [server(algorithm=unknown)], [root], ["error algorithm-unknown 0"],
        settings=[SMART_CLIENT])
    yield "rsa-1024", case(
        "an old device has a key that can be broken",
        [server(key="weak")], [root], ["error key-or-signature-too-weak 0"],
        settings=[SMART_CLIENT])
    yield "sha-1", case(
        "an old CA signs with SHA-1", [server(digest="sha1")], [root],
        ["error key-or-signature-too-weak 0"], settings=[SMART_CLIENT])
    yield "huge-key", case(
        "a key that keeps whoever checks it busy for seconds",
        [server(key=rsa_of(20000))], [root], ["error key-unreasonable 0"],
        settings=[SMART_CLIENT])
    yield "ed25519", case(
        "a modern key, of which the guides say nothing",
        [server(key=ED25519)], [root], ["warning not-rsa 0"],
        settings=[SMART_CLIENT])


def time(root, good):
    """What is out of date."""
    yield "expired", case(
        "nobody renewed the certificate", [server(end="2026-11-20")], [root],
        ["error expired 0"], settings=[SMART_CLIENT],
        steps="RFC 5280 6.1.3 (a) (2)")
    yield "intermediate-expired", case(
        "the intermediate has expired, the server's own certificate has not",
        [below_intermediate(end="2027-06-01"),
         of_issuing_ca(basic_constraints(True), key_usage_of_ca(),
                       end="2026-10-01")], [root],
        ["error expired 1", "warning outlives-its-ca 0"],
        settings=[SMART_CLIENT])
    yield "root-expired", case(
        "the CA certificate has expired", [good],
        [authority(end="2026-10-01")],
        ["error root-expired 1", "warning outlives-its-ca 0"],
        settings=[SMART_CLIENT])
    yield "not-valid-yet", case(
        "the clock of the display is a day slow",
        [server(begin="2026-11-22")], [root], ["error not-valid-yet 0"],
        settings=[DISPLAY])
    yield "clock-wrong", case(
        "the display lost its clock", [good], [root],
        ["error clock-wrong -"],
        settings=[DISPLAY, "earliest-time: 2026-11-22T00:00:00Z"])
    yield "expires-soon", case(
        "30 days are left", [server(end="2026-12-21")], [root],
        ["warning expires-soon 0"], settings=[SMART_CLIENT])
    yield "outlives-its-ca", case(
        "issued for longer than the CA lasts", [server(end="2028-01-01")],
        [authority(end="2027-06-01")], ["warning outlives-its-ca 0"],
        settings=[SMART_CLIENT])
    yield "too-long-for-phones", case(
        "issued for five years, as the script of the guide does",
        [server(end="2031-01-01")], [root],
        ["error valid-too-long-for-phones 0"], role="mobile-server",
        settings=[PHONE])
    yield "too-long-for-the-web", case(
        "the same by the rules for public CAs",
        [server(end="2027-06-01", begin="2026-06-01")], [root],
        ["warning valid-too-long 0"], role="tls-server",
        settings=["rules: webpki@1"])


def trust(root, good):
    """What is not trusted, or differently from what one thinks."""
    yield "root-not-installed", case(
        "nobody installed the CA certificate on the client", [good],
        [authority("other-ca", name("Harbour CA 2026"))],
        ["error root-not-installed 0"], settings=[SMART_CLIENT])
    yield "root-not-on-the-display", case(
        "nobody installed it on the display", [good],
        [authority("other-ca", name("Harbour CA 2026"))],
        ["error root-not-installed 0"], settings=[DISPLAY])
    yield "root-not-on-the-phone", case(
        "nobody installed it on the phone", [good],
        [authority("other-ca", name("Harbour CA 2026"))],
        ["error root-not-installed 0"], role="mobile-server",
        settings=[PHONE])
    yield "root-created-again", case(
        "the script was run again: a CA of the same name with another key",
        [good], [authority("other-ca")],
        ["error root-not-installed 0", "warning other-ca-same-name -"],
        settings=[SMART_CLIENT])
    yield "root-created-again-no-key-id", case(
        "the same, and the certificate does not say which key signed it",
        [server(with_key_id=False)], [authority("other-ca")],
        ["error root-not-installed 0", "warning other-ca-same-name -",
         "info issuer-key-id-missing 0"], settings=[SMART_CLIENT])
    yield "root-for-another-use", case(
        "the display has the root for its own web server only", [good],
        [("own secure-display-station-web", root)],
        ["error root-not-for-this-use -"], settings=[DISPLAY])
    yield "intermediate-missing", case(
        "the server does not send its intermediate, and nobody has it",
        [below_intermediate(more=[ca_issuers("http://ca.site.local/i.crt")])],
        [root], ["error root-not-installed 0"], role="mobile-server",
        settings=[PHONE])
    yield "intermediate-not-sent", case(
        "Windows happens to have the intermediate, the phone has not",
        [below_intermediate()], [root], ["error intermediate-not-sent 1"],
        role="mobile-server", settings=[PHONE],
        more=[("intermediate:", intermediate())])
    yield "out-of-order", case(
        "the server sends its two intermediates in the wrong order",
        [below_intermediate(),
         intermediate(subject="Site Policy CA", key="device"),
         intermediate(issuer=name("Site Policy CA"), issuer_key="device")],
        [root], ["warning certificates-out-of-order 0"],
        settings=[SMART_CLIENT])
    yield "self-signed-device", case(
        "a camera's own certificate, which nobody trusts yet",
        [device()], [root], ["error root-not-installed 0",
                             "info short-name-only 0"],
        role="camera-device", host="camera-7")
    yield "leaf-in-the-store", case(
        "the server certificate itself was installed in place of its CA, and"
        " then renewed", [server(serial=2)], [good],
        ["error root-not-installed 0"], settings=[SMART_CLIENT])
    yield "distrusted", case(
        "the key was stolen", [good], [root], ["error distrusted 0"],
        settings=[SMART_CLIENT], more=[("distrusted-key:", good)])
    yield "distrusted-root", case(
        "the CA's key was stolen", [good], [root], ["error distrusted -"],
        settings=[SMART_CLIENT], more=[("distrusted-key:", root)])
    yield "pin-changed", case(
        "the display presents another certificate than the one that was"
        " accepted by hand", [server(serial=2)], [root],
        ["error pin-changed 0"], role="secure-display-station-web",
        settings=["client: management-client"],
        more=[(f"pin: {HOST} 2027-01-01T00:00:00Z", good)])
    yield "pin-expired", case(
        "what was accepted by hand was accepted for a time", [good], [root],
        ["error pin-changed 0"], role="secure-display-station-web",
        settings=["client: management-client"],
        more=[(f"pin: {HOST} 2026-01-01T00:00:00Z", good)])


def rules_of_cas(root, good):
    """What a CA may not, and what a certificate is not for."""
    yield "leaf-issues", case(
        "the certificate of one server was used to issue that of another",
        [server(issuer=name("rec09.site.local"), issuer_key="device"),
         server(key="device", subject="rec09.site.local",
                more=[subject_key_id("device")])],
        [root], ["error issuer-is-not-a-ca 1",
                 "error issuer-may-not-sign-certificates 1"],
        settings=[SMART_CLIENT], steps="RFC 5280 6.1.4 (k), (n)")
    yield "ca-may-not-sign", case(
        "the intermediate may sign revocation lists only",
        [below_intermediate(),
         of_issuing_ca(basic_constraints(True),
                       extension("2.5.29.15", bit_string(b"\x02", 1), True))],
        [root], ["error issuer-may-not-sign-certificates 1"],
        settings=[SMART_CLIENT])
    yield "old-script", case(
        "the old script of the guide made the CA certificate: Windows does not"
        " mind", [good], [plain_authority(subject_key_id("ca"))],
        ["warning trusted-root-not-marked-as-ca 1"],
        settings=[SMART_CLIENT])
    yield "old-script-on-a-phone", case(
        "the same CA certificate on a phone", [good],
        [plain_authority(subject_key_id("ca"))],
        ["error trusted-root-not-marked-as-ca 1"], role="mobile-server",
        settings=[PHONE])
    yield "root-says-no-ca", case(
        "a certificate that says of itself that it is no CA was installed as"
        " one", [good], [plain_authority(basic_constraints(False),
                                         subject_key_id("ca"))],
        ["error issuer-is-not-a-ca 1"], settings=[SMART_CLIENT])
    yield "path-too-long", case(
        "the CA allows no intermediate", [below_intermediate(),
                                          intermediate()],
        [plain_authority(basic_constraints(True, 0), key_usage_of_ca(),
                         subject_key_id("ca"))],
        ["error path-too-long 2"], settings=[SMART_CLIENT],
        steps="RFC 5280 6.1.4 (l), (m)")
    yield "short-name-not-permitted", case(
        "the CA may issue for site.local, and the certificate carries the"
        " short name, too", [good],
        [authority(more=[permitted(dns("site.local"))])],
        ["error name-not-permitted-by-ca 0"], settings=[SMART_CLIENT],
        steps="RFC 5280 6.1.3 (b), RFC 5937 3.2")
    yield "address-excluded", case(
        "the CA may not issue for addresses of the office network",
        [server(names=(*BOTH, address(10, 0, 0, 5)))],
        [authority(more=[excluded(address(10, 0, 0, 0, 255, 0, 0, 0))])],
        ["error name-not-permitted-by-ca 0"], settings=[SMART_CLIENT],
        steps="RFC 5280 6.1.3 (c)")
    yield "critical-extension", case(
        "a rule of another product, marked as one that must be understood",
        [server(more=[extension("1.3.6.1.4.1.311.21.99", tlv(5), True)])],
        [root], ["error critical-extension-unknown 0"],
        settings=[SMART_CLIENT], steps="RFC 5280 6.1.5 (f)")
    yield "policy-demanded", case(
        "the intermediate of a company demands a policy that the server"
        " certificate lacks",
        [below_intermediate(),
         of_issuing_ca(basic_constraints(True), key_usage_of_ca(),
                       policies("1.3.6.1.4.1.311.21.8.1"),
                       policy_demanded())],
        [root], ["error policy-not-acceptable 0"], settings=[SMART_CLIENT],
        steps="RFC 5280 6.1.3 (f)")
    yield "for-clients-only", case(
        "issued from the template for users", [server(
            purposes=purpose(CLIENT))], [root],
        ["error not-for-server-authentication 0"], settings=[SMART_CLIENT])
    yield "server-as-client", case(
        "a server certificate where a client must prove itself", [good],
        [root], ["error not-for-this-purpose 0"], role="tls-client",
        host=None)
    yield "ca-on-the-server", case(
        "the CA certificate itself serves as server certificate",
        [authority(more=[purpose(SERVER), alt_names(*BOTH)])],
        [authority(more=[purpose(SERVER), alt_names(*BOTH)])],
        ["warning server-certificate-is-a-ca 0"], settings=[SMART_CLIENT])
    yield "too-much-work", case(
        "the CA certificate has more name rules than anybody can check",
        [server(names=[*BOTH, *(dns(f"n{i}.site.local")
                                for i in range(700))])],
        [authority(more=[excluded(*(dns(f"x{i}.site.local")
                                    for i in range(700)))])],
        ["error work-limit-reached -"], settings=[SMART_CLIENT])


def names(root, good):
    """What the certificate is called."""
    yield "other-host", case(
        "the server was renamed", [good], [root],
        ["error host-name-not-in-certificate 0"], host="rec02.site.local",
        settings=[SMART_CLIENT], steps="RFC 9525 6.1, RFC 9525 6.6")
    yield "short-name-dialled", case(
        "the client uses the short name, the certificate has the full one",
        [server(names=(dns(HOST),))], [root],
        ["error host-name-not-in-certificate 0", "info full-name-only 0"],
        host="rec01", settings=[SMART_CLIENT])
    yield "full-name-dialled", case(
        "the client uses the full name, the certificate has the short one",
        [server(names=(dns("rec01"),), subject="rec01")], [root],
        ["error host-name-not-in-certificate 0", "info short-name-only 0"],
        settings=[SMART_CLIENT])
    yield "address-dialled", case(
        "the client is set up with an address", [good], [root],
        ["error ip-address-not-in-certificate 0"], host="10.0.0.5",
        settings=[SMART_CLIENT], steps="RFC 9525 6.4")
    yield "address-as-dns-name", case(
        "the address was written among the DNS names",
        [server(names=(*BOTH, dns("10.0.0.5")))], [root],
        ["error ip-address-not-in-certificate 0"], host="10.0.0.5",
        settings=[SMART_CLIENT])
    yield "wildcard-two-labels", case(
        "a wildcard stands for one label",
        [server(names=(dns("*.site.local"),), subject="*.site.local")],
        [root], ["error host-name-not-in-certificate 0",
                 "info full-name-only 0"], host="rec01.hall.site.local",
        settings=[SMART_CLIENT])
    yield "cluster-name-missing", case(
        "the name of the cluster was forgotten",
        [server(names=(dns("ms-a"), dns("ms-a.site.local")),
                subject="ms-a.site.local")], [root],
        ["error required-name-not-in-certificate 0"],
        role="management-server", host="ms-a.site.local",
        settings=["client: recording-server",
                  "required-name: ms.site.local"])
    yield "name-in-subject", case(
        "the name is only in the subject: XProtect on Windows accepts that",
        [server(names=())], [root], ["warning host-name-only-in-subject 0"],
        settings=[SMART_CLIENT])
    yield "name-in-subject-on-a-phone", case(
        "phones do not", [server(names=())], [root],
        ["error host-name-only-in-subject 0"], role="mobile-server",
        settings=[PHONE])
    yield "underscore", case(
        "a computer name with an underscore",
        [server(names=(dns("rec_01"), dns("rec_01.site.local")),
                subject="rec_01.site.local")], [root],
        ["info dns-name-not-preferred 0"], host="rec_01.site.local",
        settings=[SMART_CLIENT])


def profile(root, good):
    """What some stacks refuse and others do not mind."""
    yield "purpose-critical", case(
        "the server script of the guide marks the purpose: Windows does not"
        " mind", [server(purposes=purpose(SERVER, critical=True))], [root],
        ["info purpose-marked-critical 0"], settings=[SMART_CLIENT])
    yield "no-issuer-key-id", case(
        "made by hand with a tool that leaves the key id out",
        [server(with_key_id=False)], [root],
        ["info issuer-key-id-missing 0"], settings=[SMART_CLIENT])
    yield "serial-zero", case(
        "made with serial number 0", [server(serial=0)], [root],
        ["warning serial-number-not-positive 0"], settings=[SMART_CLIENT])
    yield "serial-too-long", case(
        "made with a serial number of 21 bytes",
        [server(serial=1 << 160)], [root],
        ["warning serial-number-too-long 0"], settings=[SMART_CLIENT])
    yield "version-1", case(
        "a certificate of version 1 has no DNS names at all",
        [certificate(name(HOST), "server", CA_NAME, "ca", [])], [root],
        ["warning host-name-only-in-subject 0", "warning version-not-3 0",
         "info issuer-key-id-missing 0"], settings=[SMART_CLIENT])
    yield "settings-of-a-ca", case(
        "made from the template for a CA, without the mark",
        [certificate(name(HOST), "server", CA_NAME, "ca",
                     [key_usage_of_ca(), purpose(SERVER), alt_names(*BOTH),
                      permitted(dns("site.local")), authority_key_id("ca")])],
        [root],
        ["warning name-constraints-on-server-certificate 0",
         "warning key-usage-does-not-fit 0"], settings=[SMART_CLIENT])


def revocation(root, good):
    """What the CA has taken back, and what nobody knows."""
    required = "revocation: required"
    yield "revoked", case(
        "the key of the server was stolen, and its CA says so", [good], [root],
        ["error revoked 0"], settings=[SMART_CLIENT],
        more=[("crl:", crl([(1, 1)]))], steps="RFC 5280 6.1.3 (a) (3)")
    yield "revoked-intermediate", case(
        "the key of the intermediate was stolen",
        [below_intermediate(), intermediate()], [root], ["error revoked 1"],
        settings=[SMART_CLIENT],
        more=[("crl:", crl([(7, 2)])),
              ("crl:", crl(key="intermediate",
                           issuer=name("Site Issuing CA")))])
    yield "revoked-by-staple", case(
        "the server itself brings the news", [good], [root],
        ["error revoked 0"], settings=[SMART_CLIENT],
        more=[("ocsp:", ocsp(1, True))])
    yield "crl-expired", case(
        "nobody fetched a new list for weeks", [good], [root],
        ["error crl-expired 0"], settings=[SMART_CLIENT, required],
        more=[("crl:", crl(begin="2026-09-01", end="2026-10-01"))])
    yield "crl-expired-and-not-required", case(
        "the same where revocation is judged by what is at hand", [good],
        [root], ["warning crl-expired 0"], settings=[SMART_CLIENT],
        more=[("crl:", crl(begin="2026-09-01", end="2026-10-01"))])
    altered = bytearray(crl())
    altered[-1] ^= 1
    yield "crl-not-valid", case(
        "somebody changed the list after it was signed", [good], [root],
        ["error crl-not-valid 0"], settings=[SMART_CLIENT, required],
        more=[("crl:", bytes(altered))])
    yield "crl-of-another-ca", case(
        "the list of the CA that was created again", [good], [root],
        ["error revocation-unknown 0"], settings=[SMART_CLIENT, required],
        more=[("crl:", crl(key="other-ca"))])
    yield "revocation-unknown", case(
        "revocation must be known, and there is no list", [good], [root],
        ["error revocation-unknown 0"], settings=[SMART_CLIENT, required])


def explained():
    """Yields name and text."""
    root, good = authority(), server()
    for group in (form_and_signature, time, trust, rules_of_cas, names,
                  profile, revocation):
        yield from group(root, good)
