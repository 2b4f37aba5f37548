"""Messages over a pipe: pickles behind their length, so that half a message is known as such."""

from __future__ import annotations

import pickle
import struct
from typing import IO, Any

_LENGTH = struct.Struct("!Q")


def send(target: IO[bytes], message: Any) -> None:  # noqa: ANN401 - any message
    """Write a message and pass it on at once."""
    content = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    target.write(_LENGTH.pack(len(content)) + content)
    target.flush()


def receive(source: IO[bytes]) -> Any:  # noqa: ANN401 - any message
    """Return the next message. Raises ``EOFError`` at the end, in mid-message too."""
    head = source.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    length = _LENGTH.unpack(head)[0]
    content = source.read(length)
    if len(content) < length:
        raise EOFError
    return pickle.loads(content)  # noqa: S301 - from our own process


def whole(buffer: bytearray) -> bytes:
    """Take the messages that have arrived whole off the buffer, still as bytes."""
    end = 0
    while len(buffer) >= end + _LENGTH.size:
        length = _LENGTH.unpack_from(buffer, end)[0]
        if len(buffer) < end + _LENGTH.size + length:
            break
        end += _LENGTH.size + length
    taken = bytes(buffer[:end])
    del buffer[:end]
    return taken
