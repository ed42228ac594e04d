"""Every stack that people use, against openssl s_server: trusted, and refused
with the report in what the stack raises."""

import asyncio
import http.client
import threading
import urllib.error
import urllib.request

import pytest

import vmstrust
import vmstrust.ssl
from servers import DEADLINE, openssl

HOST = "rec01.harbour.local"
BAD = {"unrelated": "root-not-installed", "expired": "expired",
       "wrong-name": "host-name-not-in-certificate"}


@pytest.fixture(scope="module")
def servers(site):
    """The ports of servers with each certificate."""
    names = ["good", *BAD]
    managers = [openssl(site, name) for name in names]
    ports = [manager.__enter__() for manager in managers]
    yield dict(zip(names, ports))
    for manager in managers:
        manager.__exit__(None, None, None)


@pytest.fixture
def context(store, dial):
    return vmstrust.ssl.create_default_context(store,
                                               role="recording-server")


def by_http_client(context, host, port):
    connection = http.client.HTTPSConnection(host, port, context=context,
                                             timeout=DEADLINE)
    connection.request("GET", "/")
    return connection.getresponse().status


def by_urllib(context, host, port):
    with urllib.request.urlopen(f"https://{host}:{port}/", context=context,
                                timeout=DEADLINE) as answer:
        return answer.status


def by_urllib3(context, host, port):
    urllib3 = pytest.importorskip("urllib3")
    with urllib3.PoolManager(ssl_context=context, retries=False) as pool:
        return pool.request("GET", f"https://{host}:{port}/",
                            timeout=DEADLINE).status


def by_requests(context, host, port):
    requests = pytest.importorskip("requests")

    class Adapter(requests.adapters.HTTPAdapter):
        def init_poolmanager(self, *arguments, **named):
            super().init_poolmanager(*arguments, ssl_context=context, **named)

    with requests.Session() as session:
        session.trust_env = False
        session.mount("https://", Adapter())
        return session.get(f"https://{host}:{port}/",
                           timeout=DEADLINE).status_code


def by_httpx(context, host, port):
    httpx = pytest.importorskip("httpx")
    with httpx.Client(verify=context, trust_env=False,
                      timeout=DEADLINE) as client:
        return client.get(f"https://{host}:{port}/").status_code


def by_httpx_async(context, host, port):
    httpx = pytest.importorskip("httpx")

    async def get():
        async with httpx.AsyncClient(verify=context, trust_env=False,
                                     timeout=DEADLINE) as client:
            return (await client.get(f"https://{host}:{port}/")).status_code

    return asyncio.run(get())


def by_asyncio(context, host, port):
    async def get():
        reader, writer = await asyncio.open_connection(host, port,
                                                       ssl=context)
        writer.write(b"GET / HTTP/1.0\r\n\r\n")
        line = await reader.readline()
        writer.close()
        return int(line.split()[1])

    return asyncio.run(asyncio.wait_for(get(), DEADLINE))


STACKS = [by_http_client, by_urllib, by_urllib3, by_requests, by_httpx,
          by_httpx_async, by_asyncio]


@pytest.mark.parametrize("stack", STACKS)
def test_trusted(stack, context, servers):
    assert stack(context, HOST, servers["good"]) == 200


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("stack", STACKS)
def test_refused(stack, name, context, servers):
    with pytest.raises(Exception) as caught:
        stack(context, HOST, servers[name])
    if caught.type.__name__ == "Skipped":
        raise caught.value
    refusal = vmstrust.ssl.find_refusal(caught.value)
    assert refusal is not None, repr(caught.value)
    assert refusal.report.findings[0].finding.id == BAD[name]
    assert refusal.report.host == HOST


@pytest.mark.parametrize("stack", [by_http_client, by_urllib, by_httpx,
                                   by_httpx_async, by_asyncio])
def test_an_address(stack, context, servers):
    assert stack(context, "127.0.0.1", servers["good"]) == 200


@pytest.mark.parametrize("stack", [by_urllib3, by_requests])
def test_an_address_that_a_stack_does_not_tell(stack, store, servers):
    """urllib3 before 2 keeps an address to itself: refused, unless the
    context is told."""
    context = vmstrust.ssl.create_default_context(
        store, role="recording-server", host="127.0.0.1")
    assert stack(context, "127.0.0.1", servers["good"]) == 200
    with pytest.raises(Exception) as caught:
        stack(context, "127.0.0.1", servers["wrong-name"])
    if caught.type.__name__ == "Skipped":
        raise caught.value
    assert vmstrust.ssl.find_refusal(caught.value).report.host == "127.0.0.1"


def test_verification_stays_on(context, servers):
    requests = pytest.importorskip("requests")

    class Adapter(requests.adapters.HTTPAdapter):
        def init_poolmanager(self, *arguments, **named):
            super().init_poolmanager(*arguments, ssl_context=context, **named)

    with requests.Session() as session:
        session.trust_env = False
        session.mount("https://", Adapter())
        with pytest.raises(ValueError, match="always"):
            session.get(f"https://{HOST}:{servers['unrelated']}/",
                        verify=False, timeout=DEADLINE)


def test_one_context_for_many_threads(context, servers):
    answers = []

    def ask(name):
        for _ in range(5):
            try:
                by_http_client(context, HOST, servers[name])
                answers.append((name, True))
            except vmstrust.Untrusted:
                answers.append((name, False))

    threads = [threading.Thread(target=ask, args=(name,))
               for name in ["good", *BAD] * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(DEADLINE)
    assert len(answers) == 40
    assert all(trusted == (name == "good") for name, trusted in answers)


def test_find_refusal():
    assert vmstrust.ssl.find_refusal(None) is None
    assert vmstrust.ssl.find_refusal(urllib.error.URLError("no route")) is None
    loop = ValueError("a")
    loop.__cause__ = KeyError(loop)
    assert vmstrust.ssl.find_refusal(loop) is None
