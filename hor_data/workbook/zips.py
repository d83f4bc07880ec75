"""Zips from outside, unpacked within bounds on the bytes that come out, whatever the zip
declares."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import NoReturn
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

READ_AT_ONCE = 1 << 16  # bytes; a part that says less than it holds is never unpacked as a whole
# The list of a zip's parts is read as a whole, at some ten times its bytes.
LARGEST_DIRECTORY = 1 << 20
_DIRECTORY_END, _DIRECTORY_END_64 = b"PK\5\6", b"PK\6\7"
_LONGEST_DIRECTORY_END = 22 + (1 << 16)


@dataclass(frozen=True)
class ZipLimits:
    """How much a zip may hold: parts in number, and bytes of all parts and of those of XML."""

    parts: int
    unpacked: int
    xml: int


class PackedParts(Mapping[str, bytes]):
    """The parts of a zip by name, without folders; each is unpacked when it is asked for, and not
    kept. Of a part that is there twice, the last counts.

    Raises `too_large` where the zip says that it holds more than the limits, and `damaged` where it
    cannot be read; no part gives more bytes than it says.
    """

    def __init__(
        self, content: bytes, limits: ZipLimits, too_large: Exception, damaged: Exception
    ) -> None:
        if directory_size(content) > LARGEST_DIRECTORY:
            raise too_large
        self._damaged = damaged
        try:
            self._zip = ZipFile(BytesIO(content))
        except Exception as error:
            self._refuse(error)
        parts = [part for part in self._zip.infolist() if not part.is_dir()]
        sizes = sum(part.file_size for part in parts)
        xml = sum(part.file_size for part in parts if is_xml_part(part.filename))
        if len(parts) > limits.parts or sizes > limits.unpacked or xml > limits.xml:
            raise too_large
        # Others can unpack to any size from a few bytes, and no Office program writes them.
        if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
            raise damaged
        self.entries: dict[str, ZipInfo] = {part.filename: part for part in parts}
        self._intact: set[str] = set()

    def __getitem__(self, name: str) -> bytes:
        entry = self.entries[name]
        try:
            part = self._zip.read(entry)
        except Exception as error:
            self._refuse(error)
        self._intact.add(name)
        return part

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, name: object) -> bool:
        return name in self.entries

    def size(self, name: str) -> int:
        """The bytes that a part says it unpacks to; 0 where there is none."""
        entry = self.entries.get(name)
        return entry.file_size if entry else 0

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part piece by piece."""
        entry = self.entries[name]
        try:
            stream = self._zip.open(entry)
        except Exception as error:
            self._refuse(error)
        with stream:
            while True:
                try:
                    chunk = stream.read(READ_AT_ONCE)
                except Exception as error:
                    self._refuse(error)
                if not chunk:
                    break
                yield chunk
        self._intact.add(name)

    def check_intact(self) -> None:
        """Unpack what was not yet read to its end; raises `damaged` where a part is."""
        for name in self.entries.keys() - self._intact:
            for _ in self.chunks(name):
                pass

    def _refuse(self, error: Exception) -> NoReturn:
        """On damaged bytes zipfile raises a dozen kinds of error, struct.error and zlib.error
        too."""
        if isinstance(error, MemoryError):
            raise error
        raise self._damaged from error


def directory_size(content: bytes) -> int:
    """The bytes of a zip's list of parts, as its end says; 0 where it has no end."""
    end = content.rfind(_DIRECTORY_END, max(len(content) - _LONGEST_DIRECTORY_END, 0))
    if end < 0:
        return 0
    # Where it has the longer form too, that counts: 56 bytes, then its locator of 20.
    if content[end - 20 : end].startswith(_DIRECTORY_END_64):
        return int.from_bytes(content[end - 36 : end - 28], "little")
    return int.from_bytes(content[end + 12 : end + 16], "little")


def unpack_zip(packed: ZipFile, limits: ZipLimits, refusal: Exception) -> dict[str, bytes]:
    """The parts of a zip by name, without folders; of a part that is there twice, the last.

    Raises `refusal` as soon as a limit is passed, and what zipfile raises of a damaged zip.
    """
    parts = [part for part in packed.infolist() if not part.is_dir()]
    if len(parts) > limits.parts or sum(part.file_size for part in parts) > limits.unpacked:
        raise refusal
    unpacked: dict[str, bytes] = {}
    total = xml = 0
    for part in parts:
        content = bytearray()
        with packed.open(part) as stream:
            while chunk := stream.read(READ_AT_ONCE):
                content += chunk
                total += len(chunk)
                xml += len(chunk) if is_xml_part(part.filename) else 0
                if total > limits.unpacked or xml > limits.xml:
                    raise refusal
        unpacked[part.filename] = bytes(content)
    return unpacked


def is_xml_part(name: str) -> bool:
    """Whether a part of an Office file is XML, by its name."""
    return name.casefold().endswith((".xml", ".rels", ".vml"))
