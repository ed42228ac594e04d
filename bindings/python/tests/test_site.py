"""Live servers, asked by the second library."""

import datetime
import gc
import http.client
import socket
import ssl
import threading

import pytest

import vmstrust
import vmstrust.ssl
from servers import DEADLINE, openssl
from vmstrust.site import Fault, Outcome, Probe, Reaction, Trial

HOST = "rec01.harbour.local"
PATIENT = datetime.timedelta(seconds=60)


def closed_port():
    """A port at which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def test_each_has_its_outcome(store, site):
    probe = Probe(timeout=PATIENT, parallel=10)
    with openssl(site, "good") as good, openssl(site, "expired") as bad:
        issued = vmstrust.Chain.load(site / "good.pem").certs[0]
        for port in (good, bad, closed_port()):
            probe.add(f"127.0.0.1:{port}", role="recording-server",
                      expected=issued)
        trusted, untrusted, refused = probe.run(store)
        again = probe.run(store)
    assert len(probe) == 3
    assert trusted.outcome is Outcome.TRUSTED and trusted.outcome.is_answer
    assert (trusted.host, trusted.port) == ("127.0.0.1", good)
    assert trusted.report.is_trusted and trusted.certs == (issued,)
    assert trusted.protocol.startswith("TLS") and trusted.text
    assert trusted.remarks == () and trusted.address
    assert untrusted.outcome is Outcome.UNTRUSTED
    assert untrusted.report.findings[0].finding is vmstrust.Finding.EXPIRED
    assert [one.finding.id for one in untrusted.remarks] == [
        "other-certificate-presented"]
    assert untrusted.remarks[0].found and untrusted.remarks[0].expected
    assert refused.outcome is Outcome.REFUSED
    assert refused.report is None and refused.certs == ()
    assert not refused.outcome.is_answer and refused.outcome.title
    assert [one.outcome for one in again] == [
        Outcome.TRUSTED, Outcome.UNTRUSTED, Outcome.REFUSED]


def test_a_report_outlives_its_probe(store, site):
    with openssl(site, "expired") as port:
        probe = Probe(timeout=PATIENT)
        probe.add(f"127.0.0.1:{port}", role="recording-server")
        [answer] = probe.run(store)
    del probe
    gc.collect()
    assert "expired" in answer.report.to_text()
    answer.report.close()
    with pytest.raises(ValueError, match="closed"):
        answer.report.to_text()


def test_what_cannot_be_asked(store):
    probe = Probe()
    with pytest.raises(vmstrust.ArgumentError):
        probe.run(store)
    with pytest.raises(vmstrust.ArgumentError):
        probe.add("two words", role="recording-server")
    with pytest.raises(vmstrust.ArgumentError):
        probe.add(HOST, role="tls-client")
    with pytest.raises(TypeError):
        probe.add(HOST)
    assert len(probe) == 0
    for wrong in ({"timeout": datetime.timedelta(0)}, {"parallel": 0},
                  {"timeout": datetime.timedelta(days=400)},
                  {"parallel": -1}):
        with pytest.raises(ValueError):
            Probe(**wrong)
    assert Outcome(4711).id == "unknown"


def test_a_task_is_cancelled(store):
    """A server that takes connections and says nothing is given up."""
    with socket.create_server(("127.0.0.1", 0)) as silent, \
            vmstrust.Task() as task:
        probe = Probe(timeout=PATIENT)
        probe.add(f"127.0.0.1:{silent.getsockname()[1]}",
                  role="recording-server")
        timer = threading.Timer(0.2, task.cancel)
        timer.start()
        [answer] = probe.run(store, task)
        timer.join()
        assert answer.outcome is Outcome.CANCELLED
        assert task.is_cancelled and task.total == 1 and task.done <= 1


def try_all(trial, context):
    """A client asks every server of a trial; what the trial says."""
    said = []

    def run():
        try:
            trial.run()
            said.append(None)
        except vmstrust.Error as error:
            said.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    for port in trial.ports.values():
        connection = http.client.HTTPSConnection(
            "localhost", port, context=context, timeout=DEADLINE)
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            pass
        connection.close()
    thread.join(DEADLINE)
    assert not thread.is_alive()
    return said[0]


def test_our_own_client_would_have_noticed():
    with Trial() as trial:
        store = vmstrust.Store()
        store.add_cert(trial.ca)
        try_all(trial, vmstrust.ssl.Context(store))
        # Python's ssl lets the verdict fall when OpenSSL has finished, and
        # not a byte of the application's has been sent: no more can be seen
        # from the other side.
        assert trial.reactions.pop(Fault.GOOD) is Reaction.ACCEPTED
        assert not any(reaction is Reaction.ACCEPTED for fault, reaction in
                       trial.reactions.items() if fault is not Fault.GOOD)
        assert {fault.id for fault in trial.ports} >= {"good", "expired"}


def test_one_that_does_not_look_is_named():
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with Trial() as trial:
        refusal = try_all(trial, context)
        assert isinstance(refusal, vmstrust.Untrusted) and str(refusal)
        assert trial.reactions[Fault.EXPIRED] is Reaction.ACCEPTED
        assert Fault.EXPIRED.title and Reaction.ACCEPTED.title
        assert Reaction.ACCEPTED.id == "accepted"


def test_a_trial_is_cancelled():
    with Trial() as trial, vmstrust.Task() as task:
        task.cancel()
        with pytest.raises(vmstrust.CancelledError):
            trial.run(task)
