"""Certificate requests (PKCS#10, RFC 2986).

A request asks and grants nothing: who signs a certificate for it decides
about each name.
"""

from typing import Iterable, Tuple, Union

from . import _native as native
from ._call import (Data, Host, call, data, host, made_text, make, words)
from ._handle import Handle, pointer_of
from .cert import Address, dns_names, ip_addresses
from .enumerations import Role
from .identity import Identity
from .policy import role_of, several

__all__ = ["Draft", "Request"]


class Draft(Handle):
    """What a certificate shall say; it never changes after it was made."""

    _free = native.draft_free

    def __init__(self, role: Union[Role, str], hosts: Iterable[Host] = (),
                 subject: Iterable[Tuple[str, str]] = ()) -> None:
        """A draft for a role: the purpose is Client Authentication for
        TLS_CLIENT, and Server Authentication for every server.

        hosts: names and addresses by which the server is reached; a wildcard
        may be the first label.
        subject: pairs such as ("O", "Harbour"), in this order; "C", "ST",
        "L", "O", "OU" or "CN" (RFC 5280 A.1).

        Raises ArgumentError with the reason; LimitError.
        """
        self._own(make(native.draft_new, native.Draft, role_of(role)))
        for attribute, value in several(subject, "subject"):
            call(native.draft_add_subject, self._pointer,
                 words(attribute, "attribute"), words(value, "value"))
        for each in several(hosts, "hosts"):
            call(native.draft_add_host, self._pointer, host(each))

    def write(self, identity: Identity) -> str:
        """The request in PEM, signed with the key of an identity.

        Raises ArgumentError if the draft names nobody, or the key does not
        sign here; CryptoError.
        """
        return made_text(native.draft_write, self._pointer,
                         pointer_of(identity, Identity, "identity"))

    def __repr__(self) -> str:
        return "<Draft closed>" if self.closed else "<Draft>"


class Request(Handle):
    """What somebody else wrote, read and proved. Any number of threads may
    read one."""

    _free = native.request_free

    def __init__(self, data_: Data) -> None:
        """Reads a request, PEM or DER, and proves that it was signed with its
        own key.

        Raises MalformedError if it is none, or possession is not proved;
        LimitError; CryptoError.
        """
        given = data(data_)
        self._own(make(native.request_parse, native.Request, given,
                       len(given)))

    @property
    def subject(self) -> str:
        """The subject (RFC 4514), escaped."""
        return made_text(native.request_write_subject, self._pointer)

    @property
    def dns_names(self) -> Tuple[str, ...]:
        """The DNS names it asks for, raw: they may hold anything."""
        return dns_names(self._pointer, native.request_get_dns_name_count,
                         native.request_get_dns_name)

    @property
    def ip_addresses(self) -> Tuple[Address, ...]:
        """The IP addresses it asks for."""
        return ip_addresses(self._pointer,
                            native.request_get_ip_address_count,
                            native.request_get_ip_address)

    def __repr__(self) -> str:
        return ("<Request closed>" if self.closed else
                f"<Request {self.subject}>")
