"""Stores, chains, policies, reports and tables, as a caller sees them."""

import copy
import datetime
import ipaddress
import json
import pickle

import pytest

import vmstrust
from vmstrust import _native as native
from vmstrust._call import failure

UTC = datetime.timezone.utc
HOST = "rec01.harbour.local"


def pem(site, name):
    return (site / f"{name}.pem").read_bytes()


def test_trusted(store, site):
    report = store.verify(pem(site, "good"), role="recording-server",
                          host=HOST)
    assert report.is_trusted
    assert report.host == HOST
    assert report.role is vmstrust.Role.RECORDING_SERVER
    assert report.matched is vmstrust.Match.SAN_DNS
    assert [cert.is_authority for cert in report.path] == [False, True]
    assert report.rules == "vms@1"
    assert report.generation == store.generation
    assert report.judged_at.tzinfo is not None
    assert str(report).startswith("TRUSTED")
    assert report.to_ascii().isascii()
    assert json.loads(report.to_json())["verdict"] == "trusted"


@pytest.mark.parametrize("name, finding", [
    ("unrelated", "root-not-installed"), ("expired", "expired"),
    ("wrong-name", "host-name-not-in-certificate")])
def test_untrusted(store, site, name, finding):
    with pytest.raises(vmstrust.Untrusted) as caught:
        store.verify(pem(site, name), role=vmstrust.Role.RECORDING_SERVER,
                     host=HOST)
    report = caught.value.report
    worst = report.findings[0]
    assert worst.finding.id == finding
    assert worst.severity is vmstrust.Severity.ERROR
    assert worst.fix and worst.title and worst.source
    assert str(caught.value) == caught.value.text != ""
    assert not report.is_trusted


def test_an_address_is_a_host(store, site):
    for host in ("127.0.0.1", ipaddress.ip_address("127.0.0.1")):
        report = store.verify(pem(site, "good"), role="recording-server",
                              host=host)
        assert report.matched is vmstrust.Match.SAN_IP


def test_no_answer_is_no_verdict(store, site):
    good = pem(site, "good")
    for host in (None, "two words", ""):
        with pytest.raises(vmstrust.ArgumentError):
            store.verify(good, role="recording-server", host=host)
    with pytest.raises(vmstrust.NotFoundError, match="recording-server"):
        store.verify(good, role="recording-servr", host=HOST)
    with pytest.raises(vmstrust.ArgumentError):
        store.verify(vmstrust.Chain(), role="recording-server", host=HOST)
    with pytest.raises(vmstrust.MalformedError):
        store.verify(b"nothing", role="recording-server", host=HOST)
    with pytest.raises(TypeError, match="role"):
        store.verify(good, host=HOST)
    with pytest.raises(TypeError, match="role"):
        store.verify(good, role="any", host=HOST,
                     policy=vmstrust.Policy("any"))


def test_a_zero_byte_ends_no_text(store, site):
    with pytest.raises(ValueError, match="zero byte"):
        store.verify(pem(site, "good"), role="recording-server",
                     host=HOST + "\0.evil.example")
    with pytest.raises(ValueError, match="zero byte"):
        vmstrust.Store.load("/tmp\0/x")


def test_errors_are_what_python_people_catch(tmp_path):
    with pytest.raises(OSError) as caught:
        vmstrust.Store.load(tmp_path / "none.pem")
    assert caught.value.code is vmstrust.Code.FILE
    assert "none.pem" in str(caught.value)
    with pytest.raises(ValueError) as malformed:
        vmstrust.Cert(b"\x30\x03\x02\x01")
    assert malformed.value.code is vmstrust.Code.MALFORMED
    assert malformed.value.offset is not None
    with pytest.raises(LookupError):
        vmstrust.Finding.find("expird")


@pytest.mark.parametrize("code", list(vmstrust.Code)[1:])
def test_an_error_without_an_object_has_words(code):
    """Where there is no memory for one, too."""
    assert str(failure(code, native.Error())) == code.text


def test_a_policy(store, site):
    good = pem(site, "good")
    policy = vmstrust.Policy(
        "recording-server", client="smart-client", rules="vms",
        required_names=["rec01", "127.0.0.1"],
        severities={vmstrust.Finding.EXPIRES_SOON: vmstrust.Severity.OFF},
        due_within=datetime.timedelta(days=30), max_path_length=3,
        revocation=vmstrust.Revocation.OFF,
        earliest_time=datetime.datetime(2020, 1, 1, tzinfo=UTC))
    assert store.verify(good, policy=policy, host=HOST).is_trusted
    demanding = vmstrust.Policy("recording-server", required_names=["alias"])
    with pytest.raises(vmstrust.Untrusted):
        store.verify(good, policy=demanding, host=HOST)
    with pytest.raises(vmstrust.LockedError):
        vmstrust.Policy("recording-server", severities={
            vmstrust.Finding.EXPIRED: vmstrust.Severity.INFO})
    with pytest.raises(ValueError, match="time zone"):
        vmstrust.Policy("any", earliest_time=datetime.datetime(2020, 1, 1))
    for wrong in ({"max_path_length": -1}, {"max_path_length": 2**32},
                  {"due_within": datetime.timedelta(days=-1)}):
        with pytest.raises(ValueError):
            vmstrust.Policy("any", **wrong)
    with pytest.raises(TypeError, match="several"):
        vmstrust.Policy("any", required_names="rec01")


def test_insecure_is_said(store, site):
    expired = pem(site, "expired")
    policy = vmstrust.Policy("recording-server", insecure_skip_time=True)
    assert store.verify(expired, policy=policy, host=HOST).is_trusted
    nameless = vmstrust.Policy("recording-server", insecure_skip_name=True)
    assert store.verify(pem(site, "wrong-name"), policy=nameless).is_trusted
    lowered = vmstrust.Policy("recording-server", insecure_severities={
        vmstrust.Finding.EXPIRED: vmstrust.Severity.INFO})
    assert store.verify(expired, policy=lowered, host=HOST).is_trusted


def test_a_shadow_has_no_say(store, site):
    """What a stricter policy would refuse is told before it does."""
    strict = vmstrust.Policy("recording-server", required_names=["alias"])
    policy = vmstrust.Policy("recording-server", shadow=strict)
    report = store.verify(pem(site, "good"), policy=policy, host=HOST)
    assert report.is_trusted and not report.shadow.is_trusted
    assert report.shadow_text
    shadow = report.shadow
    del report
    assert "NOT TRUSTED" in shadow.to_text()
    plain = store.verify(pem(site, "good"), role="recording-server",
                         host=HOST)
    assert plain.shadow is None and plain.shadow_text == ""


def test_what_a_policy_says(store):
    policy = vmstrust.Policy("recording-server", client="smart-client",
                             severities={vmstrust.Finding.EXPIRES_SOON:
                                         vmstrust.Severity.OFF})
    assert policy.role is vmstrust.Role.RECORDING_SERVER
    assert policy.client.id == "smart-client"
    assert policy.severity(vmstrust.Finding.EXPIRES_SOON) is (
        vmstrust.Severity.OFF)
    assert policy.severity(vmstrust.Finding.EXPIRED) is (
        vmstrust.Severity.ERROR)


def test_time_of_a_chain(store, site):
    with vmstrust.Chain.parse(pem(site, "expired")) as chain:
        chain.set_time(datetime.datetime(2023, 6, 1, tzinfo=UTC))
        report = store.verify(chain, role="recording-server", host=HOST)
        assert report.judged_at == datetime.datetime(2023, 6, 1, tzinfo=UTC)


def test_what_a_store_can_be_told(site):
    root = vmstrust.Chain.load(site / "ca.pem").certs[0]
    good = vmstrust.Chain.load(site / "good.pem")
    server = good.certs[0]
    store = vmstrust.Store()
    before = store.generation
    store.add_cert(root, role="recording-server")
    assert store.generation > before and len(store) == 1
    assert store.verify(good, role="recording-server", host=HOST).is_trusted
    with pytest.raises(vmstrust.Untrusted):
        store.verify(good, role="management-server", host=HOST)
    store.distrust_key(server)
    with pytest.raises(vmstrust.Untrusted, match="distrusted"):
        store.verify(good, role="recording-server", host=HOST)
    pinned = vmstrust.Store()
    pinned.add_pin(HOST, server, datetime.datetime(2048, 1, 1, tzinfo=UTC))
    assert pinned.verify(good, role="recording-server", host=HOST).is_trusted
    pinned.remove_pins(HOST)
    with pytest.raises(vmstrust.NotFoundError):
        pinned.remove_pins(HOST)
    whole = vmstrust.Store()
    whole.add_path(site / "ca.pem")
    whole.add_pem(pem(site, "other-ca"))
    whole.add_intermediate(root)
    assert len(whole) == 2
    whole.remove_cert(root)
    whole.distrust_cert(server)
    with pytest.raises(vmstrust.MalformedError):
        whole.add_crl(b"no list")
    with pytest.raises(vmstrust.FileError):
        whole.add_crl_file(site / "none.crl")


def test_a_store_on_disk(site, tmp_path):
    root = vmstrust.Chain.load(site / "ca.pem").certs[0]
    server = vmstrust.Chain.load(site / "good.pem").certs[0]
    with vmstrust.Store.create(tmp_path / "store") as store:
        store.set_actor("anna", "bench")
        store.add_cert(root, role="recording-server")
        store.add_pin("rec09.harbour.local", server,
                      datetime.datetime(2048, 1, 1, tzinfo=UTC))
        store.save("the new recorders")
    with pytest.raises(vmstrust.FileError):
        vmstrust.Store.create(tmp_path / "store")
    store = vmstrust.Store.open(tmp_path / "store")
    good = pem(site, "good")
    assert store.verify(good, role="recording-server", host=HOST).is_trusted
    other = vmstrust.Store.open(tmp_path / "store")
    other.distrust_cert(server)
    other.save()
    store.refresh()
    with pytest.raises(vmstrust.Untrusted, match="distrusted"):
        store.verify(good, role="recording-server", host=HOST)
    above = vmstrust.Store.create(tmp_path / "above")
    above.add_folder(tmp_path / "store")
    assert len(above) == len(store)
    inventory = vmstrust.Inventory(tmp_path / "store")
    kept = {one.kind: one for one in inventory.entries}
    assert kept["limited"].role is vmstrust.Role.RECORDING_SERVER
    assert kept["limited"].cert == root and "anna" in kept["limited"].actor
    assert kept["limited"].reason == "the new recorders"
    assert kept["limited"].added_at.tzinfo is UTC
    assert kept["pin"].host == "rec09.harbour.local"
    assert kept["pin"].expires.year == 2048
    assert inventory.problems == ()
    inventory.check(datetime.timedelta(days=30000))
    assert inventory.problems and all(
        one.id and one.text for one in inventory.problems)
    with pytest.raises(vmstrust.ArgumentError):
        vmstrust.Store().save()


def test_a_certificate(site):
    chain = vmstrust.Chain.load(site / "good.pem")
    assert len(chain) == 1
    cert = chain.certs[0]
    assert cert == vmstrust.Cert(cert.der) and len({cert, chain.certs[0]}) == 1
    assert "CN=rec01.harbour.local" in cert.subject
    assert "Harbour CA 2026" in cert.issuer
    assert cert.dns_names == (HOST, "rec01")
    assert cert.ip_addresses == (ipaddress.ip_address("127.0.0.1"),)
    assert cert.not_before < cert.not_after
    assert not cert.is_authority and not cert.is_malformed
    assert cert.serial > 0
    assert len(cert.sha256) == 32 and len(cert.thumbprint) == 40
    assert cert.to_pem().startswith("-----BEGIN CERTIFICATE-----")
    assert json.loads(cert.to_json())["schema"] == "vmstrust-cert-1"
    assert HOST in cert.to_text() and HOST in repr(cert)
    other = vmstrust.Chain.load(site / "unrelated.pem").certs[0]
    assert "same key" in other.difference(cert)
    assert not cert.is_limited_to_names and cert.path_length is None


def test_malformed_is_a_verdict(store):
    chain = vmstrust.Chain([b"\x30\x00"])
    with pytest.raises(vmstrust.Untrusted) as caught:
        store.verify(chain, role="recording-server", host=HOST)
    row = caught.value.report.findings[0]
    assert row.finding is vmstrust.Finding.MALFORMED
    assert row.cert.is_malformed and row.cert.der == b"\x30\x00"
    assert row.cert.serial == 0 and row.cert.dns_names == ()


def test_refusals(site):
    chain = vmstrust.Chain.load(site / "good.pem")
    chain.add(vmstrust.Chain.load(site / "ca.pem").certs[0])
    refusals = chain.find_refusals(vmstrust.Target.PYTHON)
    assert isinstance(refusals.is_accepted, bool)
    assert refusals.is_accepted == all(
        one.severity is not vmstrust.Severity.ERROR
        for one in refusals.reasons)
    alone = vmstrust.Chain.load(site / "good.pem")
    assert any(one.finding is vmstrust.Finding.INTERMEDIATE_NOT_SENT
               for one in alone.find_refusals(vmstrust.Target.GO).reasons)


def test_an_upload(site):
    root = vmstrust.classify(pem(site, "ca"))
    assert root.content is vmstrust.Content.ROOT and root.sentence
    vmstrust.Store().add_cert(root.cert)
    server = vmstrust.classify(pem(site, "good"), "recording-server")
    assert server.content is vmstrust.Content.SERVER_CERTIFICATE
    key = vmstrust.classify(pem(site, "good")
                            + (site / "server.key").read_bytes())
    assert key.content is vmstrust.Content.PRIVATE_KEY and key.cert is None
    assert vmstrust.classify(b"").content is vmstrust.Content.NO_CERTIFICATE
    assert vmstrust.Content.ROOT.id == "root"


def test_every_table_answers():
    tables = [vmstrust.Finding, vmstrust.Role, vmstrust.Client,
              vmstrust.Target, vmstrust.Connection, vmstrust.Platform]
    for table in tables:
        assert set(table.known()) >= {
            member for member in table if member.value != 0}
        for member in table.known():
            assert member.id not in ("", "unknown")
            for name, value in vars(type(member).__mro__[1]).items():
                if isinstance(value, property):
                    getattr(member, name)
            if table is not vmstrust.Platform:
                assert table.find(member.id).id == member.id
    for code in vmstrust.Code:
        assert code.id != "unknown" and code.text
    for row in vmstrust.Connection.known():
        assert row.client in vmstrust.Client.known()
        assert row.role in vmstrust.Role.known()
    finding, text = vmstrust.Finding.explain("private certificate")
    assert text and isinstance(finding, vmstrust.Finding)
    windows = vmstrust.Platform.WINDOWS
    assert vmstrust.Finding.EXPIRED.how_to_see(windows)
    assert vmstrust.Finding.EXPIRED.severity() is vmstrust.Severity.ERROR
    assert vmstrust.Severity.find("error") is vmstrust.Severity.ERROR
    assert vmstrust.Revocation.find("required") is (
        vmstrust.Revocation.REQUIRED)


def test_an_unknown_number_is_a_member():
    for table in (vmstrust.Finding, vmstrust.Role, vmstrust.Client,
                  vmstrust.Target, vmstrust.Connection, vmstrust.Severity,
                  vmstrust.Match, vmstrust.NearMiss, vmstrust.Platform,
                  vmstrust.Code, vmstrust.Revocation):
        member = table(123456)
        assert member is table(123456) and member.id == "unknown"
        assert member not in list(table)
        for wrong in (2**31, -2**31 - 1, "expired", None, 1.5):
            with pytest.raises(ValueError):
                table(wrong)


def test_closed_is_closed(store, site):
    report = store.verify(pem(site, "good"), role="recording-server",
                          host=HOST)
    cert = report.path[0]
    with report:
        pass
    for use in (lambda: report.is_trusted, report.to_text,
                lambda: report.findings, report.__enter__):
        with pytest.raises(ValueError, match="closed"):
            use()
    assert HOST in cert.subject, "a certificate outlives its report"
    assert report.closed and "closed" in repr(report)
    report.close()
    for refuse in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError):
            refuse(cert)


def test_the_wrong_handle_is_refused(store, site):
    chain = vmstrust.Chain.load(site / "good.pem")
    with pytest.raises(TypeError):
        store.add_cert(chain)
    with pytest.raises(Exception, match="expected"):
        native.store_free(chain._pointer)


def test_versions():
    number = vmstrust.library_version_number()
    assert vmstrust.library_version() == ".".join(
        str(number >> shift & 0xff) for shift in (16, 8, 0))
    assert vmstrust.__version__ == "0.1.0"
    assert "GnuTLS" in vmstrust.libraries()
