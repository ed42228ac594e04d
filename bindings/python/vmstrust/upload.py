"""What somebody uploads, before anything of it is trusted or kept."""

from ctypes import byref, c_int
from typing import NamedTuple, Optional, Union

from . import _native as native
from ._call import Data, call, data, taken
from .cert import Cert
from .enumerations import Content, Role
from .policy import role_of

__all__ = ["Upload", "classify"]


class Upload(NamedTuple):
    """content: what it is.
    sentence: what it is and what to do, for the page; HTML still has to be
    quoted.
    cert: the certificate if there is exactly one and no private key; give it
    to Store.add_cert() when content is ROOT.
    """

    content: Content
    sentence: str
    cert: Optional[Cert]


def classify(given: Data, role: Union[Role, str] = Role.ANY) -> Upload:
    """Tells what bytes hold: a root, an intermediate, a server's certificate,
    a private key. A private key anywhere in it comes before everything else:
    nothing of such a file may be stored. Bytes that are nothing known are no
    failure.

    role: what a root of this page is trusted for; an id will do.

    Raises NotFoundError for an unknown id; ClockError, CryptoError.
    """
    coded = data(given)
    content, sentence, cert = c_int(), native.Bytes(), native.Cert()
    call(native.bytes_classify, coded, len(coded), role_of(role),
         byref(content), byref(sentence), byref(cert))
    return Upload(Content(content.value), taken(sentence).decode(),
                  Cert._adopt(cert) if cert else None)
