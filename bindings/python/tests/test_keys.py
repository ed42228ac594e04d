"""Identities, requests and an authority."""

import datetime

import pytest

import vmstrust
from vmstrust import _native as native

HOST = "rec01.harbour.local"
SECRET = "correct horse"


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    folder = tmp_path_factory.mktemp("authority") / "ca"
    ca = vmstrust.CertificateAuthority.create(
        folder, "Harbour CA", SECRET, key_type="p256",
        valid_for=datetime.timedelta(days=3650))
    ca.set_actor("anna", None)
    return ca


def issue(authority, *hosts):
    order = vmstrust.Order("recording-server", hosts, key_type="p256",
                           valid_for=datetime.timedelta(days=90))
    return authority.issue(order)


def certificate(authority, *hosts):
    return issue(authority, *hosts).certs[0]


def test_what_is_issued_is_trusted(authority):
    identity = issue(authority, HOST, "10.0.0.5")
    cert = identity.certs[0]
    authority.set_delivered(cert)
    store = vmstrust.Store()
    store.add_cert(authority.cert)
    report = store.verify(vmstrust.Chain(identity.certs),
                          role="recording-server", host=HOST)
    assert report.is_trusted
    assert identity.key_matches and not identity.key_is_in_token
    identity.prove()
    assert authority.write_chain(cert) == identity.to_chain_pem()
    [entry] = authority.find(HOST)
    assert (entry.state, entry.role) == ("delivered", "recording-server")
    assert entry.revoked_at is None and entry.reason == ""
    with pytest.raises(vmstrust.ArgumentError):
        issue(authority, HOST)


def test_it_revokes(authority):
    cert = certificate(authority, "rec02.harbour.local")
    since = datetime.datetime.now(datetime.timezone.utc).replace(
        microsecond=0)
    authority.revoke(cert, "keyCompromise", since)
    with pytest.raises(vmstrust.ArgumentError):
        authority.revoke(cert)
    [entry] = authority.find(cert.thumbprint)
    assert (entry.state, entry.reason) == ("revoked", "keyCompromise")
    assert entry.invalid_since == since and entry.revoked_at is not None
    store = vmstrust.Store()
    store.add_cert(authority.cert)
    store.add_crl(authority.write_crl(datetime.timedelta(days=7)).encode())
    with pytest.raises(vmstrust.Untrusted) as caught:
        store.verify(vmstrust.Chain([cert]), role="recording-server",
                     host="rec02.harbour.local")
    report = caught.value.report
    assert report.findings[0].finding is vmstrust.Finding.REVOKED
    assert report.revocation is vmstrust.RevocationState.REVOKED
    assert "keyCompromise" in authority.write_log()


def test_it_is_asked_before(authority):
    order = vmstrust.Order("recording-server", ["rec03.harbour.local"])
    begin, end = authority.check_order(order)
    assert (end - begin) > datetime.timedelta(days=390)
    assert len(authority.list()) >= len(authority.list_due(
        datetime.datetime.now(datetime.timezone.utc)))
    for wrong in (["two words"], [""]):
        with pytest.raises(vmstrust.ArgumentError):
            vmstrust.Order("recording-server", wrong)
    with pytest.raises(TypeError):
        vmstrust.Order("recording-server", HOST)


def test_a_plan(tmp_path):
    with pytest.raises(vmstrust.FileError):
        vmstrust.Plan(tmp_path, "Harbour CA").check()
    plan = vmstrust.Plan(tmp_path / "ca", "Harbour CA",
                         valid_for=datetime.timedelta(seconds=1))
    with pytest.raises(vmstrust.ArgumentError):
        plan.check()
    with pytest.raises(vmstrust.PassphraseError):
        vmstrust.Plan(tmp_path / "ca", "Harbour CA").create("short")
    assert not (tmp_path / "ca").exists()
    with pytest.raises(vmstrust.FileError):
        vmstrust.CertificateAuthority(tmp_path / "ca")


def test_an_authority_of_few_names(tmp_path):
    ca = vmstrust.CertificateAuthority.create(
        tmp_path / "ca", "Harbour CA", SECRET, key_type="p256",
        permitted=["harbour.local"])
    with pytest.raises(vmstrust.FileError):
        vmstrust.Plan(tmp_path / "ca", "Harbour CA", account="anna",
                      computer="bench").create(SECRET)
    assert HOST in issue(ca, HOST).certs[0].dns_names
    for refused in (["rec01.airport.local"], ["10.0.0.5"]):
        with pytest.raises(vmstrust.Error):
            issue(ca, *refused)
    order = vmstrust.Order(
        "recording-server", ["rec09.harbour.local"], key_type="p256",
        crl_urls=["http://pki.harbour.local/ca.crl"],
        aia_urls=["http://pki.harbour.local/ca.crt"])
    assert "pki.harbour.local/ca.crl" in ca.issue(order).certs[0].to_text()
    with pytest.raises(vmstrust.ArgumentError):
        vmstrust.Order("recording-server", [HOST], crl_urls=["ftp://x"])


def test_it_signs_requests(authority):
    """A request asks; the order grants."""
    identity = vmstrust.Identity.make("p256")
    request = vmstrust.Request(vmstrust.Draft(
        "recording-server", ["rec06.harbour.local", "elsewhere.example"],
        [("O", "Harbour")]).write(identity).encode())
    order = vmstrust.Order("recording-server", ["rec06.harbour.local"])
    assert order.hosts == ("rec06.harbour.local",)
    assert order.role is vmstrust.Role.RECORDING_SERVER
    assert "elsewhere.example" in order.ungranted(request)
    authority.check_request(order, request)
    cert = authority.sign(order, request)
    assert cert.dns_names == ("rec06.harbour.local",)
    asked = vmstrust.Order("recording-server", requested=request)
    assert asked.hosts == ("rec06.harbour.local", "elsewhere.example")


def test_it_renews(authority):
    cert = certificate(authority, "rec07.harbour.local", "10.0.0.7")
    authority.set_delivered(cert)
    order = vmstrust.Order.renewal(authority, cert)
    assert order.hosts == ("rec07.harbour.local", "10.0.0.7")
    assert authority.list_successors(order) == ()
    authority.check_renewal(order)
    renewed = authority.renew(order)
    authority.set_delivered(renewed)
    assert renewed != cert and renewed.not_after > cert.not_after
    assert renewed.dns_names == cert.dns_names
    [successor] = authority.list_successors(order)
    assert successor.cert == renewed
    with pytest.raises(vmstrust.ArgumentError):
        authority.check_renewal(order)
    authority.check_revoke(cert, "superseded")
    with pytest.raises(vmstrust.NotFoundError):
        vmstrust.Order.renewal(authority, authority.cert)
    with pytest.raises(vmstrust.NotFoundError):
        authority.check_revoke(authority.cert)


def test_an_authority_is_kept(tmp_path):
    ca = vmstrust.CertificateAuthority.create(
        tmp_path / "ca", "Harbour CA", SECRET, key_type="p256")
    with pytest.raises(vmstrust.PassphraseError):
        ca.check_set_passphrase("short")
    ca.check_set_passphrase("another horse")
    ca.set_passphrase("another horse")
    with pytest.raises(vmstrust.PassphraseError):
        vmstrust.CertificateAuthority(tmp_path / "ca", SECRET)
    assert {point.mark for point in vmstrust.check_up(
        tmp_path / "ca", "another horse")} <= {"good", "warning", "unknown"}
    assert "bad" in {point.mark for point in vmstrust.check_up(
        tmp_path / "none")}
    with pytest.raises(vmstrust.FileError):
        ca.backup(tmp_path / "ca" / "backup")
    with pytest.raises(vmstrust.ArgumentError):
        ca.check_backup(tmp_path / "backup", "")
    ca.check_backup(tmp_path / "backup")
    ca.backup(tmp_path / "backup")
    with pytest.raises(vmstrust.FileError):
        ca.backup(tmp_path / "backup")
    ca.backup(tmp_path / "backup", replacing=True)
    with vmstrust.Backup(tmp_path / "backup", account="anna") as backup:
        assert backup.moving_to == "" and str(tmp_path) in backup.place
        assert backup.made_at > datetime.datetime(
            2020, 1, 1, tzinfo=datetime.timezone.utc)
        with pytest.raises(vmstrust.FileError):
            backup.restore(tmp_path / "copy")
    ca.move(tmp_path / "moving", "the new server")
    with pytest.raises(vmstrust.Error):
        issue(ca, HOST)
    with vmstrust.Backup(tmp_path / "moving") as backup:
        assert backup.moving_to == "the new server"
        assert isinstance(backup.computer, str)
        backup.check(tmp_path / "moved")
        with pytest.raises(vmstrust.PassphraseError):
            backup.try_passphrase(SECRET)
        backup.try_passphrase("another horse")
        backup.restore(tmp_path / "moved", "another horse")
    moved = vmstrust.CertificateAuthority(tmp_path / "moved",
                                          "another horse")
    assert moved.cert == ca.cert and issue(moved, HOST).key_matches


def test_an_authority_is_taken_over(site, tmp_path):
    """One that certtool made, with what it issued before."""
    identity = vmstrust.Identity.load(site / "ca.pem", site / "ca.key")
    plan = vmstrust.Plan(tmp_path / "ca", "any title", account="anna")
    assert plan.check_adoption(identity).is_trusted
    plan.adopt(identity, SECRET)
    ca = vmstrust.CertificateAuthority(tmp_path / "ca", SECRET)
    assert ca.cert == identity.certs[0]
    cert = vmstrust.Chain.load(site / "good.pem").certs[0]
    assert ca.check_record(cert)
    assert ca.record(cert, "recording-server")
    assert not ca.record(cert, "recording-server")
    assert [entry.cert for entry in ca.find(HOST)] == [cert]
    stranger = vmstrust.Chain.load(site / "unrelated.pem").certs[0]
    with pytest.raises(vmstrust.ArgumentError):
        ca.record(stranger, "recording-server")


def test_files_that_belong_together(tmp_path):
    key, cert = tmp_path / "server.key", tmp_path / "server.pem"
    with vmstrust.Files() as files:
        with pytest.raises(vmstrust.ArgumentError):
            files.write()
        files.add(key, b"key", private=True)
        files.add(cert, b"cert")
        files.write()
        with pytest.raises(vmstrust.FileError):
            files.write()
    assert (key.read_bytes(), cert.read_bytes()) == (b"key", b"cert")
    assert key.stat().st_mode & 0o777 == 0o600
    with vmstrust.Files(replacing=True) as files:
        files.add(key, b"new", private=True)
        files.write()
    assert key.read_bytes() == b"new"


def test_an_authority_below_a_company(tmp_path):
    plan = vmstrust.Plan(tmp_path / "ca", "Harbour CA", key_type="p256",
                         subordinate=True)
    plan.create(SECRET)
    assert (tmp_path / "ca" / "ca.csr").exists()
    with pytest.raises(vmstrust.Error):
        vmstrust.CertificateAuthority(tmp_path / "ca", SECRET)
    company = vmstrust.CertificateAuthority.create(
        tmp_path / "company", "Company CA", SECRET, key_type="p256")
    plan.check_passphrase(SECRET)
    with pytest.raises(vmstrust.PassphraseError):
        plan.check_passphrase("short")
    wrong = vmstrust.Chain([company.cert])
    with pytest.raises(vmstrust.ArgumentError):
        plan.compare_answer(wrong)
    for take in (plan.check_answer, plan.complete):
        with pytest.raises(vmstrust.ArgumentError):
            take(wrong, SECRET)


@pytest.mark.parametrize("name, ask", [
    ("ca_get_cert", lambda ca: ca.cert),
    ("ca_get_root", lambda ca: ca.roots),
    ("ca_get_cross", lambda ca: ca.cross(0)),
    ("ca_get_back_cross", lambda ca: ca.back_cross(0))])
def test_a_generation_is_read_before_or_after_a_rollover(
        authority, monkeypatch, name, ask):
    real, turns = getattr(native, name), []
    monkeypatch.setattr(native, name, lambda *given: turns.append(
        authority._lock.locked()) or real(*given))
    ask(authority)
    assert turns == [True]


def test_the_next_generation(tmp_path):
    ca = vmstrust.CertificateAuthority.create(
        tmp_path / "ca", "Harbour CA", SECRET, key_type="p256")
    old = ca.cert
    plan = ca.plan_next("Harbour CA 2")
    ca.check_rollover(plan)
    ca.roll_over(plan, SECRET)
    ca = vmstrust.CertificateAuthority(tmp_path / "ca", SECRET)
    assert ca.cert != old and ca.back_cross(99) is None
    assert len(ca.roots) == 2 and old in ca.roots and ca.roots[0] == ca.cert
    assert ca.cross(0) is not None and ca.back_cross(0) is not None
    assert ca.cross(1) is None
    ca.check_crl(ca.write_crl(datetime.timedelta(days=7)).encode())
    with pytest.raises(vmstrust.MalformedError):
        ca.check_crl(b"none")
    assert vmstrust.Store().remove_superseded_crls() == 0


def test_a_wrong_passphrase(authority, tmp_path):
    identity = vmstrust.Identity.make("p256")
    pem = identity.to_key_pem(SECRET)
    key = tmp_path / "key.pem"
    key.write_bytes(pem)
    for wrong in (None, "other", b"other"):
        with pytest.raises(vmstrust.PassphraseError):
            vmstrust.Identity.load(None, key, wrong)
    assert vmstrust.Identity.load(None, key, SECRET).certs == ()
    with pytest.raises(ValueError, match="zero byte"):
        vmstrust.Identity.load(None, key, b"a\0b")


def test_a_deployment(authority, tmp_path):
    """The files of a server, as they lie there."""
    identity = issue(authority, "rec05.harbour.local")
    cert, key = tmp_path / "rec05.pem", tmp_path / "rec05.key"
    cert.write_text(identity.to_chain_pem())
    key.write_bytes(identity.to_key_pem(SECRET))
    key.chmod(0o600)
    store = vmstrust.Store()
    store.add_cert(authority.cert)
    deployment = vmstrust.Deployment(cert, key, passphrase_=SECRET)
    report = deployment.check(store, role="recording-server",
                              host="rec05.harbour.local")
    assert report.is_trusted and report.key_text
    assert report.key_access is vmstrust.KeyAccess.NOT_ASKED
    access, sentence = deployment.check_access()
    assert access is vmstrust.KeyAccess.NOT_ASKED
    assert isinstance(sentence, str)
    key.write_bytes(vmstrust.Identity.make("p256").to_key_pem(SECRET))
    with pytest.raises(vmstrust.Untrusted) as caught:
        deployment.check(store, role="recording-server",
                         host="rec05.harbour.local")
    assert caught.value.report.findings[0].finding is (
        vmstrust.Finding.PRIVATE_KEY_DOES_NOT_MATCH)
    key.unlink()
    with pytest.raises(vmstrust.Error):
        deployment.check(store, role="recording-server",
                         host="rec05.harbour.local")
    with pytest.raises(vmstrust.NotFoundError):
        vmstrust.Deployment(cert, key, target="no-such-target")


def test_a_pfx(authority, tmp_path):
    identity = issue(authority, "rec04.harbour.local")
    pfx = identity.to_pfx("windows-2016", SECRET)
    assert vmstrust.pfx_refusal(pfx, "windows-2016") == ""
    assert "3DES" in vmstrust.pfx_to_text(pfx)
    assert "vmstrust-pfx-1" in vmstrust.pfx_to_json(pfx)
    again = vmstrust.Identity.parse(pfx, SECRET)
    assert again.certs[0] == identity.certs[0] and again.key_matches
    assert again.to_chain_pem() == identity.to_chain_pem()
    assert again.to_pkcs7()
    with pytest.raises(vmstrust.PassphraseError):
        vmstrust.Identity.parse(pfx, "wrong")
    with pytest.raises(vmstrust.MalformedError):
        vmstrust.pfx_to_text(b"no")
    secret = tmp_path / "secret"
    secret.write_text(SECRET + "\r\n")
    assert vmstrust.load_passphrase(secret) == SECRET.encode()


def test_a_request():
    identity = vmstrust.Identity.make("p256")
    draft = vmstrust.Draft("recording-server", [HOST, "10.0.0.5"],
                           [("O", "Harbour"), ("CN", HOST)])
    request = vmstrust.Request(draft.write(identity).encode())
    assert "O=Harbour" in request.subject
    assert request.dns_names == (HOST,)
    assert [str(one) for one in request.ip_addresses] == ["10.0.0.5"]
    with pytest.raises(vmstrust.ArgumentError):
        vmstrust.Draft("any")
    with pytest.raises(vmstrust.MalformedError):
        vmstrust.Request(b"none")
