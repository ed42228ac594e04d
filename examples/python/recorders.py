#!/usr/bin/python3
"""One client for every recorder: recorders.py ROOTS URL...

The host of each connection is the one that its URL names: what one recorder
may show, another may not.
"""
import sys
import urllib.error
import urllib.request

import vmstrust.ssl


def ask(client, url):
    try:
        with client.open(url, timeout=30) as answer:
            return f"{url}: {answer.status}"
    except urllib.error.URLError as error:
        refusal = vmstrust.ssl.find_refusal(error)
        return f"{url}: {refusal or error}"


context = vmstrust.ssl.create_default_context(sys.argv[1],
                                              role="recording-server")
opener = urllib.request.build_opener(
    urllib.request.ProxyHandler({}),
    urllib.request.HTTPSHandler(context=context))
for each in sys.argv[2:]:
    print(ask(opener, each))
