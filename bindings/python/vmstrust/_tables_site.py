"""What a member of an enumeration of the second library can be asked."""

from . import _native_site as site
from ._call import text
from ._tables import Number


class Outcome(Number):
    @property
    def id(self) -> str:
        """"trusted", "refused" and so on; "none" before a run, "unknown" for
        another."""
        return text(site.outcome_get_id(self))

    @property
    def title(self) -> str:
        """A few words for people; "" for an unknown one."""
        return text(site.outcome_get_title(self))

    @property
    def is_answer(self) -> bool:
        """Whether the server answered, so that it is known whether it is
        trusted."""
        return bool(site.outcome_is_answer(self))


class Fault(Number):
    @property
    def id(self) -> str:
        """"good", "expired" and so on; "unknown" for another."""
        return text(site.fault_get_id(self))

    @property
    def title(self) -> str:
        """A few words for people; "" for an unknown one."""
        return text(site.fault_get_title(self))


class Reaction(Number):
    @property
    def id(self) -> str:
        """"refused", "finished", "accepted"; "none" if nobody came, "unknown"
        for another."""
        return text(site.reaction_get_id(self))

    @property
    def title(self) -> str:
        """A few words for people; "" for an unknown one."""
        return text(site.reaction_get_title(self))
