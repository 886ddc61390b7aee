# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands between a client and a server and tells a judge what both said. Every exchange passes as it
is; a copy goes to Prism, which holds request and reply against the OpenAPI file. (Prism itself in
the middle would not do: it passes bodies on as text.)"""

import http.client
import json
import os
import re
import socket
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SEAL = 'Witness-Exchange'  # names in the copy which reply belongs to it
LONGEST_HEAD = 4 * 1024 * 1024


def free_port():
    with socket.create_server(('127.0.0.1', 0)) as found:
        return found.getsockname()[1]


class Prism:
    """The judge. Its upstream is the witness, which has the reply already."""

    def __init__(self, modules, contract, upstream):
        self.port = free_port()
        script = os.path.join(modules, '@stoplight', 'prism-cli', 'dist', 'index.js')
        self.process = subprocess.Popen(
            ['node', f'--max-http-header-size={LONGEST_HEAD}', script, 'proxy', contract, upstream,
             '--port', str(self.port), '--host', '127.0.0.1'], stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, env=dict(os.environ, NO_COLOR='1'))
        said = []
        for line in self.process.stdout:
            said.append(line)
            if 'is listening' in line:
                break
        else:
            raise AssertionError('Prism did not start: ' + ''.join(said))
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)

    def judge(self, method, path, headers, body):
        """Returns the violations of the copy and of the reply that the upstream has for it."""
        link = http.client.HTTPConnection('127.0.0.1', self.port, timeout=60)
        link.request(method, path, body or None, headers)
        reply = link.getresponse()
        reply.read()
        link.close()
        return json.loads(reply.headers.get('sl-violations', '[]'))


class Exchange:
    def __init__(self, method, path, status, headers, body):
        self.method, self.path = method, path
        self.status, self.headers, self.body = status, headers, body
        self.replayed = False
        self.violations = []

    def words(self, sides):
        """Of what one of the sides (request, response) did wrong."""
        return [f'{self.method} {self.path} {self.status}: {"/".join(found["location"])}: '
                f'{found["message"]}' for found in self.violations if found['location'][0] in sides]


class Witness:
    """Listens at `url` for clients of the server at a port of 127.0.0.1 that may change."""

    def __init__(self, modules, contract):
        self.contract = contract
        self.target = None
        self.lock = threading.Lock()
        self.exchanges = []
        self.door = self.serve(Door)
        self.archive = self.serve(Archive)
        self.url = f'http://127.0.0.1:{self.door.server_port}'
        http.client._MAXLINE = LONGEST_HEAD  # the judge speaks in one header
        self.prism = Prism(modules, contract, f'http://127.0.0.1:{self.archive.server_port}')

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.prism.stop()
        self.door.shutdown()
        self.archive.shutdown()

    def serve(self, handler):
        server = ThreadingHTTPServer(('127.0.0.1', 0), handler)
        server.witness = self
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server

    def see(self, exchange, request_headers, request_body):
        """Has one exchange judged; one after the other."""
        with self.lock:
            self.exchanges.append(exchange)
            sealed = dict(request_headers, **{SEAL: str(len(self.exchanges) - 1)})
            found = self.prism.judge(exchange.method, exchange.path, sealed, request_body)
            if not exchange.replayed:  # Prism does not pass on what it cannot read: without a body then
                bare = {name: value for name, value in sealed.items()
                        if name.lower() not in ('content-type', 'content-encoding', 'content-length')}
                found = self.prism.judge(exchange.method, exchange.path, bare, b'')
                found.append({'location': ['request', 'body'], 'message': 'cannot be read'})
            assert exchange.replayed, f'{exchange.method} {exchange.path} was not judged'
            exchange.violations = found

    def violations(self, sides):
        return [words for exchange in self.exchanges for words in exchange.words(sides)]

    def seen(self):
        """{operationId: statuses that came}"""
        operations = read_operations(self.contract)
        seen = {name: set() for _, _, name in operations}
        for exchange in self.exchanges:
            for method, pattern, name in operations:
                if exchange.method == method and pattern.fullmatch(exchange.path.partition('?')[0]):
                    seen[name].add(exchange.status)
        return seen


def read_operations(contract):
    """(method, pattern of the path, operationId); by the file's indentation."""
    operations, path, method = [], None, None
    with open(contract, encoding='utf-8') as file:
        for line in file:
            if found := re.fullmatch(r'  (/v1/\S+):\n', line):
                path = re.compile(re.sub(r'\{\w+\}', '[^/]+', found[1]))
            elif found := re.fullmatch(r'    (get|head|put|post|patch|delete):\n', line):
                method = found[1].upper()
            elif found := re.fullmatch(r'      operationId: (\w+)\n', line):
                operations.append((method, path, found[1]))
    return operations


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_):
        pass

    def __getattr__(self, name):
        if name.startswith('do_'):
            return self.handle_any
        raise AttributeError(name)

    def tell(self, status, headers, body):
        """Sends a reply just as it came."""
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


class Door(Handler):
    """Where the client knocks."""

    def handle_any(self):
        witness = self.server.witness
        body = self.rfile.read(int(self.headers.get('Content-Length', 0)))
        link = http.client.HTTPConnection('127.0.0.1', witness.target, timeout=60)
        try:
            link.request(self.command, self.path, body or None, dict(self.headers))
            reply = link.getresponse()
            content = reply.read()
        except (OSError, http.client.HTTPException):
            self.close_connection = True  # as the server did
            return
        finally:
            link.close()
        exchange = Exchange(self.command, self.path, reply.status, reply.getheaders(), content)
        if self.path.startswith('/v1/'):
            witness.see(exchange, dict(self.headers), body)
        self.tell(reply.status, exchange.headers, content)


class Archive(Handler):
    """Where the judge asks for the reply to a copy."""

    def handle_any(self):
        self.rfile.read(int(self.headers.get('Content-Length', 0)))
        exchange = self.server.witness.exchanges[int(self.headers[SEAL])]
        exchange.replayed = True
        self.tell(exchange.status, exchange.headers, exchange.body)
