"""Cases for the judges: a sound chain, and up to a handful of changes to it.

scenario(seed, number) is always the same case. A change is a function of a
Scene that alters certificates before they are encoded, adds some, or alters
what is asked; CHANGES lists them with their weights. None of them knows what
the answer will be.
"""

import random
from collections import namedtuple

import certificate as ids
import der
import forge
import judge
import path

NOW = 1_700_000_000
DAY = 86400
SERVER, CLIENT = "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"
EMAIL_PURPOSE, CRITICAL_UNKNOWN = "1.3.6.1.5.5.7.3.4", "1.3.6.1.4.1.32473.1"
NEW_POLICIES = [f"1.3.6.1.4.1.32473.2.{number}" for number in range(4)]
ENTRY_REASON, ENTRY_ISSUER = "2.5.29.21", "2.5.29.29"
CRL_NUMBER, DELTA, SCOPE = "2.5.29.20", "2.5.29.27", "2.5.29.28"

HOSTS = [
    "rec01.site.local", "rec02.site.local", "REC01.Site.Local", "rec01",
    "a.example.com", "b.a.example.com", "example.com", "xn--bcher-kva.example",
    "bücher.example", "under_score.example.com", "rec01.site.local.",
    "10.0.0.1", "10.0.1.1", "2001:db8::1", "::ffff:10.0.0.1",
]
DNS_NAMES = [
    "rec01.site.local", "REC01.SITE.LOCAL", "rec01", "*.site.local", "*.local",
    "*.example.com", "a.example.com", "*.a.example.com", "a*.example.com",
    "*", "*.*.com", "b.*.example.com", "xn--bcher-kva.example",
    "*.xn--bcher-kva.example", "under_score.example.com", "example.com",
    "rec01.site.local.", ".site.local", "rec01..local", "", "10.0.0.1",
    "xn--*.example.com", "rec01.site.local\0.evil.example",
]
ADDRESSES = [bytes((10, 0, 0, 1)), bytes((10, 0, 1, 1)),
             bytes.fromhex("20010db8" + 11 * "00" + "01"),
             bytes(10) + b"\xff\xff" + bytes((10, 0, 0, 1)), b"\x0a\x00\x00"]
OTHER_NAMES = [
    forge.email("anna@site.local"), forge.email("Anna@SITE.local"),
    forge.email("bo@mail.example.com"), forge.email("two@at@site.local"),
    forge.email("nobody"), forge.uri("https://rec01.site.local/x?y"),
    forge.uri("https://u@a.example.com:443/"), forge.uri("urn:x:y"),
    forge.uri("https://10.0.0.1/"), forge.uri("https://[2001:db8::1]/"),
    forge.registered("1.3.6.1.4.1.32473.3"),
    forge.other_name("1.3.6.1.4.1.32473.4", forge.wrap(der.UTF8, b"x")),
    forge.directory(forge.name(forge.common_name("rec01.site.local"))),
    forge.directory(forge.name(
        forge.rdn(forge.attribute(forge.ORGANISATION, "Site")),
        forge.common_name("rec01"))),
]
SUBTREES = [
    *map(forge.dns, ("site.local", "SITE.local", "rec01.site.local", "local",
                     "example.com", "a.example.com", ".example.com", "",
                     "xn--bcher-kva.example", "te.local")),
    *map(forge.email, ("site.local", ".site.local", "anna@site.local",
                       "Anna@site.local", ".example.com", "example.com")),
    *map(forge.uri, ("rec01.site.local", ".site.local", "site.local",
                     ".example.com")),
    *map(forge.address, (
        bytes((10, 0, 0, 0, 255, 255, 255, 0)),
        bytes((10, 0, 0, 0, 255, 0, 0, 0)),
        bytes(8), bytes(32), bytes((192, 168, 0, 0, 255, 255, 0, 0)),
        bytes.fromhex("20010db8" + 12 * "00" + "ffffffff" + 12 * "00"))),
    forge.directory(forge.name()),
    forge.directory(forge.name(forge.rdn(forge.attribute(
        forge.ORGANISATION, "Site")))),
    forge.directory(forge.name(forge.rdn(forge.attribute(
        forge.ORGANISATION, "SITE", der.PRINTABLE)))),
    forge.directory(forge.name(forge.rdn(forge.attribute(
        forge.ORGANISATION, "Other")))),
    forge.directory(forge.name(forge.common_name("rec01.site.local"))),
    forge.registered("1.3.6.1.4.1.32473.3"),
    forge.other_name("1.3.6.1.4.1.32473.4", forge.wrap(der.UTF8, b"x")),
]
# Ways to write the name of a CA that mean the same, and some that do not.
SPELLINGS = [
    ("CA {}", der.PRINTABLE), ("ca {}", der.UTF8), ("CA  {}", der.UTF8),
    (" CA {} ", der.UTF8), ("CA {}", der.BMP), ("CA {}", der.TELETEX),
    ("CA{}", der.UTF8), ("CA {}x", der.UTF8), ("CA {}", der.UNIVERSAL),
]

Case = namedtuple("Case", "number question changes")


def ca_name(label, spelling=("CA {}", der.UTF8)):
    text, tag = spelling
    return forge.name(
        forge.rdn(forge.attribute(forge.ORGANISATION, "Site")),
        forge.common_name(text.format(label), tag))


class Scene:
    """What a case is made of, until it is encoded."""

    def __init__(self, source, depth=None):
        """A chain over `depth` intermediates, or as many as chance has it."""
        self.random = source
        self.used = 0
        self.inputs = path.Inputs(NOW, "rec01.site.local", SERVER)
        self.revocation = "off"
        self.lists = []
        self.serial = source.randrange(1, 1 << 30)
        root = self.authority("root")
        root.signer, root.issuer = root.key, root.subject
        self.chain = [root] # the anchor first, the server's last
        if depth is None:
            depth = source.choice((0, 1, 1, 1, 2, 2, 3))
        for place in range(depth):
            self.chain.append(self.authority(str(place), self.chain[-1]))
        self.chain.append(self.server(self.chain[-1]))
        self.anchors = [root]
        self.sent = list(reversed(self.chain[1:]))
        self.bytes = [] # what is sent besides, as it stands

    # --- Making --------------------------------------------------------------

    def new_key(self):
        kind = self.random.choices(("p256", "ed25519", "rsa"), (12, 3, 1))[0]
        self.used += 1
        limit = {"p256": 24, "ed25519": 8, "rsa": 2}[kind]
        return forge.key(kind, self.used % limit)

    def certificate(self, subject, issuer):
        """A certificate without extensions below an issuer, or its own."""
        self.serial += 1
        cert = forge.Certificate(
            subject, issuer and issuer.subject, self.new_key(),
            issuer and issuer.key, self.serial,
            NOW - 300 * DAY, NOW + 300 * DAY)
        return cert

    def authority(self, label, issuer=None):
        cert = self.certificate(ca_name(label), issuer)
        cert.put(ids.BASIC_CONSTRAINTS, forge.basic_constraints(True), True)
        cert.put(ids.KEY_USAGE, forge.key_usage(5, 6), True)
        return self.identified(cert)

    def server(self, issuer):
        cert = self.certificate(
            forge.name(forge.common_name("rec01.site.local")), issuer)
        cert.put(ids.KEY_USAGE, forge.key_usage(0), True)
        cert.put(ids.PURPOSES, forge.oids(SERVER))
        cert.put(ids.SUBJECT_ALT_NAME,
                 forge.general_names(forge.dns("rec01.site.local")))
        return self.identified(cert)

    @staticmethod
    def identified(cert):
        cert.put(ids.SUBJECT_KEY_ID, forge.wrap(
            der.OCTET_STRING, forge.key_id(cert.key.spki)))
        if cert.signer:
            cert.put(ids.AUTHORITY_KEY_ID, forge.authority_key_id(
                forge.key_id(cert.signer.spki)))
        return cert

    def copy(self, cert):
        self.serial += 1
        other = forge.Certificate(**{**vars(cert), "serial": self.serial})
        other.extensions = list(cert.extensions)
        return other

    # --- Choosing ------------------------------------------------------------

    def often(self, share):
        return self.random.random() < share

    def pick(self, items):
        return self.random.choice(list(items))

    def some(self, items, least=1, most=3):
        items = list(items)
        return self.random.sample(items, min(len(items), self.random.randint(
            least, most)))

    @property
    def leaf(self):
        return self.chain[-1]

    def any_cert(self):
        return self.pick(self.chain)

    def any_ca(self):
        return self.pick(self.chain[:-1])

    def below(self, cert):
        """The certificate that this one issued, on the main chain."""
        return self.chain[self.chain.index(cert) + 1]

    def encode(self, number, changes):
        anchors = [cert.encode() for cert in self.anchors]
        sent = [cert.encode() for cert in self.sent]
        leaf = self.leaf.encode()
        question = judge.Question(
            self.inputs, leaf, [data for data in sent if data != leaf]
            + self.bytes, anchors, [crl.encode() for crl in self.lists],
            self.revocation)
        return Case(number, question, changes)


# --- Names -------------------------------------------------------------------

def ask_other_host(scene):
    scene.inputs.host = scene.pick(HOSTS)


def alter_names(scene):
    names = [forge.dns(text) for text in scene.some(DNS_NAMES, 0, 3)]
    names += [forge.address(octets) for octets in scene.some(ADDRESSES, 0, 1)]
    names += scene.some(OTHER_NAMES, 0, 1)
    if scene.often(0.6):
        names.append(forge.dns("rec01.site.local"))
    scene.random.shuffle(names)
    scene.leaf.put(ids.SUBJECT_ALT_NAME,
                   forge.general_names(*names) if names else None,
                   scene.often(0.1))
    if scene.often(0.4):
        ask_other_host(scene)


def add_other_names(scene):
    names = [forge.dns("rec01.site.local")] + scene.some(OTHER_NAMES)
    scene.leaf.put(ids.SUBJECT_ALT_NAME, forge.general_names(*names))


def name_in_subject_only(scene):
    scene.leaf.put(ids.SUBJECT_ALT_NAME, None)
    if scene.often(0.3):
        scene.inputs.host = None


def alter_subject(scene):
    choices = (
        forge.name(),
        forge.name(forge.common_name("rec01.site.local"),
                   forge.rdn(forge.attribute(forge.EMAIL_ATTRIBUTE,
                                             "anna@site.local", der.IA5))),
        forge.name(forge.rdn(forge.attribute(forge.ORGANISATION, "site")),
                   forge.common_name("rec01")),
        forge.name(forge.rdn(
            forge.attribute(forge.ORGANISATION, "Site"),
            forge.attribute(forge.COMMON_NAME, "rec01.site.local"))),
        ca_name("root"), forge.name(forge.common_name("bank.example.com")))
    scene.leaf.subject = scene.pick(choices)
    if scene.often(0.3):
        name_in_subject_only(scene)


def constrain_names(scene):
    for cert in scene.some(scene.chain[:-1], 1, 2):
        is_odd = scene.often(0.05)
        lists = []
        for share in (0.75, 0.45):
            trees = scene.some(SUBTREES, 1, 3) if scene.often(share) else []
            if trees and scene.often(0.5):
                trees.append(forge.dns("site.local") if share > 0.5
                             else forge.dns("example.com"))
            lists.append([
                forge.subtree(tree, scene.pick((None, 0, 1)),
                              scene.pick((None, 0, 2)))
                if is_odd else forge.subtree(tree) for tree in trees])
        cert.put(ids.NAME_CONSTRAINTS, forge.name_constraints(*lists),
                 scene.often(0.8))


def spell_issuer(scene):
    """The issuer's name in another form than its own certificate has."""
    cert = scene.pick(scene.chain[1:])
    place = scene.chain.index(cert)
    label = "root" if place == 1 else str(place - 2)
    cert.issuer = ca_name(label, scene.pick(SPELLINGS))


def name_other_issuer(scene):
    scene.pick(scene.chain[1:]).issuer = scene.pick(
        (forge.name(), ca_name("nobody"), ca_name("root")))


# --- Time, keys, signatures --------------------------------------------------

def alter_time(scene):
    cert = scene.any_cert()
    cert.not_before, cert.not_after = scene.pick((
        (NOW - 9 * DAY, NOW - DAY), (NOW + DAY, NOW + 9 * DAY),
        (NOW, NOW + DAY), (NOW - DAY, NOW), (NOW + 1, NOW + DAY),
        (NOW - DAY, NOW - 1), (NOW + DAY, NOW - DAY),
        (NOW - DAY, 253402300799), (NOW - 40 * 365 * DAY, 2524607999),
        (NOW - DAY, 2524608000)))


def sign_with_other_key(scene):
    scene.pick(scene.chain[1:]).signer = scene.new_key()


def flip_bit(scene):
    """Somewhere in a finished certificate, its signature included."""
    cert = scene.pick(scene.chain[1:])
    place, bit = scene.random.random(), scene.random.randrange(8)

    def flip(data):
        data = bytearray(data)
        data[int(place * len(data))] ^= 1 << bit
        return bytes(data)
    cert.mend = flip


def weaken(scene):
    cert = scene.any_cert()
    if scene.often(0.5):
        cert.key = forge.key("rsa1024", 0)
        for child in scene.chain:
            if child.issuer == cert.subject:
                child.signer = cert.key
    elif isinstance(cert.signer, forge.RsaKey):
        cert.algorithm = forge.RSA_SHA1


def alter_key_ids(scene):
    cert = scene.any_cert()
    oid = scene.pick((ids.SUBJECT_KEY_ID, ids.AUTHORITY_KEY_ID))
    wrong = {ids.SUBJECT_KEY_ID: forge.wrap(der.OCTET_STRING, b"wrong"),
             ids.AUTHORITY_KEY_ID: forge.authority_key_id(b"wrong")}[oid]
    cert.put(oid, scene.pick((None, wrong)), scene.often(0.1))


# --- CA rules ----------------------------------------------------------------

def limit_path(scene):
    for cert in scene.some(scene.chain[:-1], 1, 2):
        cert.put(ids.BASIC_CONSTRAINTS, forge.basic_constraints(
            True, scene.random.randrange(3)), True)


def limit_all_paths(scene):
    scene.inputs.max_path_length = scene.random.randrange(4)


def alter_authority(scene):
    cert = scene.any_cert()
    value = scene.pick((None, forge.basic_constraints(False),
                        forge.basic_constraints(True),
                        forge.basic_constraints(False, 0),
                        forge.basic_constraints(True, 1 << 40)))
    cert.put(ids.BASIC_CONSTRAINTS, value, scene.often(0.7))


def alter_key_usage(scene):
    value = scene.pick((None, (5,), (6,), (0,), (0, 5), (2,), (4,), (1,), (),
                        (8,), (5, 6)))
    scene.any_cert().put(ids.KEY_USAGE,
                         value if value is None else forge.key_usage(*value),
                         scene.often(0.8))


def alter_purpose(scene):
    value = scene.pick((None, (CLIENT,), (SERVER, CLIENT), (ids.ANY_PURPOSE,),
                        (EMAIL_PURPOSE,), (SERVER,),
                        (SERVER, CRITICAL_UNKNOWN)))
    scene.any_cert().put(ids.PURPOSES,
                         value if value is None else forge.oids(*value),
                         scene.often(0.2))


def ask_other_purpose(scene):
    scene.inputs.purpose = scene.pick((CLIENT, None, EMAIL_PURPOSE))
    if scene.inputs.purpose == CLIENT:
        scene.inputs.host = None


def add_unknown(scene):
    scene.any_cert().put(CRITICAL_UNKNOWN, forge.wrap(der.NULL),
                         scene.often(0.7))


def make_old(scene):
    """Version 1 or 2: with no extensions, or with those it may not have."""
    cert = scene.any_cert()
    cert.version = scene.pick((1, 1, 2))
    if scene.often(0.8):
        cert.extensions = []


def alter_serial(scene):
    scene.any_cert().serial = scene.pick((0, -1, 1 << 158, 1 << 159, 1 << 170))


def repeat_extension(scene):
    cert = scene.any_cert()
    if cert.extensions:
        cert.extensions = cert.extensions + [scene.pick(cert.extensions)]


# --- Policies ----------------------------------------------------------------

def add_policies(scene):
    world = NEW_POLICIES + [ids.ANY_POLICY]
    for cert in scene.chain[scene.often(0.8):]:
        if scene.often(0.85):
            chosen = scene.some(world, 1, 3)
            if scene.often(0.6) and NEW_POLICIES[0] not in chosen:
                chosen.append(NEW_POLICIES[0])
            cert.put(ids.POLICIES, forge.policies(*chosen), scene.often(0.2))
        if cert is not scene.leaf and scene.often(0.35):
            world_of = NEW_POLICIES + [ids.ANY_POLICY] * scene.often(0.1)
            cert.put(ids.POLICY_MAPPINGS, forge.policy_mappings(*(
                (scene.pick(world_of), scene.pick(world_of))
                for _ in range(scene.random.randint(1, 3)))),
                scene.often(0.3))
        if scene.often(0.25):
            cert.put(ids.POLICY_CONSTRAINTS, forge.policy_constraints(
                scene.pick((None, 0, 1, 2)), scene.pick((None, 0, 1, 2))),
                scene.often(0.8))
        if scene.often(0.15):
            cert.put(ids.INHIBIT_ANY_POLICY, der.write_integer(
                scene.random.randrange(3)), scene.often(0.8))
    scene.inputs.explicit_policy = scene.often(0.5)
    scene.inputs.inhibit_mapping = scene.often(0.15)
    scene.inputs.inhibit_any = scene.often(0.15)
    if scene.often(0.4):
        scene.inputs.initial_policies = frozenset(scene.some(NEW_POLICIES))


# --- Bytes -------------------------------------------------------------------

def mutate(scene, data):
    """One byte changed, left out, put in, or the end cut off."""
    data = bytearray(data)
    place = scene.random.randrange(len(data)) if data else 0
    kind = scene.random.randrange(4)
    if kind == 0 and data:
        data[place] = scene.pick((data[place] ^ 1 << scene.random.randrange(8),
                                  0, 0xFF, scene.random.randrange(256)))
    elif kind == 1 and data:
        del data[place]
    elif kind == 2:
        data.insert(place, scene.random.randrange(256))
    else:
        del data[place:]
    return bytes(data)


def mutate_extension(scene):
    """Its content; lengths around it are right, the signature is good."""
    cert = scene.any_cert()
    if cert.extensions:
        place = scene.random.randrange(len(cert.extensions))
        oid, critical, value = cert.extensions[place]
        cert.extensions = list(cert.extensions)
        cert.extensions[place] = oid, critical, mutate(scene, value)


def mutate_name(scene):
    cert = scene.any_cert()
    field = scene.pick(("subject", "issuer"))
    setattr(cert, field, forge.wrap(
        der.SEQUENCE, mutate(scene, getattr(cert, field)[2:])))


def mutate_signed(scene):
    """A byte anywhere in what is signed, before it is."""
    cert = scene.any_cert()
    seed = scene.random.random()

    def change(tbs):
        scene.random.seed(seed)
        return mutate(scene, tbs)
    cert.damage = change


# --- The set of certificates -------------------------------------------------

def shuffle(scene):
    scene.random.shuffle(scene.sent)


def repeat(scene):
    scene.sent += scene.some(scene.sent)
    shuffle(scene)


def send_root(scene):
    scene.sent.append(scene.chain[0])


def leave_out(scene):
    if scene.sent:
        scene.sent.remove(scene.pick(scene.sent))


def trust_other(scene):
    """An intermediate, the server's own, a stranger, or nothing is trusted."""
    other = scene.authority("stranger")
    other.signer, other.issuer = other.key, other.subject
    scene.anchors = scene.pick(([scene.any_ca()], [scene.leaf], [other], [],
                                [scene.chain[0], scene.any_ca()],
                                [scene.chain[0], scene.leaf]))


def cross_sign(scene):
    """A second certificate of a CA under another root; one of the ways may be
    broken by a change that comes later, or by this one."""
    other = scene.authority("other root")
    other.signer, other.issuer = other.key, other.subject
    crossed = scene.copy(scene.any_ca())
    crossed.issuer, crossed.signer = other.subject, other.key
    crossed.put(ids.AUTHORITY_KEY_ID, None)
    scene.identified(crossed)
    if scene.often(0.5):
        crossed.not_after = NOW - DAY
    scene.sent.append(crossed)
    scene.anchors = scene.pick(([other], [other, scene.chain[0]],
                                scene.anchors))
    shuffle(scene)


def add_decoy(scene):
    """Another CA of the same name, with another key."""
    original = scene.any_ca()
    decoy = scene.copy(original)
    decoy.key = scene.new_key()
    scene.identified(decoy)
    if original is scene.chain[0]:
        decoy.signer = decoy.key
        scene.anchors = scene.anchors + [decoy]
    else:
        scene.sent.insert(0, decoy)


def add_twin(scene):
    """Another certificate of a CA: the same name and key, other rules."""
    twin = scene.copy(scene.any_ca())
    if scene.often(0.5):
        twin.put(ids.BASIC_CONSTRAINTS, forge.basic_constraints(True, 0), True)
    else:
        twin.not_after = NOW - DAY
    scene.sent.append(twin)
    if scene.often(0.3):
        shuffle(scene)


def roll_over(scene):
    """A self-issued certificate between a CA and what it issued: the old key
    signs the new one."""
    old = scene.any_ca()
    child = scene.below(old)
    new = scene.copy(old)
    new.issuer, new.signer = old.subject, old.key
    new.key = scene.new_key()
    new.put(ids.AUTHORITY_KEY_ID, None)
    scene.identified(new)
    child.signer = new.key
    child.put(ids.AUTHORITY_KEY_ID, None)
    scene.identified(child)
    scene.chain.insert(scene.chain.index(child), new)
    scene.sent.append(new)
    if scene.often(0.5):
        limit_path(scene)


def make_ring(scene):
    """Two CAs that issued each other."""
    if len(scene.chain) > 2:
        low, high = scene.chain[-2], scene.chain[-3]
        back = scene.copy(high)
        back.issuer, back.signer = low.subject, low.key
        scene.sent.append(back)
        shuffle(scene)


def server_issues(scene):
    """The server's certificate stands where a CA should."""
    under = scene.leaf
    leaf = scene.server(under)
    if scene.often(0.3):
        under.put(ids.BASIC_CONSTRAINTS, forge.basic_constraints(True))
    scene.chain.append(leaf)
    scene.sent.insert(0, leaf)


def send_rubbish(scene):
    scene.bytes.append(mutate(scene, scene.any_ca().encode()))


# --- Revocation --------------------------------------------------------------

PLACES = [forge.full_name(forge.uri("http://site.local/1.crl")),
          forge.full_name(forge.uri("http://site.local/2.crl")),
          forge.full_name(forge.uri("http://site.local/1.crl"),
                          forge.directory(ca_name("root"))),
          forge.wrap(der.context(0, True), forge.wrap(
              der.context(1, True),
              forge.attribute(forge.COMMON_NAME, "list 1")))]


def reason_extension(reason):
    return forge.extension(ENTRY_REASON, forge.wrap(
        der.ENUMERATED, bytes((reason,))))


def entry(scene, cert):
    """An entry about a certificate, or about nobody."""
    extensions = []
    if scene.often(0.4):
        extensions.append(reason_extension(scene.pick((1, 4, 6, 8))))
    if scene.often(0.05):
        extensions.append(forge.extension(
            CRITICAL_UNKNOWN, forge.wrap(der.NULL), True))
    serial = cert.serial if scene.often(0.3) else 7
    return serial, NOW - DAY, extensions


def make_list(scene, issuer, cert):
    crl = forge.List(issuer.subject, issuer.key, NOW - DAY, NOW + DAY)
    crl.extensions = [(ids.AUTHORITY_KEY_ID, False, forge.authority_key_id(
        forge.key_id(issuer.key.spki)))]
    if scene.often(0.95):
        crl.extensions.append((CRL_NUMBER, False, der.write_integer(5)))
    if scene.often(0.5):
        crl.entries = [entry(scene, cert)]
    return crl


def scoped_list(scene, issuer, cert):
    """A list that covers a part, and the place where the certificate says its
    list is, which may be the same."""
    crl = make_list(scene, issuer, cert)
    place = scene.pick(PLACES)
    reasons = scene.pick((None, None, None, (1, 2, 3), (4, 5, 6, 7, 8)))
    kind = scene.random.randrange(8)
    value = forge.scope(
        place if scene.often(0.5) else b"", kind == 0, kind == 1,
        reasons, kind == 2, kind == 3 and scene.often(0.5))
    crl.extensions.append((SCOPE, True, value))
    if scene.often(0.7):
        cert.put(ids.DISTRIBUTION_POINTS, forge.wrap(
            der.SEQUENCE, forge.distribution_point(
                place if scene.often(0.8) else scene.pick(PLACES),
                scene.pick((None, None, (1, 2, 3))),
                issuer.subject if kind == 2 else None)), scene.often(0.1))
    return crl


def delta_list(scene, base, cert):
    crl = forge.List(**vars(base))
    number = scene.pick((4, 5, 5, 6))
    crl.extensions = [row for row in base.extensions if row[0] != CRL_NUMBER]
    crl.extensions += [
        (CRL_NUMBER, False, der.write_integer(scene.pick((5, 6, 7)))),
        (DELTA, True, der.write_integer(number))]
    crl.entries = [entry(scene, cert)] if scene.often(0.7) else []
    return crl


def indirect_list(scene, issuer, cert):
    """Signed by a CA of its own, about the certificates of another one."""
    signer = scene.authority("lists", scene.chain[0])
    scene.sent.append(signer)
    crl = make_list(scene, signer, cert)
    crl.extensions.append((SCOPE, True, forge.scope(indirect=True)))
    about = forge.extension(ENTRY_ISSUER, forge.general_names(
        forge.directory(scene.pick((issuer.subject, signer.subject)))), True)
    crl.entries = [(serial, date, extensions
                    + ([about] if scene.often(0.8) else []))
                   for serial, date, extensions in crl.entries]
    cert.put(ids.DISTRIBUTION_POINTS, forge.wrap(
        der.SEQUENCE, forge.distribution_point(issuer=signer.subject)))
    return crl


def spoil_list(scene, crl):
    kind = scene.random.randrange(6)
    if kind == 0:
        crl.next_update = NOW - 1
    elif kind == 1:
        crl.this_update = NOW + 1
    elif kind == 2:
        crl.signer = scene.new_key()
    elif kind == 3:
        crl.extensions.append((CRITICAL_UNKNOWN, True, forge.wrap(der.NULL)))
    elif kind == 4:
        seed = scene.random.random()

        def change(data):
            scene.random.seed(seed)
            return mutate(scene, data)
        crl.mend = change
    else:
        crl.next_update = None


def add_lists(scene):
    """Revocation lists for the chain, most of them good."""
    scene.revocation = scene.pick(("required", "required", "available"))
    for cert in scene.chain[1:]:
        issuer = scene.chain[scene.chain.index(cert) - 1]
        if scene.often(0.08):
            continue
        kinds = (make_list, scoped_list, indirect_list)
        make = scene.random.choices(kinds, (12, 4, 2))[0]
        crl = make(scene, issuer, cert)
        scene.lists.append(crl)
        if make is scoped_list and scene.often(0.5):
            scene.lists.append(scoped_list(scene, issuer, cert))
        if scene.often(0.12):
            scene.lists.append(delta_list(scene, crl, cert))
        if scene.often(0.15):
            spoil_list(scene, crl)
    if scene.often(0.1):
        alter_key_usage(scene)
    scene.random.shuffle(scene.lists)


# Each change with its weight: what is more intricate comes more often.
CHANGES = {
    add_decoy: 2, add_lists: 7, add_other_names: 2, add_policies: 8,
    add_twin: 3, add_unknown: 2, alter_authority: 3, alter_key_ids: 2,
    alter_key_usage: 3, alter_names: 6, alter_purpose: 4, alter_serial: 1,
    alter_subject: 3, alter_time: 3, ask_other_host: 3, ask_other_purpose: 2,
    constrain_names: 10, cross_sign: 4, flip_bit: 2, leave_out: 1,
    limit_all_paths: 1, limit_path: 3, make_old: 2, make_ring: 2,
    mutate_extension: 5, mutate_name: 2, mutate_signed: 2,
    name_in_subject_only: 2, name_other_issuer: 1, repeat: 2,
    repeat_extension: 1, roll_over: 4, send_root: 1, send_rubbish: 1,
    server_issues: 2, shuffle: 1, sign_with_other_key: 1, spell_issuer: 4,
    trust_other: 4, weaken: 1,
}


def scenario(seed, number):
    """The case of that number: always the same."""
    scene = Scene(random.Random(f"{seed} {number}"))
    count = scene.random.choices((0, 1, 2, 3, 4), (1, 8, 6, 3, 1))[0]
    changes = scene.random.choices(list(CHANGES), CHANGES.values(), k=count)
    for change in dict.fromkeys(changes):
        change(scene)
    return scene.encode(number, [change.__name__ for change in changes])
