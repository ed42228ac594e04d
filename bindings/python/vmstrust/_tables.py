"""What a member of an enumeration can be asked: the library's tables.

The members are in enumerations.py, which is generated. All text is the
library's own, in English, and lives as long as the process.
"""

from ctypes import byref, c_char_p, c_int
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Callable, Tuple, Type, TypeVar

from . import _native as native
from ._call import call, make, text, words

if TYPE_CHECKING:
    from . import enumerations

_Member = TypeVar("_Member", bound="Number")

_LOWEST, _HIGHEST = -2**31, 2**31 - 1


class Number(IntEnum):
    """A number of the library. One that this package does not name becomes a
    member when it is met."""

    @classmethod
    def _missing_(cls, value: object) -> Any:
        if (isinstance(value, bool) or not isinstance(value, int)
                or not _LOWEST <= value <= _HIGHEST):
            return None
        member = int.__new__(cls, value)
        member._name_ = f"NUMBER_{value}"
        member._value_ = value
        return cls._value2member_map_.setdefault(value, member)


def _found(cls: Type[_Member], function: Callable[..., int],
           word: str) -> _Member:
    return cls(make(function, c_int, words(word, "id")).value)


def _all(cls: Type[_Member], total: Callable[..., int],
         at: Callable[..., int]) -> Tuple[_Member, ...]:
    return tuple(cls(at(index)) for index in range(total()))


def _severity(number: int) -> "enumerations.Severity":
    from .enumerations import Severity as Named
    return Named(number)


def _finding(value: "Finding") -> "enumerations.Finding":
    from .enumerations import Finding as Named
    return Named(value)


def _platform(value: "Platform") -> "enumerations.Platform":
    from .enumerations import Platform as Named
    return Named(value)


class Code(Number):
    @property
    def id(self) -> str:
        """The stable name, such as "malformed", for logs."""
        return text(native.code_get_name(self))

    @property
    def text(self) -> str:
        """What it means, in a few words."""
        return text(native.code_get_text(self))


class Severity(Number):
    @property
    def id(self) -> str:
        """"off", "info", "warning" or "error"; "unknown" for another."""
        return text(native.severity_get_id(self))

    @classmethod
    def find(cls: Type[_Member], id: str) -> _Member:
        """The severity of an id.

        Raises NotFoundError naming the nearest.
        """
        return _found(cls, native.severity_find, id)


class Platform(Number):
    @property
    def id(self) -> str:
        """"windows", "linux", "phone", "display"; "unknown" for another."""
        return text(native.platform_get_id(self))

    @property
    def display_name(self) -> str:
        """Its name for people; "" for an unknown one."""
        return text(native.platform_get_name(self))

    @classmethod
    def known(cls: Type[_Member]) -> Tuple[_Member, ...]:
        """All that the loaded library has."""
        return _all(cls, native.platform_get_total, native.platform_get_at)


class Finding(Number):
    @property
    def id(self) -> str:
        """The stable id, such as "expired"; "unknown" for another."""
        return text(native.finding_get_id(self))

    @property
    def title(self) -> str:
        """At most 48 characters; "" for an unknown one, as all below."""
        return text(native.finding_get_title(self))

    @property
    def cause(self) -> str:
        """How it comes about."""
        return text(native.finding_get_cause(self))

    @property
    def fix(self) -> str:
        """What to do, in general."""
        return text(native.finding_get_fix(self))

    @property
    def source(self) -> str:
        """The rule it rests on: RFC and section."""
        return text(native.finding_get_source(self))

    @property
    def is_locked(self) -> bool:
        """Whether no override may lower it. True for an unknown one."""
        return bool(native.finding_is_locked(self))

    def how_to_see(self, platform: Platform) -> str:
        """How it is seen on a platform, and where; "" where they do not
        differ."""
        return text(native.finding_get_how_to_see(self, _platform(platform)))

    def how_to_fix(self, platform: Platform) -> str:
        """How the fix is done on a platform; "" likewise."""
        return text(native.finding_get_how_to_fix(self, _platform(platform)))

    def severity(self, rules: str = "vms") -> "enumerations.Severity":
        """Its severity under a rule set such as "vms" or "vms@1"; ERROR for
        one that is not known."""
        return _severity(native.finding_get_severity(
            self, words(rules, "rules")))

    @classmethod
    def find(cls: Type[_Member], id: str) -> _Member:
        """The finding of an id.

        Raises NotFoundError naming the nearest.
        """
        return _found(cls, native.finding_find, id)

    @classmethod
    def explain(cls: Type[_Member], word: str) -> Tuple[_Member, str]:
        """What a word of the guides or a message of a product means, such as
        "private certificate": the finding it stands for (or NONE), and text.

        Raises NotFoundError naming the nearest.
        """
        finding, said = c_int(), c_char_p()
        call(native.word_find, words(word, "word"), byref(finding),
             byref(said))
        return cls(finding.value), text(said.value)

    @classmethod
    def known(cls: Type[_Member]) -> Tuple[_Member, ...]:
        """All that the loaded library has, in the order of its table."""
        return _all(cls, native.finding_get_total, native.finding_get_at)


class Role(Number):
    @property
    def id(self) -> str:
        """The stable id; "unknown" for another."""
        return text(native.role_get_id(self))

    @property
    def display_name(self) -> str:
        """The name people know it by; "" for an unknown one, as below."""
        return text(native.role_get_name(self))

    @property
    def endpoint(self) -> str:
        """Which of the product's certificates it is, such as "Streaming media
        certificate"; "" where there is one only."""
        return text(native.role_get_endpoint(self))

    @property
    def source(self) -> str:
        """Where the row of the table comes from."""
        return text(native.role_get_source(self))

    @property
    def port(self) -> int:
        """The port it is reached at unless configured; 0 if there is none."""
        return native.role_get_port(self)

    @property
    def takes_host(self) -> bool:
        """Whether a verification for it needs a host. True for an unknown
        one."""
        return bool(native.role_takes_host(self))

    @classmethod
    def find(cls: Type[_Member], id: str) -> _Member:
        """The role of an id.

        Raises NotFoundError naming the nearest.
        """
        return _found(cls, native.role_find, id)

    @classmethod
    def known(cls: Type[_Member]) -> Tuple[_Member, ...]:
        """All that the loaded library has, in the order of its table."""
        return _all(cls, native.role_get_total, native.role_get_at)


class Client(Number):
    @property
    def id(self) -> str:
        """The stable id; "unknown" for another."""
        return text(native.client_get_id(self))

    @property
    def display_name(self) -> str:
        """The name people know it by; "" for an unknown one, as below."""
        return text(native.client_get_name(self))

    @property
    def store(self) -> str:
        """Which list of trusted roots it uses."""
        return text(native.client_get_store(self))

    @property
    def install(self) -> str:
        """How a trusted root is installed there."""
        return text(native.client_get_install(self))

    @property
    def source(self) -> str:
        """Where the row of the table comes from."""
        return text(native.client_get_source(self))

    @property
    def target(self) -> "enumerations.Target":
        """Its TLS stack."""
        from .enumerations import Target as Named
        return Named(native.client_get_target(self))

    @classmethod
    def find(cls: Type[_Member], id: str) -> _Member:
        """The client of an id.

        Raises NotFoundError naming the nearest.
        """
        return _found(cls, native.client_find, id)

    @classmethod
    def known(cls: Type[_Member]) -> Tuple[_Member, ...]:
        """All that the loaded library has, in the order of its table."""
        return _all(cls, native.client_get_total, native.client_get_at)


class Target(Number):
    @property
    def id(self) -> str:
        """The stable id; "unknown" for another."""
        return text(native.target_get_id(self))

    @property
    def display_name(self) -> str:
        """The name people know it by; "" for an unknown one."""
        return text(native.target_get_name(self))

    @property
    def is_measured(self) -> bool:
        """Whether the stack itself was run on chains with one fault each;
        otherwise what is known of it is documented, and may lack
        something."""
        return bool(native.target_is_measured(self))

    def severity(self, finding: Finding) -> "enumerations.Severity":
        """What this stack makes of a finding: ERROR if it refuses, OFF if it
        does not care."""
        return _severity(native.target_get_severity(
            self, _finding(finding)))

    @classmethod
    def find(cls: Type[_Member], id: str) -> _Member:
        """The target of an id.

        Raises NotFoundError naming the nearest.
        """
        return _found(cls, native.target_find, id)

    @classmethod
    def known(cls: Type[_Member]) -> Tuple[_Member, ...]:
        """All that the loaded library has, in the order of its table."""
        return _all(cls, native.target_get_total, native.target_get_at)


class Connection(Number):
    @property
    def id(self) -> str:
        """The stable id; "unknown" for another. Pairs that one switch
        encrypts share one."""
        return text(native.connection_get_id(self))

    @property
    def name_rule(self) -> str:
        """Which name the certificate must carry for it; "" for an unknown
        one, as below."""
        return text(native.connection_get_name_rule(self))

    @property
    def if_expired(self) -> str:
        """What happens when the certificate expires."""
        return text(native.connection_get_if_expired(self))

    @property
    def if_untrusted(self) -> str:
        """What happens when the certificate is not trusted."""
        return text(native.connection_get_if_untrusted(self))

    @property
    def source(self) -> str:
        """Where the row of the table comes from."""
        return text(native.connection_get_source(self))

    @property
    def client(self) -> "enumerations.Client":
        """Who connects."""
        from .enumerations import Client as Named
        return Named(native.connection_get_client(self))

    @property
    def role(self) -> "enumerations.Role":
        """To what."""
        from .enumerations import Role as Named
        return Named(native.connection_get_role(self))

    @property
    def port(self) -> int:
        """At which port; 0 for an unknown one."""
        return native.connection_get_port(self)

    @classmethod
    def find(cls: Type[_Member], id: str) -> _Member:
        """The connection of an id.

        Raises NotFoundError naming the nearest.
        """
        return _found(cls, native.connection_find, id)

    @classmethod
    def known(cls: Type[_Member]) -> Tuple[_Member, ...]:
        """All that the loaded library has, in the order of its table."""
        return _all(cls, native.connection_get_total,
                    native.connection_get_at)


class Match(Number):
    @property
    def id(self) -> str:
        """"san-dns", "san-ip", "subject-cn", "none"; "unknown" for
        another."""
        return text(native.match_get_id(self))


class NearMiss(Number):
    @property
    def id(self) -> str:
        """"missing-intermediate" and so on; "unknown" for another."""
        return text(native.near_miss_get_id(self))


class Revocation(Number):
    @property
    def id(self) -> str:
        """"off", "available", "required"; "unknown" for another."""
        return text(native.revocation_get_id(self))

    @classmethod
    def find(cls: Type[_Member], id: str) -> _Member:
        """The revocation mode of an id.

        Raises NotFoundError naming the nearest.
        """
        return _found(cls, native.revocation_find, id)


class Content(Number):
    @property
    def id(self) -> str:
        """"root", "private-key" and so on; "unknown" for another."""
        return text(native.content_get_id(self))


class KeyAccess(Number):
    @property
    def id(self) -> str:
        """"not-asked", "tested-yes", "tested-no", "evaluated-yes",
        "evaluated-no", "unknown"."""
        return text(native.key_access_get_id(self))


class RevocationState(Number):
    @property
    def id(self) -> str:
        """"not-asked", "not-available", "good", "unknown", "revoked"."""
        return text(native.revocation_state_get_id(self))
