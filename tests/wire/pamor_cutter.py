# SPDX-License-Identifier: GPL-3.0-or-later
"""A bad line on loopback: passes bytes on to a server, and breaks once, at a given byte of one
direction, in a given way. Counts over all connections since it was told where to break. Knows
nothing of HTTP, nor of TLS."""

import select
import socket
import struct
import threading
from typing import NamedTuple

UP, DOWN = 'up', 'down'  # from the client, to the client
CLOSE, RESET, STALL, HALF_CLOSE = EFFECTS = 'close', 'reset', 'stall', 'half-close'


class Fault(NamedTuple):
    """After `at` bytes in this direction; `late`: only when the next byte comes, so that the other
    side has done what it does about those before."""
    direction: str
    at: int
    effect: str
    late: bool = False


class Link:
    """One connection through the line."""

    def __init__(self, cutter, client):
        self.cutter = cutter
        self.client = client
        self.server = socket.create_connection(('127.0.0.1', cutter.target), timeout=60)
        self.mute = set()  # directions in which nothing passes any more
        self.done = set()  # directions of which the end came

    def carry(self):
        """Until both sides ended, or the line broke for good."""
        ways = {self.client: (UP, self.server), self.server: (DOWN, self.client)}
        goes_on = self.pass_on(UP, self.server, b'')
        while goes_on and len(self.done) < 2:
            open_sides = [side for side, (way, _) in ways.items() if way not in self.done]
            for side in select.select(open_sides, [], [])[0]:
                way, other = ways[side]
                data = read(side)
                if data:
                    goes_on = goes_on and self.pass_on(way, other, data)
                else:
                    self.done.add(way)
                    shut(other)
        if goes_on:
            self.end()

    def pass_on(self, way, other, data):
        """Returns whether anything of the link is left to carry."""
        if way in self.mute:
            return True
        count, effect = self.cutter.admit(way, data)
        try:
            other.sendall(data[:count])
        except OSError:
            pass  # the other side went away; its own end is read next
        return effect is None or self.break_off(way, effect)

    def break_off(self, way, effect):
        """Returns whether anything of the link is left to carry."""
        if effect == STALL:
            self.cutter.hold(self)
            return False
        if effect == RESET:
            for side in self.client, self.server:
                side.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
            self.end()
            return False
        self.mute.add(way)
        shut(self.server if way == UP else self.client)
        if effect == CLOSE:
            self.mute |= {UP, DOWN}
            shut(self.client if way == UP else self.server)
        return True

    def end(self):
        self.client.close()
        self.server.close()


def read(side):
    try:
        return side.recv(16384)
    except OSError:
        return b''


def shut(side):
    try:
        side.shutdown(socket.SHUT_WR)
    except OSError:
        pass


class Cutter:
    """The line. Without a fault it only counts, and keeps what passed."""

    def __init__(self):
        self.lock = threading.Lock()
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.port = self.listener.getsockname()[1]
        self.target = None
        self.held = []
        self.set_fault(None)
        threading.Thread(target=self.listen, daemon=True).start()

    def set_fault(self, fault):
        """Begins to count anew, and lets go what stalled."""
        with self.lock:
            self.fault = fault
            self.fired = False
            self.passed = {UP: bytearray(), DOWN: bytearray()}
            held, self.held = self.held, []
        for link in held:
            link.end()

    def listen(self):
        while True:
            client, _ = self.listener.accept()
            try:
                link = Link(self, client)
            except OSError:
                client.close()  # the server is away
                continue
            threading.Thread(target=link.carry, daemon=True).start()

    def admit(self, way, data):
        """How many bytes of data pass, and the effect for the one link that breaks."""
        with self.lock:
            fault, passed = self.fault, self.passed[way]
            if fault is None or self.fired or fault.direction != way:
                passed += data
                return len(data), None
            count = min(len(data), fault.at - len(passed))
            passed += data[:count]
            self.fired = count < len(data) or (not fault.late and len(passed) == fault.at)
            return count, fault.effect if self.fired else None

    def hold(self, link):
        with self.lock:
            self.held.append(link)
