# SPDX-License-Identifier: GPL-3.0-or-later
"""A server that breaks one rule: it stands before the practice E-Open and hands everything on, but
for one fault. A fault is a function of a request and of what hands a request on."""

import http.client
import http.server
import socket
import threading

HOP = {'connection', 'host', 'transfer-encoding', 'keep-alive'}


class Request:
    def __init__(self, method, path, headers, body):
        self.method, self.path, self.headers, self.body = method, path, headers, body

    def is_(self, method, *ends):
        """Whether it is such a one; ends: of the path, its query left out."""
        return self.method == method and self.path.split('?')[0].endswith(ends)


class Reply:
    def __init__(self, status, headers, body=b''):
        self.status, self.headers, self.body = status, headers, body


class Wrong:
    """On 127.0.0.1, before the server at url; kept catalogues spare the practice server work."""

    kept = {}

    def __init__(self, url, fault, takes_cut=True):
        self.address = url.removeprefix('http://').split(':')
        self.fault, self.takes_cut = fault, takes_cut
        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), self.make_handler())
        self.server.daemon_threads = True
        self.url = f'http://127.0.0.1:{self.server.server_port}'
        threading.Thread(target=self.server.serve_forever, kwargs={'poll_interval': 0.01}, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def forward(self, request):
        headers = request.headers
        key = (request.method, request.path, headers.get('if-none-match'), headers.get('range'))
        keeps = request.path == '/v1/catalogue' and 'authorization' in headers
        if keeps and key in self.kept:
            status, reply_headers, body = self.kept[key]
            return Reply(status, {**reply_headers, 'request-id': headers['request-id']}, body)
        link = http.client.HTTPConnection(*self.address, timeout=60)
        link.putrequest(request.method, request.path, skip_accept_encoding=True)
        for name, value in headers.items():
            if name != 'content-length':
                link.putheader(name, value)
        if request.body is not None:
            link.putheader('content-length', str(len(request.body)))
        link.endheaders(request.body)
        answer = link.getresponse()
        reply = Reply(answer.status, {n.lower(): v for n, v in answer.getheaders()}, answer.read())
        link.close()
        if keeps:
            self.kept[key] = (reply.status, dict(reply.headers), reply.body)
        return reply

    def forward_cut(self, request, length):
        """A body that broke off breaks off for the server too, at the same byte."""
        head = [f'{request.method} {request.path} HTTP/1.1', 'host: 127.0.0.1', f'content-length: {length}']
        head += [f'{n}: {v}' for n, v in request.headers.items() if n != 'content-length']
        with socket.create_connection(self.address, timeout=60) as link:
            link.sendall('\r\n'.join(head + ['', '']).encode('latin-1') + request.body)

    def make_handler(self):
        wrong = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'
            wbufsize = -1  # one reply, one packet

            def handle_any(self):
                length = self.headers.get('content-length')
                body = None if length is None else self.rfile.read(int(length))
                headers = {n.lower(): v for n, v in self.headers.items() if n.lower() not in HOP}
                request = Request(self.command, self.path, headers, body)
                if length is not None and len(body) < int(length):
                    self.close_connection = True
                    if wrong.takes_cut:
                        wrong.forward_cut(request, length)
                    return
                self.answer(wrong.fault(request, wrong.forward))

            def answer(self, reply):
                self.send_response_only(reply.status)
                for name, value in reply.headers.items():
                    if name not in HOP | {'content-length'}:
                        self.send_header(name, value)
                if reply.status not in (204, 304):
                    self.send_header('content-length', str(len(reply.body)))
                self.end_headers()
                if self.command != 'HEAD':
                    self.wfile.write(reply.body)
                self.wfile.flush()

            do_GET = do_HEAD = do_PUT = do_POST = do_PATCH = do_DELETE = handle_any

            def log_message(self, *_):
                pass

        return Handler
