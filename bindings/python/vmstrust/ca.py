"""A certificate authority of one's own, kept in a folder.

Nothing is issued that our own rule sets would not trust, and nothing leaves
the library that is not in the ledger. A passphrase is str or bytes (UTF-8).
"""

import threading
from ctypes import byref, c_bool, c_int64
from datetime import datetime, timedelta
from typing import (Callable, Iterable, NamedTuple, Optional, Tuple, Type,
                    TypeVar, Union)

from . import _native as native
from ._call import (Data, Host, Passphrase, Path, actor, call, data, flag,
                    host, made_text, make, moment, passphrase, path,
                    seconds_at, seconds_of, size, text, whole, words)
from ._handle import Handle, pointer_of
from .cert import Cert
from .chain import Chain
from .enumerations import Role
from .identity import Identity
from .policy import role_of, several
from .report import Report, judged
from .request import Request

__all__ = ["Backup", "CertificateAuthority", "Entry", "Order", "Plan", "Point",
           "check_up"]

_Self = TypeVar("_Self", bound="CertificateAuthority")


class Entry(NamedTuple):
    """A certificate of the ledger, as it was when asked for.

    state: "issued", "delivered" or "revoked".
    role: the id of the role that it was issued for.
    revoked_at, reason: None and "" if it was not revoked.
    invalid_since: since when its key was not its owner's alone, if known.
    """

    cert: Cert
    state: str
    role: str
    revoked_at: Optional[datetime]
    reason: str
    invalid_since: Optional[datetime]


class Plan(Handle):
    """What a new authority is to be; it never changes after it was made."""

    _free = native.ca_plan_free

    def __init__(self, path_: Path, title: str, *,
                 key_type: Optional[str] = None,
                 valid_for: Optional[timedelta] = None,
                 permitted: Iterable[str] = (),
                 subordinate: bool = False,
                 account: Optional[str] = None,
                 computer: Optional[str] = None) -> None:
        """The plan of a root with an RSA-3072 key, valid for ten years.

        path_: the folder to be made; it must not exist.
        title: what people call it, 1 to 55 characters.
        key_type: "rsa3072", "rsa4096", "p256" or "p384".
        valid_for: a day to forty years; check() refuses another.
        permitted: the only names that it may issue for, permanently (RFC 5280
        4.2.1.10): DNS names with all names below them, addresses, networks.
        subordinate: whether it is to be a CA below a company's: create()
        makes the key and a request, ca.csr, and complete() takes the answer.
        account, computer: who makes it, for the first line of its log.

        Raises ArgumentError; LimitError beyond 100 names.
        """
        self._own(make(native.ca_plan_new, native.CaPlan, path(path_),
                       words(title, "title")))
        if key_type is not None:
            call(native.ca_plan_set_key_type, self._pointer,
                 words(key_type, "key_type"))
        if valid_for is not None:
            native.ca_plan_set_valid_for(
                self._pointer, seconds_of(valid_for, "valid_for"))
        for name in several(permitted, "permitted"):
            call(native.ca_plan_add_permitted, self._pointer,
                 words(name, "permitted"))
        native.ca_plan_set_subordinate(self._pointer,
                                       flag(subordinate, "subordinate"))
        if account is not None or computer is not None:
            call(native.ca_plan_set_actor, self._pointer,
                 *actor(account, computer))

    def check(self) -> None:
        """Raises what create() would: FileError if the path is taken;
        ArgumentError for the title or the life. Changes nothing."""
        call(native.ca_plan_check, self._pointer)

    @staticmethod
    def check_passphrase(passphrase_: Passphrase) -> None:
        """Raises PassphraseError where create() or adopt() would find it too
        short."""
        secret = passphrase(passphrase_)
        call(native.ca_check_passphrase, secret, size(secret))

    def create(self, passphrase_: Passphrase) -> None:
        """Makes the authority: whole, or not at all.

        passphrase_: at least eight bytes; without it the authority is lost.

        Raises as check(); PassphraseError if it is too short; FileError;
        CryptoError.
        """
        secret = passphrase(passphrase_)
        call(native.ca_create, self._pointer, secret, size(secret))

    def complete(self, answer: Chain, passphrase_: Passphrase) -> None:
        """Completes an authority that asked a company's CA: finds the
        certificate of its key in the answer, and keeps what leads from it up
        to the root. Of the plan the folder and who acts count. Nothing is
        changed where it fails.

        answer: the certificate and the whole chain, with the self-signed
        root, in any order.

        Raises FileError if the folder waits for no answer; ArgumentError with
        what to ask the company for; PassphraseError; NotFoundError;
        ClockError.
        """
        self._take(native.ca_complete, answer, passphrase_)

    def check_answer(self, answer: Chain, passphrase_: Passphrase) -> None:
        """Raises what complete() would, and changes nothing."""
        self._take(native.ca_check_answer, answer, passphrase_)

    def compare_answer(self, answer: Chain) -> str:
        """What the company granted otherwise than ca.csr asked for: one line
        each, escaped; "" if there is nothing. Before complete() or after it.

        Raises ArgumentError, also where the answer is for another key;
        FileError, MalformedError for ca.csr.
        """
        chain = pointer_of(answer, Chain, "answer")
        with answer._lock:
            return made_text(native.ca_compare_answer, self._pointer, chain)

    def _take(self, function: Callable[..., int], answer: Chain,
              passphrase_: Passphrase) -> None:
        secret = passphrase(passphrase_)
        chain = pointer_of(answer, Chain, "answer")
        with answer._lock:
            call(function, self._pointer, chain, secret, size(secret))

    def adopt(self, identity: Identity, passphrase_: Passphrase) -> None:
        """Takes over an authority that exists, such as one of the vendor's
        script: its key and certificate become the folder, whole or not at
        all. The path and the actor of the plan count, the title does not.
        What it issued before is entered by CertificateAuthority.record().

        identity: key and certificate of the authority; of a subordinate also
        what stands between it and its root.
        passphrase_: the new one, at least eight bytes.

        Raises ArgumentError if the two do not belong together, the
        certificate is no CA's, or the key is in a token; FileError;
        PassphraseError; CryptoError; ClockError.
        """
        secret = passphrase(passphrase_)
        call(native.ca_adopt, self._pointer,
             pointer_of(identity, Identity, "identity"), secret, size(secret))

    def check_adoption(self, identity: Identity) -> Report:
        """What clients will say of the servers of such an authority: a
        sample, which is never handed out, is judged as a recording server's.
        Changes nothing.

        Raises Untrusted with the report if it may be adopted and nothing that
        it issues would be trusted; otherwise as adopt().
        """
        report, error = native.Report(), native.Error()
        code = native.ca_check_adoption(
            self._pointer, pointer_of(identity, Identity, "identity"),
            byref(report), byref(error))
        return judged(code, report, error)

    def __repr__(self) -> str:
        return "<Plan closed>" if self.closed else "<Plan>"


class Order(Handle):
    """What a certificate is to be; it never changes after it was made."""

    _free = native.order_free

    def __init__(self, role: Union[Role, str], hosts: Iterable[Host] = (), *,
                 requested: Optional[Request] = None,
                 valid_for: Optional[timedelta] = None,
                 key_type: Optional[str] = None,
                 replacing: bool = False, crl_urls: Iterable[str] = (),
                 aia_urls: Iterable[str] = ()) -> None:
        """An order for a server's certificate: RSA-3072, 397 days.

        hosts: every name that clients dial, and addresses; the first is what
        people will call the certificate.
        requested: grants every name and address that a request asks for, too,
        and nothing else of it; see ungranted().
        valid_for: 1 to 825 days; it ends with the CA at the latest.
        key_type: as for Plan.
        replacing: also where a valid certificate for one of the names was
        handed out already.
        crl_urls, aia_urls: where the authority's revocation list and its own
        certificate will be had: http:// and a host (RFC 5280 4.2.1.13,
        4.2.2.1).

        Raises ArgumentError, also for a role that is no server's; LimitError
        beyond 100 hosts.
        """
        self._own(make(native.order_new, native.Order, role_of(role)))
        for each in several(hosts, "hosts"):
            self._set(native.order_add_host, host(each))
        if requested is not None:
            self._set(native.order_add_requested,
                      pointer_of(requested, Request, "requested"))
        self._say(valid_for, key_type, replacing)
        for url in several(crl_urls, "crl_urls"):
            self._set(native.order_add_crl_url, words(url, "crl_urls"))
        for url in several(aia_urls, "aia_urls"):
            self._set(native.order_add_aia_url, words(url, "aia_urls"))

    @classmethod
    def renewal(cls, ca: "CertificateAuthority", cert: Cert, *,
                hosts: Iterable[Host] = (),
                valid_for: Optional[timedelta] = None,
                key_type: Optional[str] = None,
                replacing: bool = False) -> "Order":
        """The order that renews a certificate of the ledger: its role,
        subject and names, none of which is ever lost, its addresses and its
        kind of key, for 397 days. CertificateAuthority.renew() gives the key
        that is in use a new certificate; issue() makes a new key.

        hosts: names besides. The rest is as for Order.

        Raises NotFoundError if the ledger does not have it; ArgumentError if
        it is revoked or no server's; FileError.
        """
        pointer = pointer_of(cert, Cert, "cert")
        with ca._lock:
            self = cls._adopt(make(native.order_new_renewal, native.Order,
                                   ca._pointer, pointer))
        for each in several(hosts, "hosts"):
            self._set(native.order_add_host, host(each))
        self._say(valid_for, key_type, replacing)
        return self

    def _set(self, function: Callable[..., int],
             *arguments: object) -> None:
        call(function, self._pointer, *arguments)

    def _say(self, valid_for: Optional[timedelta], key_type: Optional[str],
             replacing: bool) -> None:
        if valid_for is not None:
            self._set(native.order_set_valid_for,
                      seconds_of(valid_for, "valid_for"))
        if key_type is not None:
            self._set(native.order_set_key_type, words(key_type, "key_type"))
        native.order_set_replacing(self._pointer,
                                   flag(replacing, "replacing"))

    @property
    def role(self) -> Role:
        """The role that it is for."""
        return Role(native.order_get_role(self._pointer))

    @property
    def hosts(self) -> Tuple[str, ...]:
        """Its names and addresses, as the certificate will carry them."""
        pointer = self._pointer
        return tuple(text(native.order_get_host(pointer, index)) for index in
                     range(native.order_get_host_count(pointer)))

    def ungranted(self, request: Request) -> str:
        """What a request asks for and this does not grant: one line each,
        escaped; "" if there is nothing."""
        return made_text(native.order_write_ungranted, self._pointer,
                         pointer_of(request, Request, "request"))

    def __repr__(self) -> str:
        return ("<Order closed>" if self.closed else
                f"<Order {' '.join(self.hosts)}>")


class CertificateAuthority(Handle):
    """An authority that was opened. Several processes may use one at once;
    calls of several threads wait for each other."""

    _free = native.ca_free

    def __init__(self, path_: Path,
                 passphrase_: Optional[Passphrase] = None) -> None:
        """Opens an authority; without a passphrase to be read only, also on
        read-only media.

        Raises PassphraseError if it is wrong; FileError, also for a network
        file system and a ledger of a newer format; MalformedError.
        """
        secret = passphrase(passphrase_)
        self._lock = threading.Lock()
        self._own(make(native.ca_open, native.Ca, path(path_), secret,
                       size(secret)))

    @classmethod
    def create(cls: Type[_Self], path_: Path, title: str,
               passphrase_: Passphrase, *, key_type: Optional[str] = None,
               valid_for: Optional[timedelta] = None,
               permitted: Iterable[str] = ()) -> _Self:
        """Makes an authority and opens it. See Plan for what is given, and
        for what is raised."""
        with Plan(path_, title, key_type=key_type, valid_for=valid_for,
                  permitted=permitted) as plan:
            plan.create(passphrase_)
        return cls(path_, passphrase_)

    @property
    def cert(self) -> Cert:
        """Its certificate: what clients are to trust."""
        with self._lock:
            cert = Cert._shared(native.ca_get_cert(self._pointer))
        assert cert is not None
        return cert

    def set_actor(self, account: Optional[str],
                  computer: Optional[str]) -> None:
        """Who acts, for the log: the library asks the system nothing.

        Raises ArgumentError.
        """
        with self._lock:
            call(native.ca_set_actor, self._pointer,
                 *actor(account, computer))

    @property
    def roots(self) -> Tuple[Cert, ...]:
        """The certificate of each generation, which clients are to trust, the
        newest first; one where it was never rolled over."""
        with self._lock:
            pointer = self._pointer
            found = [Cert._shared(native.ca_get_root(pointer, index))
                     for index in range(native.ca_get_root_count(pointer))]
        return tuple(cert for cert in found if cert is not None)

    def cross(self, index: int) -> Optional[Cert]:
        """The key of a generation, by its place in `roots`, certified by the
        one before: for clients that trust only that one. write_chain() sends
        it with what is issued. None for the first generation and beyond the
        last."""
        place = whole(index, "index", 0, 2**31 - 1)
        with self._lock:
            return Cert._shared(native.ca_get_cross(self._pointer, place))

    def back_cross(self, index: int) -> Optional[Cert]:
        """The key of the generation before, certified by this one: for
        clients that trust only the new root. None for the first generation
        and beyond the last."""
        place = whole(index, "index", 0, 2**31 - 1)
        with self._lock:
            return Cert._shared(native.ca_get_back_cross(self._pointer, place))

    def plan_next(self, title: Optional[str] = None, *,
                  valid_for: Optional[timedelta] = None) -> Plan:
        """The plan of the next generation: a key of the same kind, the same
        title and span unless said.

        Raises ArgumentError, CryptoError.
        """
        with self._lock:
            plan = Plan._adopt(make(
                native.ca_plan_next, native.CaPlan, self._pointer,
                None if title is None else words(title, "title")))
        if valid_for is not None:
            native.ca_plan_set_valid_for(
                plan._pointer, seconds_of(valid_for, "valid_for"))
        return plan

    def check_rollover(self, plan: Plan) -> None:
        """Raises what roll_over() would, and changes nothing."""
        with self._lock:
            call(native.ca_check_rollover, self._pointer,
                 pointer_of(plan, Plan, "plan"))

    def roll_over(self, plan: Plan, passphrase_: Passphrase) -> None:
        """Makes the next generation: a new key and root, which issues from
        now on, and a certificate of either for the other. The old generation
        signs the lists of what it issued until it ends.

        plan: of plan_next().

        Raises ArgumentError where the authority is no root, has expired, or
        has its key in a token; PassphraseError; FileError; LimitError;
        ClockError; CryptoError.
        """
        secret = passphrase(passphrase_)
        with self._lock:
            call(native.ca_roll_over, self._pointer,
                 pointer_of(plan, Plan, "plan"), secret, size(secret))

    def check_order(self, order: Order) -> Tuple[datetime, datetime]:
        """From when until when the certificate would be valid.

        Raises what issue() would, and changes nothing: ArgumentError for no
        name, a valid certificate that is there, an expired CA; FileError;
        ClockError.
        """
        begin, end = c_int64(), c_int64()
        with self._lock:
            call(native.ca_check_order, self._pointer,
                 pointer_of(order, Order, "order"), byref(begin), byref(end))
        return moment(begin.value), moment(end.value)

    def issue(self, order: Order) -> Identity:
        """Issues a certificate with a new private key, which exists nowhere
        but in what is returned: key, certificate, and what the server sends
        with it. It is in the ledger when this returns; say set_delivered()
        when its files are safe.

        Raises as check_order(); PassphraseError if it was opened to be read;
        CryptoError; InternalError if our own rules would not trust it.
        """
        with self._lock:
            return Identity._adopt(make(
                native.ca_issue, native.Identity, self._pointer,
                pointer_of(order, Order, "order")))

    def sign(self, order: Order, request: Request) -> Cert:
        """Signs a certificate for the key of a request. The names are those
        of the order, and so is everything else. It is in the ledger when this
        returns, as with issue().

        Raises as check_request(), and FileError.
        """
        with self._lock:
            return Cert._adopt(make(
                native.ca_sign, native.Cert, self._pointer,
                pointer_of(order, Order, "order"),
                pointer_of(request, Request, "request")))

    def check_request(self, order: Order, request: Request) -> None:
        """Raises what sign() would, and changes nothing: as check_order();
        ArgumentError for a key that our own rules would not trust, and for
        the authority's own; PassphraseError; CryptoError."""
        with self._lock:
            call(native.ca_check_request, self._pointer,
                 pointer_of(order, Order, "order"),
                 pointer_of(request, Request, "request"))

    def renew(self, order: Order) -> Cert:
        """A new certificate for the key of the old one, which stays where it
        is; the old certificate stays valid until it ends. In the ledger when
        this returns, as with issue().

        order: of Order.renewal().

        Raises as check_renewal(), and FileError.
        """
        with self._lock:
            return Cert._adopt(make(
                native.ca_renew, native.Cert, self._pointer,
                pointer_of(order, Order, "order")))

    def check_renewal(self, order: Order) -> None:
        """Raises what renew() would, and changes nothing: as check_request();
        ArgumentError also if it was renewed already, or the order renews
        nothing."""
        with self._lock:
            call(native.ca_check_renewal, self._pointer,
                 pointer_of(order, Order, "order"))

    def list_successors(self, order: Order) -> Tuple[Entry, ...]:
        """What stands already for the certificate that an order renews:
        handed out for the same role, with all its names, not revoked, and
        ending later.

        Raises FileError, ClockError.
        """
        return self._entries(native.ca_list_successors,
                             pointer_of(order, Order, "order"))

    def write_chain(self, cert: Cert) -> str:
        """What a server sends for a certificate of this authority, as PEM: a
        root is never part of it."""
        with self._lock:
            return made_text(native.ca_write_chain, self._pointer,
                             pointer_of(cert, Cert, "cert"))

    def set_delivered(self, cert: Cert) -> None:
        """Notes that a certificate was handed out.

        Raises PassphraseError, FileError, ArgumentError.
        """
        with self._lock:
            call(native.ca_set_delivered, self._pointer,
                 pointer_of(cert, Cert, "cert"))

    def revoke(self, cert: Cert, reason: str = "unspecified",
               invalid_since: Optional[datetime] = None) -> None:
        """Revokes a certificate: the next list names it. That stops nobody
        who does not read the list.

        reason: as RFC 5280 5.3.1 calls it: "unspecified", "keyCompromise",
        "affiliationChanged", "superseded", "cessationOfOperation" or
        "privilegeWithdrawn".

        Raises NotFoundError if this CA did not issue it; ArgumentError, also
        if it is revoked already; PassphraseError; FileError.
        """
        since = (0 if invalid_since is None
                 else seconds_at(invalid_since, "invalid_since"))
        with self._lock:
            call(native.ca_revoke, self._pointer,
                 pointer_of(cert, Cert, "cert"), words(reason, "reason"),
                 since)

    def record(self, cert: Cert, role: Union[Role, str]) -> bool:
        """Enters a certificate that this authority signed before it had this
        ledger, as handed out; whether it was not there. A second time changes
        nothing.

        Raises ArgumentError if this authority did not sign it, or another
        certificate of the ledger has its serial number; PassphraseError;
        FileError; ClockError.
        """
        is_new = c_bool()
        with self._lock:
            call(native.ca_record, self._pointer,
                 pointer_of(cert, Cert, "cert"), role_of(role), byref(is_new))
        return is_new.value

    def check_record(self, cert: Cert) -> bool:
        """Raises what record() would, and changes nothing; whether the
        certificate is not in the ledger."""
        is_new = c_bool()
        with self._lock:
            call(native.ca_check_record, self._pointer,
                 pointer_of(cert, Cert, "cert"), byref(is_new))
        return is_new.value

    def check_revoke(self, cert: Cert, reason: str = "unspecified",
                     invalid_since: Optional[datetime] = None) -> None:
        """Raises what revoke() would, and changes nothing."""
        since = (0 if invalid_since is None
                 else seconds_at(invalid_since, "invalid_since"))
        with self._lock:
            call(native.ca_check_revoke, self._pointer,
                 pointer_of(cert, Cert, "cert"), words(reason, "reason"),
                 since)

    def write_crl(self, valid_for: timedelta) -> str:
        """The revocation list, signed, as PEM (RFC 5280 5).

        valid_for: after which a new one is due: 1 hour to 366 days.

        Raises ArgumentError, PassphraseError, FileError, ClockError,
        CryptoError.
        """
        with self._lock:
            return made_text(native.ca_write_crl, self._pointer,
                             seconds_of(valid_for, "valid_for"))

    def check_crl(self, crl: Data) -> None:
        """Looks at a list that was published before, one as DER or several as
        PEM: a ledger that was restored from an older backup does not know all
        that the list revokes, and the next one would make it good again. The
        next list gets a higher number.

        Raises ArgumentError where it revokes what the ledger does not, or is
        not of this authority; MalformedError; FileError.
        """
        given = data(crl, "crl")
        with self._lock:
            call(native.ca_check_crl, self._pointer, given, len(given))

    def list(self) -> Tuple[Entry, ...]:
        """Every certificate of the ledger, in the order in which they end.

        Raises FileError.
        """
        return self._entries(native.ca_list)

    def list_due(self, before: datetime) -> Tuple[Entry, ...]:
        """Those that are not revoked and end at or before a time.

        Raises FileError.
        """
        return self._entries(native.ca_list_due,
                             seconds_at(before, "before"))

    def find(self, word: str) -> Tuple[Entry, ...]:
        """Finds certificates by serial number, SHA-1 thumbprint, the first
        eight or more digits of SHA-256, or a host: possibly none or several.

        Raises FileError, ArgumentError.
        """
        return self._entries(native.ca_find, words(word, "word"))

    def set_passphrase(self, passphrase_: Passphrase) -> None:
        """Another passphrase, of at least eight bytes. The old one holds until
        the new file is in its place.

        Raises PassphraseError if it is too short, or the authority was opened
        to be read; ArgumentError for a key in a token; FileError; ClockError.
        """
        secret = passphrase(passphrase_)
        with self._lock:
            call(native.ca_set_passphrase, self._pointer, secret,
                 size(secret))

    def check_set_passphrase(self, passphrase_: Passphrase) -> None:
        """Raises what set_passphrase() would of this authority and this
        passphrase, and changes nothing.

        Raises PassphraseError, ArgumentError.
        """
        secret = passphrase(passphrase_)
        with self._lock:
            call(native.ca_check_set_passphrase, self._pointer, secret,
                 size(secret))

    def backup(self, path_: Path, *, replacing: bool = False) -> None:
        """The whole authority in one file of mode 0600: certificate,
        encrypted key and ledger. It is restored once beside the file, to
        prove that it can be. One that was opened to be read will do.

        replacing: whether it may replace a file of that name.

        Raises FileError, also where the name is taken, or in the authority's
        own folder; MalformedError where the key is not encrypted; ClockError; CryptoError.
        """
        with self._lock:
            call(native.ca_backup, self._pointer, path(path_),
                 flag(replacing, "replacing"))

    def check_backup(self, path_: Path, place: Optional[str] = None, *,
                     replacing: bool = False) -> None:
        """Raises what backup(), or with a place move(), would before they
        write anything, and changes nothing."""
        with self._lock:
            call(native.ca_check_backup, self._pointer, path(path_),
                 flag(replacing, "replacing"),
                 None if place is None else words(place, "place"))

    def move(self, path_: Path, place: str, *,
             replacing: bool = False) -> None:
        """The same, to be restored elsewhere: from then on the authority says
        where it went, and issues and revokes nothing here.

        place: where it goes, for people.

        Raises as backup(); PassphraseError if it was opened to be read.
        """
        with self._lock:
            call(native.ca_move, self._pointer, path(path_),
                 flag(replacing, "replacing"), words(place, "place"))

    def write_log(self) -> str:
        """Who did what, oldest first; escaped.

        Raises FileError.
        """
        with self._lock:
            return made_text(native.ca_write_log, self._pointer)

    def _entries(self, function: Callable[..., int],
                 *arguments: object) -> Tuple[Entry, ...]:
        with self._lock:
            made = make(function, native.Entries, self._pointer, *arguments)
        try:
            return tuple(_entry(made, index) for index in
                         range(native.entries_get_count(made)))
        finally:
            native.entries_free(made)

    def __repr__(self) -> str:
        return ("<CertificateAuthority closed>" if self.closed else
                f"<CertificateAuthority {self.cert.subject}>")


class Backup(Handle):
    """A backup of an authority whose head was read. Its parts are checked by
    check(), and when it is restored."""

    _free = native.backup_free

    def __init__(self, path_: Path, *, account: Optional[str] = None,
                 computer: Optional[str] = None) -> None:
        """account, computer: who restores it, for the log.

        Raises FileError, also for a newer format; MalformedError.
        """
        self._own(make(native.backup_open, native.Backup, path(path_)))
        if account is not None or computer is not None:
            call(native.backup_set_actor, self._pointer,
                 *actor(account, computer))

    @property
    def made_at(self) -> datetime:
        """When it was made."""
        return moment(native.backup_get_made_at(self._pointer))

    @property
    def place(self) -> str:
        """The folder of the authority that it was made of, escaped."""
        return text(native.backup_get_place(self._pointer))

    @property
    def computer(self) -> str:
        """The computer that it was made on, escaped; "" where that was not
        said."""
        return text(native.backup_get_computer(self._pointer))

    @property
    def moving_to(self) -> str:
        """Where the authority was to go, escaped; "" where it stayed."""
        return text(native.backup_get_moving_to(self._pointer))

    def check(self, folder: Path) -> None:
        """Raises what restore() would for its folder, and for damage in the
        backup, all of which is read; changes nothing.

        Raises FileError, MalformedError, CryptoError.
        """
        call(native.backup_check, self._pointer, path(folder, "folder"))

    def try_passphrase(self, passphrase_: Passphrase) -> None:
        """Whether the passphrase, or the PIN of a token, opens the key in the
        backup, as restore() tries it. Changes nothing.

        Raises PassphraseError; FileError; MalformedError; CryptoError.
        """
        secret = passphrase(passphrase_)
        call(native.backup_try_passphrase, self._pointer, secret, size(secret))

    def restore(self, folder: Path,
                passphrase_: Optional[Passphrase] = None) -> None:
        """Makes a folder of it: whole, or not at all. The one that it was
        made of must not be used any more, unless the backup was made by
        CertificateAuthority.move().

        passphrase_: is tried; None leaves the key untried.

        Raises FileError where the folder exists, the authority lives on this
        computer, or what lies in its place cannot be opened; MalformedError if a part is damaged; PassphraseError;
        ClockError; CryptoError.
        """
        secret = passphrase(passphrase_)
        call(native.backup_restore, self._pointer, path(folder, "folder"),
             secret, size(secret))

    def __repr__(self) -> str:
        return ("<Backup closed>" if self.closed else
                f"<Backup of {self.place}>")


class Point(NamedTuple):
    """One point of a checkup.

    id: "access", "files", "medium", "key", "ledger", "place", "time" or
    "backup"; more in later versions.
    mark: "good", "warning", "bad" or "unknown".
    text: one sentence, with what to do.
    """

    id: str
    mark: str
    text: str


def check_up(path_: Path,
             passphrase_: Optional[Passphrase] = None) -> Tuple[Point, ...]:
    """Looks at an authority's files, key, ledger, time and backup, and
    changes nothing. What is wrong is in the answer, also where the authority
    cannot be opened at all.

    passphrase_: None leaves the key untried.

    Raises ClockError.
    """
    secret = passphrase(passphrase_)
    made = make(native.checkup_new, native.Checkup, path(path_), secret,
                size(secret))
    try:
        return tuple(Point(text(native.checkup_get_id(made, index)),
                           text(native.checkup_get_mark(made, index)),
                           text(native.checkup_get_text(made, index)))
                     for index in range(native.checkup_get_count(made)))
    finally:
        native.checkup_free(made)


def _entry(entries: object, index: int) -> Entry:
    cert = Cert._shared(native.entries_get_cert(entries, index))
    assert cert is not None
    revoked = native.entries_get_revoked_at(entries, index)
    since = native.entries_get_invalid_since(entries, index)
    return Entry(cert, text(native.entries_get_state(entries, index)),
                 text(native.entries_get_role(entries, index)),
                 moment(revoked) if revoked else None,
                 text(native.entries_get_reason(entries, index)),
                 moment(since) if since else None)
