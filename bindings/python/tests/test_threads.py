"""100,000 rounds of create, verify and dispose, from eight threads: memory
stays what it was."""

import os
import threading

import pytest

import vmstrust

ROUNDS = 100_000
THREADS = 8
HOST = "rec01.harbour.local"

# What the allocator of a process with so many threads may keep.
SLACK = 8 * 1024 * 1024


def resident():
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def rounds(site, count, errors):
    """In each a chain, a policy, a report and its certificates; in some a
    refusal, a store and an error."""
    good = (site / "good.pem").read_bytes()
    bad = (site / "expired.pem").read_bytes()
    store = vmstrust.Store.load(site / "ca.pem")
    try:
        for number in range(count):
            with vmstrust.Chain.parse(bad if number % 10 == 0 else good
                                      ) as chain:
                try:
                    report = store.verify(chain, host=HOST, policy=(
                        vmstrust.Policy("recording-server")))
                    assert number % 10 != 0 and report.is_trusted
                except vmstrust.Untrusted as refusal:
                    assert number % 10 == 0
                    assert refusal.report.findings
            if number % 100 == 0:
                store = vmstrust.Store.load(site / "ca.pem")
    except BaseException as error:  # pylint: disable=broad-except
        errors.append(error)


def in_threads(site, count):
    errors = []
    threads = [threading.Thread(target=rounds,
                                args=(site, count // THREADS, errors))
               for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors, errors


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"),
                    reason="resident memory is read from /proc")
def test_memory_stays_flat(site):
    in_threads(site, ROUNDS // 10)
    before = resident()
    in_threads(site, ROUNDS)
    grown = resident() - before
    print(f"{grown / 1024:.0f} KiB more after {ROUNDS} rounds")
    assert grown < SLACK
