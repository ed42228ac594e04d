"""Nothing that a caller can do ends the process: wrong types, wild values,
closed objects, every call with nothing at all. What is raised is what Python
raises for such things, or the package's own Error."""

import datetime
import enum
import inspect
import ipaddress
import pathlib
import random
import threading

import pytest

import vmstrust
from vmstrust import _native as native

ROUNDS = 6000
ALLOWED = (TypeError, ValueError, LookupError, vmstrust.Error)

UTC = datetime.timezone.utc


def constants():
    return [
        None, True, False, 0, 1, -1, 5, 2**31, 2**32, 2**63, 2**64, -2**63,
        10**30, 0.0, -1.5, float("nan"), float("inf"), "", "a", "any",
        "recording-server", "rec01.harbour.local", "two words", "a\0b",
        "\ud800", "\u202e" * 40, "x" * 5000, "10.0.0.5", "p256", "vms",
        "keyCompromise", "1.3.6.1.5.5.7.3.1", b"", b"\0", b"\x30\x82",
        b"\x30\x03\x02\x01\x05", b"\xff" * 300, bytearray(b"abc"),
        memoryview(b"abc"), memoryview(b"abcdef")[::2], [], [None], ["a"],
        (), ("a", "b"), [("O", "x")], {}, {"a": 1}, {1: 2}, set(), object(),
        Exception, len, range(3), "secret phrase", b"secret phrase",
        datetime.datetime(2026, 1, 1), datetime.datetime(2026, 1, 1,
                                                         tzinfo=UTC),
        datetime.datetime.min.replace(tzinfo=UTC),
        datetime.datetime.max.replace(tzinfo=UTC), datetime.timedelta(0),
        datetime.timedelta(days=90), datetime.timedelta.max,
        datetime.timedelta.min, ipaddress.ip_address("10.0.0.5"),
        ipaddress.ip_address("::1"), pathlib.Path("/"),
        pathlib.Path("none.pem"), "/dev/null", vmstrust.Role.ANY,
        vmstrust.Role(77777), vmstrust.Finding.EXPIRED,
        vmstrust.Severity.OFF, vmstrust.Target.GO, vmstrust.Client.NONE,
        vmstrust.AnchorField(0), vmstrust.AnchorField(2**20),
        {vmstrust.Finding.EXPIRES_SOON: vmstrust.Severity.OFF},
    ]


def handles(site, folder):
    """One of each class, open; and closed ones."""
    def each(name):
        chain = vmstrust.Chain.load(site / "good.pem")
        store = vmstrust.Store.load(site / "ca.pem")
        identity = vmstrust.Identity.make("p256")
        return [
            store, chain, chain.certs[0],
            vmstrust.Policy("recording-server"),
            store.verify(chain, role="recording-server",
                         host="rec01.harbour.local"),
            chain.find_refusals(vmstrust.Target.GO), identity,
            vmstrust.Draft("recording-server", ["a"]),
            vmstrust.Request(vmstrust.Draft("recording-server", ["a"]).write(
                identity).encode()),
            vmstrust.Deployment(site / "good.pem", site / "server.key"),
            vmstrust.Plan("new-authority", "Harbour CA", key_type="p256"),
            vmstrust.Order("recording-server", ["a"], key_type="p256"),
            vmstrust.CertificateAuthority.create(
                folder / name, "Harbour CA", "correct horse",
                key_type="p256"),
        ]

    closed = each("one")
    for one in closed:
        one.close()
    return each("two") + closed


def functions():
    """Every public function and class, and what enumerations can do."""
    public = [getattr(vmstrust, name) for name in vmstrust.__all__]
    for each in list(public):
        for name in ("load", "parse", "make", "create", "explain", "known",
                     "find"):
            method = getattr(each, name, None)
            if inspect.isclass(each) and inspect.ismethod(method):
                public.append(method)
    return [one for one in public if callable(one)]


def parameters(function):
    try:
        return list(inspect.signature(function).parameters.values())
    except ValueError:
        return []


def arguments(function, values, dice):
    """Mostly of the right number and names."""
    positional, named = [], {}
    if inspect.isclass(function) and issubclass(function, enum.Enum):
        return [dice.choice(values)], named  # more makes another enumeration
    for one in parameters(function):
        if one.kind is one.KEYWORD_ONLY:
            if dice.random() < 0.2:
                named[one.name] = dice.choice(values)
        elif one.kind is one.VAR_POSITIONAL:
            positional += dice.choices(values, k=dice.randrange(3))
        elif one.kind is not one.VAR_KEYWORD and (
                one.default is one.empty or dice.random() < 0.3):
            positional.append(dice.choice(values))
    if dice.random() < 0.05:
        positional.append(dice.choice(values))
    return positional, named


def use(thing, dice):
    """Reads an attribute, or picks a method."""
    names = [name for name in dir(thing) if not name.startswith("_")]
    return getattr(thing, dice.choice(names))


@pytest.mark.parametrize("seed", range(4))
def test_wild_arguments(site, tmp_path, monkeypatch, seed):
    monkeypatch.chdir(tmp_path)
    dice = random.Random(seed)
    objects, values = handles(site, tmp_path), constants()
    public = functions()
    raised = returned = 0
    for _ in range(ROUNDS):
        try:
            if dice.random() < 0.5:
                function = dice.choice(public)
            else:
                function = use(dice.choice(objects), dice)
            if not callable(function):
                returned += 1
                continue
            given, named = arguments(function, values + objects, dice)
            made = function(*given, **named)
            returned += 1
            repr(made)
        except ALLOWED:
            raised += 1
    assert raised > ROUNDS / 4 and returned > ROUNDS / 20


def test_every_call_with_nothing():
    """The library itself takes NULL and 0 in every place."""
    for name, call in sorted(vars(native).items()):
        types = getattr(call, "argtypes", None)
        if types is None:
            continue
        nothing = [0 if str(one).startswith("<class 'ctypes.c_")
                   and "c_char_p" not in str(one) and "c_void_p" not in
                   str(one) else None for one in types]
        code = call(*nothing)
        if call.restype is not None and name.split("_")[-1] in (
                "new", "parse", "load", "open", "verify", "check"):
            assert code != 0, name
        assert not name.endswith("_is_trusted") or code is False


def test_closed_in_the_middle(store, site):
    """What one thread closes, another may be using."""
    pem = (site / "good.pem").read_bytes()
    stop = threading.Event()
    box = [vmstrust.Store.load(site / "ca.pem"), vmstrust.Chain.parse(pem)]

    def use_it():
        while not stop.is_set():
            try:
                box[0].verify(box[1], role="recording-server",
                              host="rec01.harbour.local").to_text()
                box[1].certs[0].to_text()
            except ValueError:
                pass  # closed

    threads = [threading.Thread(target=use_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(200):
        old = list(box)
        box[:] = [vmstrust.Store.load(site / "ca.pem"),
                  vmstrust.Chain.parse(pem)]
        for one in old:
            one.close()
    stop.set()
    for thread in threads:
        thread.join()
