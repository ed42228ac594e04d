"""What is trusted, for which roles, what is distrusted, and what is pinned."""

import threading
from ctypes import byref, c_size_t
from datetime import datetime
from typing import Callable, Optional, Type, TypeVar, Union

from . import _native as native
from ._call import (Data, Host, Path, actor, call, data, host, make, path,
                    seconds_at, words)
from ._handle import Handle, pointer_of
from .cert import Cert
from .chain import Chain, chain_of
from .enumerations import Client, Role
from .policy import Policy, judging, role_of
from .report import Report, judged

__all__ = ["Store"]

_Self = TypeVar("_Self", bound="Store")


class Store(Handle):
    """A trust store. Threads may verify with it while another changes it:
    every change makes the next generation and swaps it in whole. After a
    failure it is what it was. Distrust beats everything.
    """

    _free = native.store_free

    def __init__(self) -> None:
        """An empty store: it trusts nothing."""
        self._begin(make(native.store_new, native.Store))

    def _begin(self, pointer: object) -> None:
        self._lock = threading.Lock()  # one changer at a time
        self._own(pointer)

    @classmethod
    def load(cls: Type[_Self], path_: Path) -> _Self:
        """A store that trusts every certificate of a file (PEM, DER, PKCS#7),
        or of the files of a directory, as add_path() reads them.

        Raises FileError; MalformedError with file, block and offset;
        LimitError.
        """
        return cls._from(make(native.store_load, native.Store, path(path_)))

    @classmethod
    def create(cls: Type[_Self], path_: Path) -> _Self:
        """Makes a store on disk and opens it: an empty folder that a person
        can read, with one PEM file for each entry.

        Raises FileError, also if there is anything of that name already.
        """
        call(native.store_create, path(path_))
        return cls.open(path_)

    @classmethod
    def open(cls: Type[_Self], path_: Path) -> _Self:
        """Opens a store on disk, also on read-only media. Changes are changes
        in memory; save() writes them. Where one file of it cannot be read or
        is not what its name says it does not open, since what it left out
        could be what distrusts.

        Raises FileError; MalformedError with the file and the fix, or with
        both numbers for another format; LimitError.
        """
        return cls._from(make(native.store_open, native.Store, path(path_)))

    @classmethod
    def _from(cls: Type[_Self], pointer: object) -> _Self:
        self = cls.__new__(cls)
        self._begin(pointer)
        return self

    def _change(self, function: Callable[..., int],
                *arguments: object) -> None:
        with self._lock:
            call(function, self._pointer, *arguments)

    def add_cert(self, cert: Cert,
                 role: Union[Role, str, None] = None) -> None:
        """Trusts a certificate, for every role or for one: a root, an
        intermediate as the end of a path, or a device's own certificate.

        Raises MalformedError for a malformed one, LimitError.
        """
        pointer = pointer_of(cert, Cert, "cert")
        if role is None:
            self._change(native.store_add_cert, pointer)
        else:
            self._change(native.store_add_cert_for_role, pointer,
                         role_of(role))

    def add_pem(self, pem: Data) -> None:
        """Trusts every certificate of a PEM text, a PKCS#7 bundle or DER.

        Raises MalformedError, LimitError.
        """
        given = data(pem, "pem")
        self._change(native.store_add_pem, given, len(given))

    def add_path(self, path_: Path) -> None:
        """Trusts every certificate of a file, or of every file of a directory
        whose name ends in .pem, .crt, .cer, .der, .p7b or .p7c.

        Raises as load().
        """
        self._change(native.store_add_path, path(path_))

    def add_system_roots(self) -> None:
        """Trusts the operating system's bundle. Its roots are not the
        caller's own: no host name in the subject is accepted under them.

        Raises NotFoundError with the places looked at; else as load().
        """
        self._change(native.store_add_system_roots)

    def add_intermediate(self, cert: Cert) -> None:
        """Adds an intermediate: it may stand on a path, and ends none.

        Raises as add_cert().
        """
        self._change(native.store_add_intermediate,
                     pointer_of(cert, Cert, "cert"))

    def add_crl(self, crl: Data) -> None:
        """Adds every CRL of a PEM text, or one as DER. It counts if the
        authority that it speaks for signed it (RFC 5280 6.3).

        Raises MalformedError with its place, LimitError, CryptoError.
        """
        given = data(crl, "crl")
        self._change(native.store_add_crl, given, len(given))

    def add_crl_file(self, path_: Path) -> None:
        """The same from a file of at most 64 MiB.

        Raises as add_crl(), and FileError.
        """
        self._change(native.store_add_crl_file, path(path_))

    def remove_superseded_crls(self) -> int:
        """Removes the lists that another list of the store has replaced: same
        issuer and scope, a higher number, signed by the same key, in force
        now. How many they were.

        Raises ClockError.
        """
        removed = c_size_t()
        self._change(native.store_remove_superseded_crls, byref(removed))
        return removed.value

    def distrust_cert(self, cert: Cert) -> None:
        """Distrusts one certificate, wherever it stands on a path.

        Raises LimitError.
        """
        self._change(native.store_distrust_cert,
                     pointer_of(cert, Cert, "cert"))

    def distrust_key(self, cert: Cert) -> None:
        """Distrusts the public key of a certificate: every certificate with
        it.

        Raises LimitError.
        """
        self._change(native.store_distrust_key,
                     pointer_of(cert, Cert, "cert"))

    def add_pin(self, host_: Host, cert: Cert, expires: datetime) -> None:
        """Pins a certificate to a host, until a time from which on the pin
        matches nothing. While a host has any pin, also an expired one, the
        server's certificate must be one that is pinned there and not expired:
        a path to a CA is not enough.

        Raises ArgumentError with what is wrong with the host, LimitError.
        """
        self._change(native.store_add_pin, host(host_),
                     pointer_of(cert, Cert, "cert"),
                     seconds_at(expires, "expires"))

    def remove_pins(self, host_: Host) -> None:
        """Removes every pin of a host.

        Raises NotFoundError if it has none.
        """
        self._change(native.store_remove_pins, host(host_))

    def remove_cert(self, cert: Cert) -> None:
        """Removes a certificate from the roots and the intermediates. What is
        distrusted stays so.

        Raises NotFoundError.
        """
        self._change(native.store_remove_cert,
                     pointer_of(cert, Cert, "cert"))

    def add_folder(self, path_: Path) -> None:
        """Reads a further store on disk beneath, which is never written: a
        device's predefined set under what its owner uploads. What any of the
        folders distrusts is distrusted.

        Raises as open().
        """
        self._change(native.store_add_folder, path(path_))

    def refresh(self) -> None:
        """Reads the folders again, and of their files those that changed.
        Changes that were not saved stay. After a failure the generation in
        force stays: tell somebody, since what was distrusted meanwhile does
        not count yet.

        Raises as open().
        """
        self._change(native.store_refresh)

    def set_actor(self, account: Optional[str],
                  computer: Optional[str]) -> None:
        """Who changes the store from now on, for the text beside each
        entry.

        Raises ArgumentError.
        """
        self._change(native.store_set_actor, *actor(account, computer))

    def save(self, reason: Optional[str] = None) -> None:
        """Writes what was changed since open() or the last save(), but never
        the operating system's roots: each entry whole or not at all, what is
        distrusted first. After a failure all changes are still in force in
        memory, and the same call again writes the rest.

        reason: why, for the text beside each new entry.

        Raises ArgumentError if the store was not opened; FileError;
        ClockError; as open().
        """
        self._change(native.store_save, None if reason is None
                     else words(reason, "reason"))

    @property
    def generation(self) -> int:
        """Grows with every change; no two stores of a process share one."""
        return native.store_get_generation(self._pointer)

    def __len__(self) -> int:
        """How many certificates end a path."""
        return native.store_get_count(self._pointer)

    def __bool__(self) -> bool:
        return True

    def verify(self, chain: Union[Chain, Data], *,
               role: Union[Role, str, None] = None,
               host: Optional[Host] = None,  # pylint: disable=W0621
               client: Union[Client, str, None] = None,
               policy: Optional[Policy] = None) -> Report:
        """May this chain be trusted for this role and this host? Returns the
        report if so (it may hold warnings); never returns otherwise. Judged
        by RFC 5280 section 6, RFC 9525, and the rules of the role. Several
        threads may call it at once.

        chain: what the peer sent, its own certificate first; bytes as for
        Chain.parse().
        role: what presents the certificate; an id will do.
        host: the one name or address that this connection dialled; None only
        for roles that take none.
        client: who judges; see Policy.
        policy: instead of role and client, where more is to be said.

        Raises Untrusted with the report: str() is the reason and the fix.
        Anything else is no answer: ArgumentError (a host that is none, a
        chain without a certificate), MalformedError, NotFoundError for an
        unknown id, ClockError, CryptoError, NoMemoryError.
        """
        return self._judge(chain_of(chain), judging(role, client, policy),
                           host)

    def _judge(self, chain: Chain, policy: Policy,
               dialled: Optional[Host]) -> Report:
        report, error = native.Report(), native.Error()
        rules = pointer_of(policy, Policy, "policy")
        name = host(dialled)
        with chain._lock:
            code = native.verify(self._pointer, rules, chain._pointer, name,
                                 byref(report), byref(error))
        return judged(code, report, error)

    def __repr__(self) -> str:
        return ("<Store closed>" if self.closed else
                f"<Store of {len(self)} roots>")
