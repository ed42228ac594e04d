"""A certificate: parsed once, never changed after."""

from ctypes import byref, c_char, c_size_t, c_uint32
from datetime import datetime
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any, Callable, List, Optional, Tuple, Union

from . import _native as native
from ._call import Data, call, counted, data, made_text, make, moment
from ._handle import Handle, pointer_of

__all__ = ["Cert"]

Address = Union[IPv4Address, IPv6Address]


def dns_names(pointer: Any, count: Callable[..., int],
              at: Callable[..., Optional[int]]) -> Tuple[str, ...]:
    """Names as they stand in a certificate or a request."""
    names: List[str] = []
    size = c_size_t()
    for index in range(count(pointer)):
        name = counted(at(pointer, index, byref(size)), size.value)
        names.append(name.decode("utf-8", "backslashreplace"))
    return tuple(names)


def ip_addresses(pointer: Any, count: Callable[..., int],
                 at: Callable[..., Optional[int]]) -> Tuple[Address, ...]:
    """Addresses as they stand in a certificate or a request."""
    size = c_size_t()
    addresses = [counted(at(pointer, index, byref(size)), size.value)
                 for index in range(count(pointer))]
    return tuple(ip_address(raw) for raw in addresses if len(raw) in (4, 16))


class Cert(Handle):
    """A certificate. Any number of threads may use one at once; two are equal
    if their bytes are.

    What it says is foreign text. `subject`, `issuer`, to_text() and to_json()
    are escaped (control characters, bidirectional marks); `dns_names` is raw.
    """

    _free = native.cert_free

    def __init__(self, der: Data) -> None:
        """One certificate in DER and nothing after it (RFC 5280 4.1), at most
        1 MiB. For PEM and files see Chain.

        Raises MalformedError with the offset; LimitError.
        """
        coded = data(der, "der")
        self._own(make(native.cert_parse, native.Cert, coded, len(coded)))

    @classmethod
    def _shared(cls, lent: Any) -> Optional["Cert"]:
        """One more owner of what an object lent, which is still held."""
        return cls._adopt(native.cert_ref(lent)) if lent else None

    @property
    def is_malformed(self) -> bool:
        """Whether the bytes that a peer sent are no well-formed certificate.
        Only one of a chain or a report can be; all of it but `der` and the
        digests reads as empty then."""
        return bool(native.cert_is_malformed(self._pointer))

    @property
    def der(self) -> bytes:
        """The encoding."""
        pointer, size = self._pointer, c_size_t()
        return counted(native.cert_get_der(pointer, byref(size)), size.value)

    @property
    def sha256(self) -> bytes:
        """SHA-256 over the encoding."""
        pointer = self._pointer
        return counted(native.cert_get_sha256(pointer), 32)

    @property
    def thumbprint(self) -> str:
        """SHA-1 over the encoding, as Windows prints it: a name for people,
        and no proof of anything.

        Raises CryptoError where SHA-1 is switched off.
        """
        digits = (c_char * 41)()
        call(native.cert_get_thumbprint, self._pointer, byref(digits))
        return digits.value.decode("ascii")

    @property
    def subject(self) -> str:
        """The subject (RFC 4514), escaped."""
        return made_text(native.cert_write_subject, self._pointer)

    @property
    def issuer(self) -> str:
        """The issuer (RFC 4514), escaped."""
        return made_text(native.cert_write_issuer, self._pointer)

    @property
    def serial(self) -> int:
        """The serial number (RFC 5280 4.1.2.2); 0 for a malformed one."""
        pointer, size = self._pointer, c_size_t()
        raw = counted(native.cert_get_serial(pointer, byref(size)),
                      size.value)
        return int.from_bytes(raw, "big", signed=True)

    @property
    def not_before(self) -> datetime:
        """The first second in which it is valid (RFC 5280 4.1.2.5)."""
        return moment(native.cert_get_not_before(self._pointer))

    @property
    def not_after(self) -> datetime:
        """The last second in which it is valid (RFC 5280 4.1.2.5)."""
        return moment(native.cert_get_not_after(self._pointer))

    @property
    def is_authority(self) -> bool:
        """Whether basicConstraints mark it as a CA (RFC 5280 4.2.1.9)."""
        return bool(native.cert_is_authority(self._pointer))

    @property
    def is_limited_to_names(self) -> bool:
        """Whether its name constraints permit some DNS names only (RFC 5280
        4.2.1.10); a CA without them can speak for every site."""
        return bool(native.cert_is_limited_to_names(self._pointer))

    @property
    def path_length(self) -> Optional[int]:
        """How many other CAs may stand below it (RFC 5280 4.2.1.9); None: as
        many as there are."""
        length = c_uint32()
        has = native.cert_get_path_length(self._pointer, byref(length))
        return length.value if has else None

    @property
    def dns_names(self) -> Tuple[str, ...]:
        """The DNS names (RFC 5280 4.2.1.6), raw: they may hold anything.
        What is not UTF-8 is shown as \\xNN."""
        return dns_names(self._pointer, native.cert_get_dns_name_count,
                         native.cert_get_dns_name)

    @property
    def ip_addresses(self) -> Tuple[Address, ...]:
        """The IP addresses (RFC 5280 4.2.1.6)."""
        return ip_addresses(self._pointer, native.cert_get_ip_address_count,
                            native.cert_get_ip_address)

    def difference(self, before: "Cert") -> str:
        """What differs from the certificate that this one takes the place of:
        key, issuer, names and dates, as one line for who decides about it;
        escaped; "" where either is malformed."""
        return made_text(native.cert_write_difference, self._pointer,
                         pointer_of(before, Cert, "before"))

    def to_text(self) -> str:
        """All that matters, for people; escaped.

        Raises CryptoError, NoMemoryError.
        """
        return made_text(native.cert_write_text, self._pointer)

    def to_json(self) -> str:
        """The same as JSON, schema "vmstrust-cert-1".

        Raises CryptoError, NoMemoryError.
        """
        return made_text(native.cert_write_json, self._pointer)

    def to_pem(self) -> str:
        """The certificate as PEM (RFC 7468)."""
        return made_text(native.cert_write_pem, self._pointer)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Cert):
            return NotImplemented
        return self.der == other.der

    def __hash__(self) -> int:
        return hash(self.sha256)

    def __repr__(self) -> str:
        return ("<Cert closed>" if self.closed else
                f"<Cert {self.subject or 'without a subject'}>")
