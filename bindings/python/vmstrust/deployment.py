"""The certificate and the private key of a server, as they lie on a computer,
and the account that uses them."""

from ctypes import byref, c_int
from datetime import datetime
from typing import Callable, Optional, Tuple, Union

from . import _native as native
from ._call import (Host, Passphrase, Path, call, host, make, passphrase, path,
                    seconds_at, size, taken, words)
from ._handle import Handle, pointer_of
from .enumerations import KeyAccess, Role, Target
from .identity import target_of
from .policy import Policy, judging
from .report import Report, judged
from .store import Store

__all__ = ["Deployment"]


class Deployment(Handle):
    """It never changes after it was made: any number of threads may check it;
    each check reads the files again."""

    _free = native.deployment_free

    def __init__(self, cert_path: Path, key_path: Optional[Path] = None, *,
                 passphrase_: Optional[Passphrase] = None,
                 account: Optional[str] = None,
                 computer: Optional[Host] = None,
                 target: Union[Target, str, None] = None,
                 time: Optional[datetime] = None) -> None:
        """A deployment of these files, which are not read yet.

        cert_path: the certificate, with its chain behind it as the server
        sends it (PEM, DER, PKCS#7), or a PFX.
        key_path: the private key, or a PKCS#11 URL (RFC 7512); None if it is
        in the certificate's own file.
        passphrase_: of the key or PFX, or the PIN of the token.
        account: asks whether it can use the private key. As root that is
        tried by a helper process; otherwise worked out from modes and ACLs.
        computer: asks whether the private key lies where it belongs.
        target: asks whether it imports the PFX; an id will do.
        time: judges at this time instead of the system's clock.

        Raises ArgumentError; NotFoundError for an unknown target.
        """
        self._own(make(
            native.deployment_new, native.Deployment,
            path(cert_path, "cert_path"),
            None if key_path is None else path(key_path, "key_path")))
        secret = passphrase(passphrase_)
        if secret is not None:
            self._set(native.deployment_set_passphrase, secret, size(secret))
        if account is not None:
            self._set(native.deployment_set_account,
                      words(account, "account"))
        if computer is not None:
            self._set(native.deployment_set_computer, host(computer))
        if target is not None:
            self._set(native.deployment_set_target, target_of(target))
        if time is not None:
            self._set(native.deployment_set_time, seconds_at(time, "time"))

    def _set(self, function: Callable[..., int],
             *arguments: object) -> None:
        call(function, self._pointer, *arguments)

    def check(self, store: Store, *, role: Union[Role, str, None] = None,
              host: Optional[Host] = None,  # pylint: disable=W0621
              policy: Optional[Policy] = None) -> Report:
        """Reads the files and judges all of it: the certificates as
        Store.verify() does, and the private key: whether it is there, belongs
        to the certificate and signs, whether it is that of a CA, who can read
        it, and what was asked besides. Returns the report if everything is
        right, but for warnings.

        Raises Untrusted with the report; otherwise as Store.verify() and
        Identity.load(); NotFoundError for an account that does not exist.
        """
        report, error = native.Report(), native.Error()
        code = native.deployment_check(
            self._pointer, pointer_of(store, Store, "store"),
            pointer_of(judging(role, None, policy), Policy, "policy"),
            _host(host), byref(report), byref(error))
        return judged(code, report, error)

    def check_access(self) -> Tuple[KeyAccess, str]:
        """The account's part of check() alone, for after the files were
        replaced: whether it can use the key, and a sentence about both.
        NOT_ASKED if the key is missing, does not match, or is that of a CA.

        Raises as check(), but for Untrusted.
        """
        access, sentence = c_int(), native.Bytes()
        call(native.deployment_check_access, self._pointer, byref(access),
             byref(sentence))
        return KeyAccess(access.value), taken(sentence).decode()

    def __repr__(self) -> str:
        return "<Deployment closed>" if self.closed else "<Deployment>"


_host = host
