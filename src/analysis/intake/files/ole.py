"""Compound files (OLE2), the outside of an .xls: the streams in them, as olefile finds them."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import olefile

from analysis.intake.files.refusals import damaged

SIGNATURE: Final = b"\xd0\xcf\x11\xe0"
# What olefile is known to raise on damaged files; its own error is an OSError
_BROKEN: Final = (
    OSError, struct.error, LookupError, ValueError, TypeError, AttributeError, RecursionError,
)  # fmt: skip


@contextmanager
def _opened(raw: bytes) -> Iterator[olefile.OleFileIO]:
    try:
        with olefile.OleFileIO(io.BytesIO(raw)) as document:
            yield document
    except _BROKEN as error:
        raise damaged() from error


def names_in(raw: bytes) -> set[str]:
    """Return what stands on the first level, in small letters. Raises ``UnreadableFileError``."""
    with _opened(raw) as document:
        return {path[0].lower() for path in document.listdir(streams=True, storages=True)}


def stream_of(raw: bytes, *names: str) -> bytes:
    """Return the first of these streams that there is, in any case; b"" without.

    Raises ``UnreadableFileError``.
    """
    with _opened(raw) as document:
        name = next((name for name in names if document.get_type(name) == olefile.STGTY_STREAM), "")
        return bytes(document.openstream(name).read()) if name else b""
