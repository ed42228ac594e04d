"""An identity: the certificate that a server presents, its chain and its
private key. Files of any form are read, and written for any importer."""

from typing import Optional, Tuple, Type, TypeVar, Union

from . import _native as native
from ._call import (Data, Passphrase, Path, call, data, made_bytes, made_text,
                    make, passphrase, path, size, words)
from ._handle import Handle
from .cert import Cert
from .enumerations import Target

__all__ = ["Identity", "load_passphrase", "pfx_refusal", "pfx_to_json",
           "pfx_to_text"]

_Self = TypeVar("_Self", bound="Identity")


def target_of(value: Union[Target, str]) -> Target:
    """A target, also by its id."""
    return Target.find(value) if isinstance(value, str) else Target(value)


def load_passphrase(path_: Path) -> bytes:
    """The first line of a file, without its end; a byte order mark is
    understood.

    Raises FileError; MalformedError for an empty line or zero bytes.
    """
    return made_bytes(native.passphrase_load, path(path_))


class Identity(Handle):
    """It never changes after it was made: any number of threads may use one.
    The key is wiped when it is closed.

    A passphrase is str or bytes (UTF-8). Python cannot wipe its own copies.
    """

    _free = native.identity_free

    def __init__(self) -> None:
        raise TypeError("Identity.make(), .load() or .parse()")

    @classmethod
    def make(cls: Type[_Self], key_type: str) -> _Self:
        """A new private key without a certificate yet: for a request.

        key_type: "rsa2048", "rsa3072", "rsa4096", "p256" or "p384".

        Raises NotFoundError for another type, CryptoError.
        """
        return cls._adopt(make(native.identity_make, native.Identity,
                               words(key_type, "key_type")))

    @classmethod
    def parse(cls: Type[_Self], data_: Data,
              passphrase_: Optional[Passphrase] = None) -> _Self:
        """Certificate, chain and key out of bytes: a PKCS#12 file (PFX), or
        PEM with all of it. Of PKCS#12 the key's certificate comes first.

        Raises PassphraseError if one is needed or this one is wrong;
        MalformedError if certificate or key is not there; LimitError;
        CryptoError for encryption that is not known.
        """
        given, secret = data(data_), passphrase(passphrase_)
        return cls._adopt(make(native.identity_parse, native.Identity, given,
                               len(given), secret, size(secret)))

    @classmethod
    def load(cls: Type[_Self], cert_path: Optional[Path],
             key_path: Optional[Path] = None,
             passphrase_: Optional[Passphrase] = None) -> _Self:
        """The same from files. Whether the two belong together is not asked:
        see key_matches and prove().

        cert_path: with its chain behind it; None for a key without one.
        key_path: PKCS#8 or traditional, or a PKCS#11 URL (RFC 7512), whose
        PIN is the passphrase; None if the key is in the certificate's file.

        Raises as parse(), FileError, NotFoundError if no token has the key.
        """
        secret = passphrase(passphrase_)
        return cls._adopt(make(
            native.identity_load, native.Identity,
            None if cert_path is None else path(cert_path, "cert_path"),
            None if key_path is None else path(key_path, "key_path"),
            secret, size(secret)))

    @property
    def certs(self) -> Tuple[Cert, ...]:
        """The server's own certificate and its chain."""
        pointer = self._pointer
        found = (Cert._shared(native.identity_get_cert(pointer, index))
                 for index in range(native.identity_get_cert_count(pointer)))
        return tuple(cert for cert in found if cert is not None)

    @property
    def key_matches(self) -> bool:
        """Whether the key is that of the first certificate, by its
        numbers."""
        return bool(native.identity_key_matches(self._pointer))

    @property
    def key_is_in_token(self) -> bool:
        """Whether the key is in a token, which never hands it out."""
        return bool(native.identity_key_is_in_token(self._pointer))

    def prove(self) -> None:
        """Proves that they belong together: the key signs, the certificate
        verifies.

        Raises ArgumentError if they do not; CryptoError if the key does not
        sign.
        """
        call(native.identity_prove, self._pointer)

    def to_chain_pem(self) -> str:
        """The certificate and its chain as PEM."""
        return made_text(native.identity_write_chain, self._pointer)

    def to_pkcs7(self) -> bytes:
        """The certificate and its chain as PKCS#7, DER (RFC 5652 5)."""
        return made_bytes(native.identity_write_pkcs7, self._pointer)

    def to_key_pem(self, passphrase_: Optional[Passphrase] = None) -> bytes:
        """The private key as PKCS#8 in PEM: encrypted under a passphrase, or
        plain without one.

        Raises ArgumentError for a key in a token; CryptoError.
        """
        secret = passphrase(passphrase_)
        return made_bytes(native.identity_write_key, self._pointer, secret,
                          size(secret))

    def to_pfx(self, target: Union[Target, str],
               passphrase_: Passphrase) -> bytes:
        """All of it as PKCS#12 (PFX) that the target imports; an id will do.

        Raises NotFoundError for a target that imports no PFX; ArgumentError
        if key and certificate do not belong together, or the key is in a
        token; CryptoError.
        """
        secret = passphrase(passphrase_)
        return made_bytes(native.identity_write_pfx, self._pointer,
                          target_of(target), secret, size(secret))

    def __repr__(self) -> str:
        return ("<Identity closed>" if self.closed else
                f"<Identity of {len(self.certs)} certificates>")


def pfx_to_text(pfx: Data) -> str:
    """What a PKCS#12 file is made of, and which targets import it. Needs no
    passphrase.

    Raises MalformedError if it is none, or not DER; LimitError.
    """
    given = data(pfx, "pfx")
    return made_text(native.pfx_write_text, given, len(given))


def pfx_to_json(pfx: Data) -> str:
    """The same as JSON, schema "vmstrust-pfx-1"."""
    given = data(pfx, "pfx")
    return made_text(native.pfx_write_json, given, len(given))


def pfx_refusal(pfx: Data, target: Union[Target, str]) -> str:
    """Why a target does not import a PKCS#12 file; "" if it does.

    Raises as pfx_to_text(); NotFoundError for a target that imports no PFX,
    or of which nothing is known.
    """
    given = data(pfx, "pfx")
    return made_text(native.pfx_check_target, given, len(given),
                     target_of(target))
