"""Every enumeration of libvmstrust-site.

Made of the tables in libvmstrust-site/ by devel/generate: edit those. Numbers
are for ever. New ones may appear in any release of the library: a number that
is not named here becomes a member when it is met, and the library answers for
it.
"""

from . import _tables_site

__all__ = [
    "Fault",
    "Outcome",
    "Reaction",
]


class Outcome(_tables_site.Outcome):
    """What came of an attempt to reach a server."""

    #: Nobody was asked yet
    NONE = 0
    #: Trusted
    TRUSTED = 1
    #: Not trusted
    UNTRUSTED = 2
    #: Answers in plain HTTP, not in TLS
    PLAIN_HTTP = 3
    #: Answers, but not in TLS
    NOT_TLS = 4
    #: The name has no address
    NO_ADDRESS = 10
    #: The name server does not answer
    NAME_SERVER_SILENT = 11
    #: Nothing listens at this port
    REFUSED = 12
    #: No way to this address
    UNREACHABLE = 13
    #: No connection within the time
    TIMED_OUT = 14
    #: Takes the connection and says nothing
    SILENT = 15
    #: Ends the connection at once
    RESET = 16
    #: Speaks TLS, but the handshake failed
    HANDSHAKE_FAILED = 17
    #: Cancelled before there was an answer
    CANCELLED = 18
    #: This computer could not ask
    FAILED = 19


class Fault(_tables_site.Fault):
    """What is wrong with the certificate of one server of a trial."""

    #: No server is meant
    NONE = 0
    #: Nothing: this one must be accepted
    GOOD = 1
    #: Expired yesterday
    EXPIRED = 2
    #: Issued for another host
    WRONG_NAME = 3
    #: Issued by a CA that is not trusted
    OTHER_CA = 4
    #: Issued by nobody but itself
    SELF_SIGNED = 5
    #: Its intermediate is not sent
    MISSING_INTERMEDIATE = 6


class Reaction(_tables_site.Reaction):
    """What a client made of one server of a trial."""

    #: Nobody came yet
    NONE = 0
    #: Refused
    REFUSED = 1
    #: Finished the handshake and sent nothing
    FINISHED = 2
    #: Accepted, and sent data
    ACCEPTED = 3
