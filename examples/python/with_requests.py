#!/usr/bin/python3
"""The same for requests: with_requests.py ROOTS URL"""
import sys

import requests
import requests.adapters

import vmstrust.ssl


class Adapter(requests.adapters.HTTPAdapter):
    """Hands the context to every connection."""

    def __init__(self, context):
        self.context = context
        super().__init__()

    def init_poolmanager(self, *arguments, **named):
        super().init_poolmanager(*arguments, ssl_context=self.context, **named)


session = requests.Session()
session.trust_env = False
session.mount("https://", Adapter(vmstrust.ssl.create_default_context(
    sys.argv[1], role="recording-server")))
try:
    print(session.get(sys.argv[2], timeout=30).status_code)
except requests.exceptions.SSLError as error:
    sys.exit(str(vmstrust.ssl.find_refusal(error) or error))
