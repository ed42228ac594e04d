"""What all classes share that stand for an object of the library.

The pointer is owned by the ctypes object that holds it: when nobody refers to
that any more, the library's object is freed. A call keeps a reference to its
arguments while it runs, so that a close() in another thread takes nothing away
from under it.
"""

import weakref
from typing import Any, Callable, ClassVar, Optional, Type, TypeVar

from .errors import InternalError

Self = TypeVar("Self", bound="Handle")


class Handle:
    """An object of the library: closed by close(), by the end of a `with`
    block, or when it is no longer referred to. Use after close() raises
    ValueError."""

    _free: ClassVar[Callable[..., None]]

    _owned: Optional[Any]
    _owner: Any  # the pointer of the object that lends this one

    @classmethod
    def _adopt(cls: Type[Self], pointer: Any) -> Self:
        """A new object that owns what a call made."""
        self = cls.__new__(cls)
        self._own(pointer)
        return self

    @classmethod
    def _lend(cls: Type[Self], pointer: Any, owner: Any) -> Optional[Self]:
        """What another object lends, or None: it keeps the pointer of that
        one, and frees nothing."""
        if not pointer:
            return None
        self = cls.__new__(cls)
        self._owned, self._owner = pointer, owner
        return self

    def _own(self, pointer: Any) -> None:
        if not pointer:
            raise InternalError(f"the library made no {type(self).__name__}")
        twin = type(pointer).from_buffer_copy(pointer)
        # Not at exit, when threads may still be inside a call.
        weakref.finalize(pointer, type(self)._free, twin).atexit = False
        self._owned = pointer

    @property
    def _pointer(self) -> Any:
        pointer = getattr(self, "_owned", None)
        if pointer is None:
            raise ValueError(f"this {type(self).__name__} is closed")
        return pointer

    @property
    def closed(self) -> bool:
        """Whether close() was called."""
        return getattr(self, "_owned", None) is None

    def close(self) -> None:
        """Frees it; twice does no harm. What came out of it stays valid."""
        self._owned = None

    def __enter__(self: Self) -> Self:
        self._pointer
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __copy__(self) -> Any:
        raise TypeError(f"a {type(self).__name__} cannot be copied")

    def __deepcopy__(self, _: object) -> Any:
        return self.__copy__()

    def __reduce__(self) -> Any:
        raise TypeError(f"a {type(self).__name__} cannot be pickled")


def pointer_of(value: object, kind: Type[Handle], name: str) -> Any:
    """The pointer of an argument that must be of a class."""
    if not isinstance(value, kind):
        raise TypeError(f"{name} is a {kind.__name__}, not "
                        f"{type(value).__name__}")
    return value._pointer
