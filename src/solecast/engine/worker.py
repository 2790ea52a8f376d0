"""A worker process of `pool`: kernels and parts in, tables out, until its input ends."""

import os
from multiprocessing.connection import Connection
from typing import Any


def main() -> None:
    """Answer requests: a part, and the kernel where it is not that of the part before.

    What a kernel prints goes to the error stream, never into the answers.
    """
    asks, answers = Connection(0, writable=False), Connection(os.dup(1), readable=False)
    os.dup2(2, 1)
    kernel: Any = None
    while True:
        try:
            new, part = asks.recv()
        except EOFError:
            return
        try:
            if new:
                kernel = asks.recv()
            answers.send(kernel(part))
        except Exception as error:
            answers.send(error)


if __name__ == "__main__":
    main()
