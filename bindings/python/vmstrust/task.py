"""What a caller and a long call have in common."""

from . import _native as native
from ._call import make
from ._handle import Handle

__all__ = ["Task"]


class Task(Handle):
    """Made by the caller and handed to a call; another thread reads meanwhile
    how far it has come, or cancels it. Any number of threads may use one."""

    _free = native.task_free

    def __init__(self) -> None:
        """A task that nothing was done of."""
        self._own(make(native.task_new, native.Task))

    def cancel(self) -> None:
        """Asks the call that has it to end. There is no way back."""
        native.task_cancel(self._pointer)

    @property
    def is_cancelled(self) -> bool:
        """Whether it was cancelled: for a loop of one's own that shares
        it."""
        return bool(native.task_is_cancelled(self._pointer))

    @property
    def done(self) -> int:
        """How much is done, in the unit of the call: endpoints,
        certificates."""
        return native.task_get_done(self._pointer)

    @property
    def total(self) -> int:
        """How much there is to do; 0 as long as nobody knows."""
        return native.task_get_total(self._pointer)

    def __repr__(self) -> str:
        return ("<Task closed>" if self.closed else
                f"<Task {self.done} of {self.total}>")
