#!/usr/bin/python3
"""The smallest useful client in Python: may this chain be trusted?

usage: client.py ROOTS ROLE HOST CHAIN

Exit: 0 trusted, 1 not trusted, 2 could not tell. The library is the installed
one, or the file that VMSTRUST_LIBRARY names.
"""

import sys
from ctypes import byref, c_int

from vmstrust_prototypes import (UNTRUSTED, Chain, Failure, Library, Policy,
                                 Report, Store)


def main(roots, role_id, host, chain_file):
    vms, role, report = Library(), c_int(), Report()
    store, chain, policy = Store(), Chain(), Policy()
    try:
        vms.store_load(roots.encode(), byref(store))
        vms.chain_load(chain_file.encode(), byref(chain))
        vms.role_find(role_id.encode(), byref(role))
        vms.policy_new(role, byref(policy))
        vms.verify(store, policy, chain, host.encode(), byref(report))
        status = 0
    except Failure as failure:
        print(failure, file=sys.stderr)
        status = 1 if failure.code == UNTRUSTED else 2
    if report:
        print(vms.text(report), end="")
    vms.report_free(report)
    vms.policy_free(policy)
    vms.chain_free(chain)
    vms.store_free(store)
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) if len(sys.argv) == 5 else __doc__)
