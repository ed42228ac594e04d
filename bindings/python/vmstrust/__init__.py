"""May this certificate be trusted for this role in a video management system,
and if not, exactly why, and what is to be done?

    import vmstrust

    store = vmstrust.Store.load("site-ca.pem")
    try:
        report = store.verify(chain, role="recording-server",
                              host="rec01.site.local")
    except vmstrust.Untrusted as refusal:
        print(refusal)          # the reason and the fix
        print(refusal.report)   # all of it

chain is what the server sent, its own certificate first: PEM, or a Chain.
For TLS connections there is vmstrust.ssl,
and vmstrust.site asks running servers. Every class is safe to share between
threads; what stands for an object of the library is freed by close(), by the
end of a `with` block, or when nobody refers to it. The calls of the library
have the same names and the same meaning in C (see vmstrust_store(3) and its
neighbours).
"""

from .ca import (Backup, CertificateAuthority, Entry, Order, Plan, Point,
                 check_up)
from .cert import Cert
from .chain import Chain
from .deployment import Deployment
from .enumerations import (AnchorField, Client, Code, Connection, Content,
                           Finding, KeyAccess, Match, NearMiss, Platform,
                           Revocation, RevocationState, Role, Severity,
                           Target)
from .errors import (ArgumentError, CancelledError, ClockError, CryptoError,
                     Error, FileError, InternalError, LimitError, LockedError,
                     MalformedError, NoMemoryError, NotFoundError,
                     PassphraseError, UnreachableError, Untrusted)
from .files import Files
from .identity import (Identity, load_passphrase, pfx_refusal, pfx_to_json,
                       pfx_to_text)
from .inventory import Inventory, Kept, Problem
from .policy import Policy
from .refusal import Refusal, Refusals
from .report import Miss, Report, ReportRow, replay
from .request import Draft, Request
from .store import Store
from .task import Task
from .upload import Upload, classify
from .version import libraries, library_version, library_version_number

__version__ = "0.1.0"

__all__ = [
    "AnchorField", "ArgumentError", "Backup", "CancelledError", "Cert",
    "CertificateAuthority", "Chain", "Client", "ClockError", "Code",
    "Connection", "Content", "CryptoError", "Deployment", "Draft", "Entry",
    "Error", "FileError", "Files", "Finding", "Identity", "InternalError",
    "Inventory", "Kept", "KeyAccess", "LimitError", "LockedError",
    "MalformedError", "Match", "Miss", "NearMiss", "NoMemoryError",
    "NotFoundError", "Order", "PassphraseError", "Plan", "Platform", "Point",
    "Policy", "Problem", "Refusal", "Refusals", "Report", "ReportRow",
    "Request", "Revocation", "RevocationState", "Role", "Severity", "Store",
    "Target", "Task", "UnreachableError", "Untrusted", "Upload", "check_up",
    "classify", "libraries", "library_version", "library_version_number",
    "load_passphrase", "pfx_refusal", "pfx_to_json", "pfx_to_text", "replay",
]
