"""The server as a process would meet it: its socket, and answers over kept connections."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

from solecast.faces.serve import listen


def test_small_answers_leave_at_once_on_a_kept_connection():
    """Without TCP_NODELAY each waits for the reader's delayed acknowledgement, 40 ms."""

    async def accepted() -> int:
        option = asyncio.get_running_loop().create_future()

        def meet(_reader, writer):
            link = writer.get_extra_info("socket")
            option.set_result(link.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        with listen("127.0.0.1", 0) as listening:
            server = await asyncio.start_server(meet, sock=listening)
            async with server:
                _, writer = await asyncio.open_connection(*listening.getsockname())
                found = await asyncio.wait_for(option, 10)
                writer.close()
        return found

    # In a thread of its own: Playwright, once started, keeps a loop running in the first one.
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(asyncio.run, accepted()).result()
