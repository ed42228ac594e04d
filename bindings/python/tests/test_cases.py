"""The vectors of the C tests, judged through the binding: evidence is
replayed, and the findings are those that the file names."""

import pytest

import vmstrust
from conftest import ROOT

CASES = sorted((ROOT / "tests" / "vectors").glob("*/*.case"))


def expected(text):
    """The findings of a case file as (severity, id, depth)."""
    return [tuple(line.split()[1:4]) for line in text.splitlines()
            if line.startswith("finding:")]


def found(report):
    return [(row.severity.id, row.finding.id,
             "-" if row.depth is None else str(row.depth))
            for row in report.findings]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path):
    evidence = path.read_bytes()
    try:
        report = vmstrust.replay(evidence)
    except vmstrust.Untrusted as refusal:
        report = refusal.report
        assert str(refusal)
        assert not report.is_trusted
    else:
        assert report.is_trusted
    assert found(report) == expected(evidence.decode("utf-8"))


def test_there_are_cases():
    assert len(CASES) > 50
