"""The format of Cairn's events, read from docs/PROTOCOL.md; section numbers are its own.

Everything here is pure: bytes in, values out. Only the standard library is used; the
package cryptography, where it is there, checks signatures a hundred times faster.
"""

import hashlib
import dataclasses
from dataclasses import dataclass

NONE16, NONE32 = bytes(16), bytes(32)
SET, LINK, COMMENT, OPEN, SPACE, NAME, GRANT, INVITE, KEY, REDACT, ACCEPT = 1, 2, 3, 32, 33, 34, 35, 36, 37, 38, 40
CARRIER, GUEST, MEMBER, OWNER = 1, 2, 3, 4
HAS_BODY, CRITICAL = 1, 2


class Refused(Exception):
    """Bytes that the document says are refused."""


def need(holds, why):
    if not holds:
        raise Refused(why)


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def u32(n):
    return n.to_bytes(4, "big")


def u64(n):
    return n.to_bytes(8, "big")


# --- 1.2 CBOR -------------------------------------------------------------

UNDEFINED = object()


class Cbor:
    """Reads one value and keeps the place; see decode and pairs."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, n):
        need(self.at + n <= len(self.data), "cbor: cut off")
        self.at += n
        return self.data[self.at - n : self.at]

    def head(self):
        first = self.take(1)[0]
        major, low = first >> 5, first & 31
        if low < 24 or major == 7 and low == 24:
            return major, low, low if low < 24 else self.take(1)[0]
        need(low < 28, "cbor: indefinite or reserved length")
        return major, low, int.from_bytes(self.take(1 << (low - 24)), "big")

    def value(self, depth=0):
        major, low, n = self.head()
        if major == 0:
            return n
        if major == 1:
            return -1 - n
        if major == 2:
            return self.take(n)
        if major == 3:
            return self.text(n)
        need(major != 6, "cbor: tag")
        if major == 7:
            return self.simple(low, n)
        need(n <= 4096, "cbor: too many items")
        need(depth < 8, "cbor: nested too deep")
        if major == 4:
            return [self.value(depth + 1) for _ in range(n)]
        return self.map(n, depth)

    def text(self, n):
        try:
            return self.take(n).decode("utf-8")
        except UnicodeDecodeError:
            raise Refused("cbor: text is no UTF-8") from None

    def map(self, n, depth):
        found = {}
        for _ in range(n):
            key = self.value(depth + 1)
            need(not isinstance(key, (list, dict)), "cbor: a key that is no scalar")
            need(key not in found, "cbor: a key twice")
            found[key] = self.value(depth + 1)
        return found

    @staticmethod
    def simple(low, n):
        if low in (25, 26, 27):
            return ("float", low, n)
        return {20: False, 21: True, 22: None, 23: UNDEFINED}.get(n, ("simple", n))


def decode(data):
    """The one value that the bytes hold."""
    reader = Cbor(data)
    value = reader.value()
    need(reader.at == len(data), "cbor: bytes after the end")
    return value


def encode_head(major, n):
    if n < 24:
        return bytes([major << 5 | n])
    size = 0 if n < 1 << 8 else 1 if n < 1 << 16 else 2 if n < 1 << 32 else 3
    return bytes([major << 5 | 24 + size]) + n.to_bytes(1 << size, "big")


def encode(value):
    """The deterministic encoding of what headers, certificates and records hold."""
    if isinstance(value, int):
        return encode_head(0, value)
    if isinstance(value, bytes):
        return encode_head(2, len(value)) + value
    if isinstance(value, str):
        data = value.encode()
        return encode_head(3, len(data)) + data
    if isinstance(value, list):
        return encode_head(4, len(value)) + b"".join(map(encode, value))
    pairs = sorted((encode(k), encode(v)) for k, v in value.items())
    return encode_head(5, len(pairs)) + b"".join(k + v for k, v in pairs)


def pairs(data):
    """The key and value bytes of a map, in the order they stand in."""
    reader, found = Cbor(data), []
    major, _, count = reader.head()
    need(major == 5, "cbor: no map")
    for _ in range(count):
        start = reader.at
        key = reader.value(1)
        middle = reader.at
        reader.value(1)
        found.append((key, data[start:middle], data[middle : reader.at]))
    return found


# --- 1.1 Names --------------------------------------------------------------

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def device_text(key):
    number, out = int.from_bytes(bytes.fromhex("002408011220") + key, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        out = BASE58[digit] + out
    return "1" + out


def id_text(value):
    import base64

    return base64.b32encode(value).decode().lower().rstrip("=")


def uuid_text(value):
    h = value.hex()
    return "-".join((h[:8], h[8:12], h[12:16], h[16:20], h[20:]))


# --- 1.4 Hashes and signatures ------------------------------------------------


def log_start(space, writer, stream):
    return sha(b"cairn-log1", space, writer, bytes([stream]))


def body_hash(salt, body):
    return sha(b"cairn-body1", salt, body)


def event_hash(previous, header, bodied):
    return sha(b"cairn-ev1", previous, header, bodied)


def removal_name(header, bodied):
    return sha(b"cairn-removal1", header, bodied)


def branch_id(root, first, hash_):
    """1.14: what one history of a forked log has from a place on."""
    return sha(b"cairn-branch1", root, u64(first), hash_)[:16]


def head_message(log, seq, hash_):
    return b"cairn-head1" + log + u64(seq) + hash_


P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def _add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(n, p):
    out = (0, 1, 1, 0)
    while n:
        if n & 1:
            out = _add(out, p)
        p, n = _add(p, p), n >> 1
    return out


def _point(data):
    """A point from its bytes as Go reads them: y at or above the prime is reduced."""
    number = int.from_bytes(data, "little")
    y, sign = (number & (1 << 255) - 1) % P, number >> 255
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P:
        return None
    x = P - x if x & 1 != sign else x
    return x % P, y, 1, x * y % P


def _bytes(p):
    z = pow(p[2], P - 2, P)
    x, y = p[0] * z % P, p[1] * z % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = _point(bytes.fromhex("58" + "66" * 31))


def verify_slowly(key, message, signature):
    a, s = _point(key), int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or a is None or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    minus = (P - a[0], a[1], 1, P - a[3])
    return _bytes(_add(_times(s, BASE), _times(k, minus))) == signature[:32]


def sign(seed, message):
    """For the test vectors: the signature of RFC 8032 with this seed."""
    h = hashlib.sha512(seed).digest()
    a = int.from_bytes(h[:32], "little") & (1 << 254) - 8 | 1 << 254
    public = _bytes(_times(a, BASE))
    r = int.from_bytes(hashlib.sha512(h[32:] + message).digest(), "little") % L
    big = _bytes(_times(r, BASE))
    k = int.from_bytes(hashlib.sha512(big + public + message).digest(), "little") % L
    return big + ((r + k * a) % L).to_bytes(32, "little")


def public_key(seed):
    a = int.from_bytes(hashlib.sha512(seed).digest()[:32], "little")
    return _bytes(_times(a & (1 << 254) - 8 | 1 << 254, BASE))


def verify(key, message, signature):
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        return verify_slowly(key, message, signature)
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def weak(key):
    """True for a key of small order (or no key at all)."""
    point = _point(key)
    return point is None or _bytes(_times(8, point)) == _bytes((0, 1, 1, 0))


# --- 1.5 Headers --------------------------------------------------------------

SIZES = {3: 16, 6: 16, 9: 16, 15: 32, 18: 32, 20: 32}


@dataclass(frozen=True, order=True)
class Dot:
    log: bytes
    seq: int


@dataclass
class Header:
    type: int
    stamp: int
    object: bytes = NONE16
    kind: str = ""
    field: str = ""
    row: bytes = NONE16
    over: list = dataclasses.field(default_factory=list)
    rel: str = ""
    target: bytes = NONE16
    access: Dot = None
    flags: int = 0
    reader: int = 1
    cert: bytes = b""
    genesis: bytes = b""
    device: bytes = NONE32
    grant: int = 0
    cut: list = dataclasses.field(default_factory=list)
    invite: bytes = NONE32
    expires: int = 0
    recipient: bytes = NONE32


NAMES = dict(enumerate(Header.__dataclass_fields__, 1))


def read_header(data, log):
    need(len(data) <= 16384, "header: too long")
    known, everything = {}, pairs(data)
    need(sum(len(k) + len(v) for _, k, v in everything) + len(encode_head(5, len(everything))) == len(data), "header: bytes after the end")
    need(everything == sorted(everything, key=lambda p: p[1]), "header: keys out of order")
    need(len({p[1] for p in everything}) == len(everything), "header: a key twice")
    for key, key_bytes, value_bytes in everything:
        need(isinstance(key, int) and key >= 0 and encode(key) == key_bytes, "header: a strange key")
        if 1 <= key <= 20:
            known[key] = decode(value_bytes)
            need(encode(known[key]) == value_bytes, "header: a value that is not deterministic")
    return _header(known, log)


def _header(known, log):
    need(1 <= known.get(1, 0) <= 65535 and isinstance(known.get(2), int), "header: type or stamp")
    for key, value in known.items():
        need(key <= 2 or value not in (0, b"", "", [], None), f"header: {NAMES[key]} is empty")
        need(key not in SIZES or len(value) == SIZES[key] and any(value), f"header: size of {NAMES[key]}")
        need(key not in (4, 5, 8) or len(value.encode()) <= 64, "header: a name is too long")
    for key in (7, 17):
        need(len(known.get(key, [])) <= 512, "header: too many dots")
        if key in known:
            known[key] = [_dot(d, log) for d in known[key]]
    if 10 in known:
        known[10] = _dot(known[10], log)
    return Header(**{NAMES[k]: v for k, v in known.items()})


def _dot(value, log):
    need(isinstance(value, list) and len(value) == 2 and value[1] >= 1, "header: no dot")
    need(value[0] == b"" or len(value[0]) == 16 and value[0] != log, "header: log of a dot")
    return Dot(value[0] or log, value[1])


# --- 1.3 Events, 1.8 certificates, 1.9 spaces -----------------------------------


@dataclass
class Event:
    dot: Dot
    header: Header
    salt: bytes
    body: bytes  # None where there is none or it was erased
    hash: bytes
    removal: bytes = NONE32  # what an accept names it by, 1.11
    bodied: bytes = NONE32  # its body hash

    @property
    def order(self):
        return self.header.stamp, self.dot.log, self.dot.seq

    @property
    def known(self):
        return self.header.type in (SET, LINK, COMMENT, OPEN, SPACE, NAME, GRANT, INVITE, KEY, REDACT, ACCEPT) and self.header.reader <= 1 and self.header.grant <= OWNER


@dataclass
class Certificate:
    device: bytes
    writer: bytes
    incarnation: int
    created: int
    reason: str
    previous: bytes


def open_certificate(data):
    payload, signature = decode(data)
    need(encode([payload, signature]) == data, "certificate: not deterministic")
    parts = decode(payload)
    need(encode(parts) == payload and len(parts) == 6, "certificate: not deterministic")
    cert = Certificate(*parts)
    need(len(cert.device) == 32 and len(cert.writer) == 32 and len(cert.previous) in (0, 32), "certificate: a key's size")
    need(len(cert.reason.encode()) <= 64, "certificate: its reason is too long")
    need(not weak(cert.device) and not weak(cert.writer), "certificate: a weak key")
    need(verify(cert.device, b"cairn-cert1" + payload, signature), "certificate: its signature does not hold")
    return cert


def open_genesis(data):
    parts = decode(data)
    need(encode(parts) == data and len(parts) == 4, "founding record: not deterministic")
    kind, root, nonce, parent = parts
    need(len(kind.encode()) <= 64 and len(root) == 32 and len(nonce) == 16 and (parent == b"" or len(parent) == 16 and any(parent)), "founding record: sizes")
    return kind, root, nonce, parent


def space_id(genesis):
    return sha(b"cairn-space1", genesis)[:16]


def digest(heads):
    """Of {log: (seq, hash)}, section 1.7."""
    return sha(b"cairn-digest1", *(log + u64(seq) + h for log, (seq, h) in sorted(heads.items())))[:16]


# --- 1.7 Segments -----------------------------------------------------------


def uv(n):
    out = b""
    while n >= 128:
        out, n = out + bytes([n & 127 | 128]), n >> 7
    return out + bytes([n])


def encode_segment(log, first, events, signatures):
    """events: (header, salt, body, body hash); signatures: (seq, checkpoint, bytes)."""
    return b"".join(part for _, part in segment_parts(log, first, events, signatures))


def encode_columns(segments):
    """The four columns of segments, each as encode_segment takes it: shape, headers, bodies, random."""
    parts = [part for segment in segments for part in segment_parts(*segment)]
    return [b"".join(part for sort, part in parts if sort == wanted) for wanted in range(4)]


def segment_parts(log, first, events, signatures):
    """Each part of a segment with the number of its column."""
    yield 3, log
    yield 0, uv(first) + uv(len(events))
    for header, salt, body, erased in events:
        yield 0, uv(len(header))
        yield 1, header
        if body is not None:
            yield 0, b"\0" + uv(len(body))
            yield 3, salt
            yield 2, body
        else:
            yield 0, b"\1" if erased else b"\2"
            yield 3, erased or b""
    yield 0, uv(len(signatures))
    for seq, kept, signature in signatures:
        yield 0, uv(seq) + bytes([kept])
        yield 3, signature
