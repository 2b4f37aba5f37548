"""A zip file from a stranger: limits are kept before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from analysis.intake.files.refusals import cut_short, locked, refused, too_big

MAX_PART: Final = 200 * 1024 * 1024  # a sheet of 400,000 rows
MAX_UNPACKED: Final = 400 * 1024 * 1024
MAX_RATIO: Final = 200
MAX_ENTRIES: Final = 10_000
_SMALL: Final = 2**24  # what this unpacks to is no bomb, however well it is packed


@dataclass(frozen=True, slots=True)
class Archive:
    """The entries of a zip file, found by name in any case."""

    file: zipfile.ZipFile
    names: dict[str, str]

    def has(self, name: str) -> bool:
        """Whether there is such an entry."""
        return name.lower() in self.names

    def read(self, name: str) -> bytes:
        """Unpack one entry, its checksum verified. Raises ``UnreadableFileError``."""
        entry = self.names.get(name.lower())
        if entry is None:
            raise refused(f"文件缺少必要的部分（{name.rpartition('/')[2]}），可能没有保存完整。")
        try:
            return self.file.read(entry)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            says = f"压缩包校验出错（{name.rpartition('/')[2]}），文件已损坏。"
            raise refused(says, "请重新复制或重新发送该文件。") from error
        except (NotImplementedError, RuntimeError, ValueError) as error:
            raise refused("文件的压缩方式无法识别。") from error


def open_archive(raw: bytes) -> Archive:
    """Open a zip file and hold it against the limits. Raises ``UnreadableFileError``."""
    try:
        file = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise cut_short() from error
    entries = file.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if (
        len(entries) > MAX_ENTRIES
        or unpacked > MAX_UNPACKED
        or any(entry.file_size > MAX_PART for entry in entries)
        or (unpacked > _SMALL and unpacked > MAX_RATIO * len(raw))
    ):
        raise too_big()
    if any(entry.flag_bits & 1 for entry in entries):
        raise locked()
    names = {
        entry.filename.replace("\\", "/").lower().lstrip("/"): entry.filename for entry in entries
    }
    if len(names) < len(entries):
        raise refused("压缩包内有重名的部分，无法确定以哪一份为准。")
    return Archive(file, names)
