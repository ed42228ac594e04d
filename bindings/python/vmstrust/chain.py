"""What one connection's peer sent."""

import threading
from datetime import datetime
from typing import Iterable, List, Tuple, Type, TypeVar, Union

from . import _native as native
from ._call import Data, Path, call, data, make, path, seconds_at
from ._handle import Handle, pointer_of
from .cert import Cert
from .enumerations import Target
from .refusal import Refusals

__all__ = ["Chain"]

_Self = TypeVar("_Self", bound="Chain")


class Chain(Handle):
    """The certificates that a peer sent, in the order received, and the time
    at which they are judged. The first is the one judged, always.

    A chain is the object of one connection: calls of it from several threads
    wait for each other.
    """

    _free = native.chain_free

    def __init__(self, certs: Iterable[Union[Cert, Data]] = ()) -> None:
        """A chain of these certificates: each a Cert or DER.

        Raises as add().
        """
        self._begin(make(native.chain_new, native.Chain))
        for cert in certs:
            self.add(cert)

    def _begin(self, pointer: object) -> None:
        self._lock = threading.Lock()
        self._own(pointer)

    @classmethod
    def parse(cls: Type[_Self], data_: Data) -> _Self:
        """From bytes: every CERTIFICATE block of a PEM text (also with CRLF,
        byte order mark, UTF-16), the certificates of a PKCS#7 bundle, or one
        DER certificate.

        Raises MalformedError if there is no certificate at all; LimitError.
        """
        given = data(data_)
        return cls._from(make(native.chain_parse, native.Chain, given,
                              len(given)))

    @classmethod
    def load(cls: Type[_Self], path_: Path) -> _Self:
        """The same from a file of at most 64 MiB.

        Raises as parse(), and FileError.
        """
        return cls._from(make(native.chain_load, native.Chain, path(path_)))

    @classmethod
    def _from(cls: Type[_Self], pointer: object) -> _Self:
        self = cls.__new__(cls)
        self._begin(pointer)
        return self

    def add(self, cert: Union[Cert, Data]) -> None:
        """The next certificate that the peer sent: DER, of which any bytes
        are taken, since what a peer can cause is a verdict; or a Cert.

        Raises LimitError if it is too large (1 MiB) or the chain too long.
        """
        if isinstance(cert, Cert):
            with self._lock:
                call(native.chain_add_cert, self._pointer, cert._pointer)
            return
        der = data(cert, "cert")
        with self._lock:
            call(native.chain_add_der, self._pointer, der, len(der))

    def add_crl(self, der: Data) -> None:
        """A CRL that came with the chain, as DER. It counts only if the
        authority that it speaks for signed it (RFC 5280 6.3).

        Raises LimitError if it is too large (64 MiB) or one too many.
        """
        coded = data(der, "der")
        with self._lock:
            call(native.chain_add_crl, self._pointer, coded, len(coded))

    def set_ocsp(self, der: Data) -> None:
        """The OCSP response that the peer stapled (RFC 6960), as DER.

        Raises LimitError if it is too large (128 KiB).
        """
        coded = data(der, "der")
        with self._lock:
            call(native.chain_set_ocsp, self._pointer, coded, len(coded))

    def set_time(self, time: datetime) -> None:
        """Judges at this time instead of the system's clock.

        Raises ValueError for a time without a time zone.
        """
        with self._lock:
            call(native.chain_set_time, self._pointer,
                 seconds_at(time, "time"))

    @property
    def certs(self) -> Tuple[Cert, ...]:
        """The certificates, in the order received."""
        found: List[Cert] = []
        with self._lock:
            pointer = self._pointer
            for index in range(native.chain_get_count(pointer)):
                cert = Cert._shared(native.chain_get_cert(pointer, index))
                if cert is not None:
                    found.append(cert)
        return tuple(found)

    def find_refusals(self, target: Target) -> Refusals:
        """What a TLS stack would refuse in the form of these certificates,
        whatever is trusted.

        Raises MalformedError if the first certificate is not well formed;
        ArgumentError for a chain without one, or an unknown target.
        """
        number = Target(target)
        with self._lock:
            return Refusals._adopt(make(native.chain_find_refusals,
                                        native.Refusals, self._pointer,
                                        number))

    def __len__(self) -> int:
        with self._lock:
            return native.chain_get_count(self._pointer)

    def __repr__(self) -> str:
        return ("<Chain closed>" if self.closed else
                f"<Chain of {len(self)}>")


def chain_of(value: Union[Chain, Data]) -> Chain:
    """A chain, also out of bytes."""
    if isinstance(value, Chain):
        return value
    if isinstance(value, (bytes, bytearray, memoryview)):
        return Chain.parse(value)
    raise TypeError(f"chain is a Chain or bytes, not {type(value).__name__}")


def chain_pointer(chain: Chain) -> object:
    return pointer_of(chain, Chain, "chain")
