"""By which rules a certificate is judged for which role."""

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Callable, Iterable, Mapping, Optional, Tuple, TypeVar, Union

from . import _native as native
from ._call import (Host, call, flag, host, make, seconds_at, seconds_of,
                    whole, words)
from ._handle import Handle, pointer_of
from .enumerations import (AnchorField, Client, Finding, Revocation, Role,
                           Severity)

__all__ = ["Policy"]

_UINT32 = 2**32 - 1
_DAY = 24 * 60 * 60

_One = TypeVar("_One")


def role_of(value: Union[Role, str]) -> Role:
    """A role, also by its id."""
    return Role.find(value) if isinstance(value, str) else Role(value)


def client_of(value: Union[Client, str]) -> Client:
    """A client, also by its id."""
    return Client.find(value) if isinstance(value, str) else Client(value)


def several(value: Iterable[_One], name: str) -> Iterable[_One]:
    """Refuses text where several texts are wanted: it is iterable, too."""
    if isinstance(value, (str, bytes)):
        raise TypeError(f"{name} is several: write [{value!r}]")
    return value


class Policy(Handle):
    """A policy never changes after it was made: any number of threads share
    one. It holds no host, address or time of one connection.

    Nothing weakens a check without `insecure` in its name.
    """

    _free = native.policy_free

    def __init__(
            self, role: Union[Role, str], *,
            client: Union[Client, str, None] = None,
            rules: Optional[str] = None,
            severities: Optional[Mapping[Finding, Severity]] = None,
            required_names: Iterable[Host] = (),
            revocation: Optional[Revocation] = None,
            earliest_time: Optional[datetime] = None,
            due_within: Optional[timedelta] = None,
            max_path_length: Optional[int] = None,
            purpose: Optional[str] = None,
            initial_policies: Iterable[str] = (),
            require_explicit_policy: bool = False,
            inhibit_policy_mapping: bool = False,
            inhibit_any_policy: bool = False,
            anchor_fields: AnchorField = AnchorField(0),
            shadow: Optional["Policy"] = None,
            insecure_severities: Optional[Mapping[Finding, Severity]] = None,
            insecure_ignore_anchor_fields: AnchorField = AnchorField(0),
            insecure_skip_issuer_revocation: bool = False,
            insecure_ignore_crl_expiry: bool = False,
            insecure_skip_name: bool = False,
            insecure_allow_weak: bool = False,
            insecure_skip_time: bool = False) -> None:
        """A policy for a role, under the newest "vms" rules unless said.

        role: what presents the certificate; an id will do.
        client: who judges: what its TLS stack refuses, and the consequence in
        the text; without one, what any client of that role would refuse is.
        rules: "vms", "path", "rfc5280", "webpki", or a version: "vms@1".
        severities: overrides; only lints may be lowered.
        required_names: names or addresses that the certificate must all carry
        besides the host.
        revocation: REQUIRED, AVAILABLE (unless set) or OFF.
        earliest_time: a clock before it is wrong (finding clock-wrong).
        due_within: how long before its end a certificate is reported, in
        whole days; 60 unless set.
        max_path_length: at most this many intermediates (RFC 5280 4.2.1.9).
        purpose: instead of the role's own, with dots (RFC 5280 4.2.1.12).
        initial_policies, require_explicit_policy, inhibit_policy_mapping,
        inhibit_any_policy: RFC 5280 6.1.1 (c), (f), (e), (g).
        anchor_fields: fields of an anchor that count (RFC 5937), also where
        the rule set ignores them.
        shadow: another policy that judges beside this one, without a say:
        Report.shadow tells what a stricter one would refuse.

        insecure_severities: lowers also what is locked.
        insecure_ignore_anchor_fields: makes fields of an anchor not count.
        insecure_skip_issuer_revocation: asks about the server certificate
        alone.
        insecure_ignore_crl_expiry: believes a revocation list for ever.
        insecure_skip_name: whoever holds any certificate of the CA can pose
        as any server.
        insecure_allow_weak: accepts what can be forged today.
        insecure_skip_time: accepts for ever what has expired.

        Raises NotFoundError for an unknown id, naming the nearest;
        ArgumentError; LockedError for a finding that is no lint; LimitError.
        """
        self._own(make(native.policy_new, native.Policy, role_of(role)))
        self._set_rules(client, rules, severities, revocation)
        self._set_bounds(earliest_time, due_within, max_path_length, purpose)
        for name in several(required_names, "required_names"):
            self._call(native.policy_add_required_name, host(name))
        for policy_id in several(initial_policies, "initial_policies"):
            self._call(native.policy_add_initial_policy,
                       words(policy_id, "initial_policies"))
        self._switch(
            (native.policy_require_explicit_policy, require_explicit_policy),
            (native.policy_inhibit_policy_mapping, inhibit_policy_mapping),
            (native.policy_inhibit_any_policy, inhibit_any_policy),
            (native.policy_insecure_skip_issuer_revocation,
             insecure_skip_issuer_revocation),
            (native.policy_insecure_ignore_crl_expiry,
             insecure_ignore_crl_expiry),
            (native.policy_insecure_skip_name, insecure_skip_name),
            (native.policy_insecure_allow_weak, insecure_allow_weak),
            (native.policy_insecure_skip_time, insecure_skip_time))
        self._set_fields(native.policy_set_anchor_fields, anchor_fields)
        self._set_fields(native.policy_insecure_ignore_anchor_fields,
                         insecure_ignore_anchor_fields)
        for finding, severity in dict(insecure_severities or {}).items():
            self._call(native.policy_insecure_set_severity, Finding(finding),
                       Severity(severity))
        if shadow is not None:
            self._call(native.policy_add_shadow,
                       pointer_of(shadow, Policy, "shadow"))

    @property
    def role(self) -> Role:
        """The role that it is for."""
        return Role(native.policy_get_role(self._pointer))

    @property
    def client(self) -> Client:
        """Who judges; NONE if nobody in particular."""
        return Client(native.policy_get_client(self._pointer))

    def severity(self, finding: Finding) -> Severity:
        """What a finding weighs: by the rule set, the client and what was set
        besides. The revocation mode comes on top of it."""
        return Severity(native.policy_get_severity(self._pointer,
                                                   Finding(finding)))

    def _call(self, function: Callable[..., int],
              *arguments: object) -> None:
        call(function, self._pointer, *arguments)

    def _set_rules(self, client: Union[Client, str, None],
                   rules: Optional[str],
                   severities: Optional[Mapping[Finding, Severity]],
                   revocation: Optional[Revocation]) -> None:
        if client is not None:
            self._call(native.policy_set_client, client_of(client))
        if rules is not None:
            self._call(native.policy_set_rules, words(rules, "rules"))
        for finding, severity in dict(severities or {}).items():
            self._call(native.policy_set_severity, Finding(finding),
                       Severity(severity))
        if revocation is not None:
            self._call(native.policy_set_revocation, Revocation(revocation))

    def _set_bounds(self, earliest_time: Optional[datetime],
                    due_within: Optional[timedelta],
                    max_path_length: Optional[int],
                    purpose: Optional[str]) -> None:
        if earliest_time is not None:
            self._call(native.policy_set_earliest_time,
                       seconds_at(earliest_time, "earliest_time"))
        if due_within is not None:
            days = seconds_of(due_within, "due_within") // _DAY
            self._call(native.policy_set_due_within,
                       whole(days, "due_within in days", 0, _UINT32))
        if max_path_length is not None:
            self._call(native.policy_set_max_path_length,
                       whole(max_path_length, "max_path_length", 0, _UINT32))
        if purpose is not None:
            self._call(native.policy_set_purpose, words(purpose, "purpose"))

    def _switch(self, *switches: Tuple[Callable[..., int], bool]) -> None:
        for function, is_on in switches:
            if flag(is_on, "a switch of a policy"):
                self._call(function)

    def _set_fields(self, function: Callable[..., int],
                    fields: AnchorField) -> None:
        number = int(AnchorField(fields))
        if number:
            self._call(function, whole(number, "fields", 0, 2**31 - 1))

    def __repr__(self) -> str:
        return ("<Policy closed>" if self.closed else
                f"<Policy for {self.role.id}>")


@lru_cache(maxsize=64)
def plain(role: Role, client: Client) -> Policy:
    """The policy of a role with nothing changed; made once."""
    return Policy(role, client=client if client else None)


def judging(role: Union[Role, str, None], client: Union[Client, str, None],
            policy: Optional[Policy]) -> Policy:
    """The policy that is meant by a role, perhaps with a client, or by a
    policy."""
    if (policy is None) == (role is None) or (policy and client):
        raise TypeError("say a role, perhaps with a client, or a policy")
    if policy is not None:
        return policy
    assert role is not None
    return plain(role_of(role),
                 Client.NONE if client is None else client_of(client))
