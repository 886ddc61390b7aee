# SPDX-License-Identifier: GPL-3.0-or-later
"""A link of a certain rate and delay in front of a server on loopback, the same for whoever uses
it: all connections share the rate of each direction."""

import asyncio
import threading
import time

PIECE = 16384


class Direction:
    """Lets bytes through at a rate, whoever they belong to."""

    def __init__(self, rate, delay):
        self.rate, self.delay, self.free_at = rate, delay, 0.0

    async def carry(self, reader, writer):
        try:
            while piece := await reader.read(PIECE):
                now = time.monotonic()
                self.free_at = max(self.free_at, now) + len(piece) / self.rate
                await asyncio.sleep(self.free_at - now)
                asyncio.get_running_loop().call_later(self.delay, writer.write, piece)
                await writer.drain()
            await asyncio.sleep(self.delay)
            writer.write_eof()
        except (OSError, RuntimeError):
            writer.close()


class SlowLink:
    """@rate: bytes a second each way; @delay: seconds each way."""

    def __init__(self, port, rate, delay):
        self.target = port
        self.tasks = set()  # else nobody holds on to them
        self.up, self.down = Direction(rate, delay), Direction(rate, delay)
        self.ready = threading.Event()
        self.thread = threading.Thread(target=lambda: asyncio.run(self.serve()), daemon=True)
        self.thread.start()
        self.ready.wait()

    async def serve(self):
        self.loop, self.over = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self.connect, '127.0.0.1', 0)
        self.port = server.sockets[0].getsockname()[1]
        self.ready.set()
        await self.over.wait()

    def close(self):
        self.loop.call_soon_threadsafe(self.over.set)
        self.thread.join()

    async def connect(self, reader, writer):
        self.tasks.add(asyncio.current_task())
        there, back = await asyncio.open_connection('127.0.0.1', self.target)
        try:
            await asyncio.gather(self.up.carry(reader, back), self.down.carry(there, writer))
        except asyncio.CancelledError:
            pass  # the link is taken away
        finally:
            writer.close()
            back.close()
