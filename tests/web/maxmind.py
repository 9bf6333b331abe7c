"""A MaxMind file, as small as one can be: <https://maxmind.github.io/MaxMind-DB/>."""

import ipaddress
from pathlib import Path

_STRING, _UINT16, _UINT32, _MAP, _UINT64, _ARRAY = 2, 5, 6, 7, 9, 11


def _field(kind: int, size: int) -> bytes:
    return bytes([kind << 5 | size]) if kind <= _MAP else bytes([size, kind - _MAP])


def _number(value: int, kind: int, size: int) -> bytes:
    return _field(kind, size) + value.to_bytes(size, "big")


def _text(value: str) -> bytes:
    return _field(_STRING, len(value)) + value.encode()


def _map(**parts: bytes) -> bytes:
    return _field(_MAP, len(parts)) + b"".join(_text(name) + part for name, part in parts.items())


def write_countries(file: Path, country: str, address: str) -> Path:
    """Write a file that knows the country of one IPv4 address, and something without a country of the one beside it."""
    bits = f"{int(ipaddress.IPv4Address(address)):032b}"
    row = _map(country=_map(iso_code=_text(country)))
    rows = row + _map(traits=_text("anycast"))
    count = len(bits)
    found, beside = count + 16, count + 16 + len(row)
    tree = b""
    for depth, bit in enumerate(bits):
        last = depth + 1 == count
        onwards = (found if last else depth + 1, beside if last else count)
        left, right = onwards if bit == "0" else onwards[::-1]
        tree += left.to_bytes(3, "big") + right.to_bytes(3, "big")
    about = _map(
        node_count=_number(count, _UINT32, 4),
        record_size=_number(24, _UINT16, 2),
        ip_version=_number(4, _UINT16, 2),
        database_type=_text("Countries"),
        binary_format_major_version=_number(2, _UINT16, 2),
        binary_format_minor_version=_number(0, _UINT16, 2),
        build_epoch=_number(1_795_241_400, _UINT64, 8),
        languages=_field(_ARRAY, 1) + _text("en"),
        description=_map(en=_text("Countries")),
    )
    file.write_bytes(tree + bytes(16) + rows + b"\xab\xcd\xefMaxMind.com" + about)
    return file
