"""Reads a file that carries work, as docs/PROTOCOL-bundle.md describes it, and checks all of it."""

import hashlib
import hmac
import subprocess
from base64 import b64decode

import cairn
import fold
from cairn import Dot, need
from verify import read_event

MAGIC = (b"CAIRN-BUNDLE-1\n", b"CAIRN-BUNDLE-2\n")


def verify_file(data, secret):
    """data: the file; secret: the X25519 key (32 bytes) of one whom it is for."""
    need(data.startswith(MAGIC), "file: its first words")
    records = unseal(data[len(MAGIC[0]) :], secret)
    body, kinds, at = [], [], 0
    while at < len(records):
        before, kind = at, records[at]
        size, at = take_uv(records, at + 1)
        need(size <= (4 << 20) + 10 and at + size <= len(records), "record: its length")
        body.append(records[at : at + size])
        kinds.append((kind, before))
        at += size
    need(kinds and kinds[0][0] == 1 and kinds[-1][0] == 9, "file: its first or last record")
    need(all(k in (2, 3) or 16 <= k <= 31 for k, _ in kinds[1:-1]), "file: a record of another type")
    m = Manifest(body[0])
    total = cairn.sha(records[: kinds[-1][1]])
    need(body[-1][:32] == total, "file: its sum")
    need(cairn.verify(m.exporter, b"cairn-bundle1" + total, body[-1][32:]), "file: its signature")
    take_contents([b for (k, _), b in zip(kinds[:-1], body) if k == 16])
    return m, take_pieces(m, [s for (k, _), b in zip(kinds[:-1], body) if k in (2, 3) for s in (unpack(b) if k == 2 else unpack_columns(b))])


def take_contents(chunks):
    """The photos and files that came whole, by their hashes; whether a page names them is its reader's matter."""
    need(sum(len(c) for c in chunks) <= 2 << 30, "photos: more than a file may hold")
    parts = {}
    for body in chunks:
        n, at = take_uv(body, 32)
        need(n < 64 and 0 < len(body) - at <= 256 << 10, "photos: a piece without sense")
        parts.setdefault(body[:32], {})[n] = body[at:]
    whole = {hash_: b"".join(some[n] for n in sorted(some)) for hash_, some in parts.items()}
    return {hash_: content for hash_, content in whole.items() if cairn.sha(content) == hash_}


class Manifest:
    def __init__(self, data):
        self.space, self.secret, self.exporter = data[:16], data[16:48], data[48:80]
        self.created, at = take_uv(data, 80)
        self.part, at = take_uv(data, at)
        self.parts, at = take_uv(data, at)
        need(1 <= self.part <= self.parts <= 64, "manifest: its part")
        count, at = take_uv(data, at)
        self.logs = []
        for _ in range(count):
            id_, stream, root, at = data[at : at + 16], data[at + 16], b"", at + 17
            if stream & 2:
                root, at = data[at : at + 16], at + 16
            after, at = take_uv(data, at)
            to, at = take_uv(data, at)
            self.logs.append((id_, stream & 1, root or id_, after, to, data[at : at + 32]))
            at += 32
            need(stream < 4 and after < to and (after == 0 or stream == 1), "manifest: a log")
        need([l[1] for l in self.logs] == sorted(l[1] for l in self.logs), "manifest: its order")
        count, at = take_uv(data, at)
        self.heads = {}
        for _ in range(count):
            id_ = data[at : at + 16]
            seq, at = take_uv(data, at + 16)
            need(seq > 0 and (not self.heads or id_ > max(self.heads)), "manifest: a head")
            self.heads[id_] = (seq, data[at : at + 32])
            at += 32
        need(at == len(data), "manifest: bytes behind it")


def take_pieces(m, pieces):
    """The logs of a file, those that begin with their certificate verified: (device, stream, events)."""
    logs, place = [], 0
    for id_, stream, root, after, to, hash_ in m.logs:
        events, state, device = [], None, None
        while place < len(pieces) and (not events or events[-1].dot.seq < to):
            log, first, parsed, signatures = pieces[place]
            place += 1
            need(log == root and first == (events[-1].dot.seq if events else after) + 1, "piece: its place")
            if after == 0 and not events:
                cert = cairn.open_certificate(cairn.read_header(parsed[0][0], log).cert)
                state, device, writer = cairn.log_start(m.space, cert.writer, stream), cert.device, cert.writer
                need(state[:16] == root, "log: its certificate is another's")
            for n, (header, salt, body, erased) in enumerate(parsed):
                event = read_event(Dot(log, first + n), state or cairn.NONE32, header, salt, body, erased)
                state = event.hash if after == 0 else None
                events.append(event)
                need(after > 0 or event.dot.seq != to or event.hash == hash_, "log: it does not end as promised")
                if after == 0 and event.dot.seq in signatures:
                    need(cairn.verify(writer, cairn.head_message(log, event.dot.seq, event.hash), signatures.pop(event.dot.seq)), "log: a signature does not hold")
            need(after > 0 or not signatures, "piece: a signature of nothing")
        need(events and events[-1].dot.seq >= to, "file: a log ends too early")
        logs.append((device, stream, events))
    need(place == len(pieces), "file: a piece too many")
    if m.logs:
        access = fold.Access(m.space, [l for l in logs if l[1] == 0])
        need(m.exporter == access.root or m.exporter in access.by_device, "file: its exporter is not in the space")
    return logs


class Columns:
    """Takes each part of a segment off the front of its column; a segment by itself is one column for all."""

    def __init__(self, *columns):
        self.columns, self.at = columns, [0] * len(columns)

    def part(self, sort, size):
        sort = sort if len(self.columns) > 1 else 0
        at = self.at[sort]
        self.at[sort] = at + size
        need(self.at[sort] <= len(self.columns[sort]), "segment: it ends too early")
        return self.columns[sort][at : at + size]

    def number(self):
        n, self.at[0] = take_uv(self.columns[0], self.at[0])
        return n

    def ended(self):
        return [len(c) for c in self.columns] == self.at


def segment(c):
    log, first = c.part(3, 16), c.number()
    events, signatures = [], {}
    for _ in range(c.number()):
        header = c.part(1, c.number())
        part = c.part(0, 1)[0]
        need(part <= 2, "segment: an event neither with nor without a body")
        if part == 0:
            size = c.number()
            salt = c.part(3, 8)
            events.append((header, salt, c.part(2, size), None))
        else:
            events.append((header, b"", None, c.part(3, 32) if part == 1 else None))
    for _ in range(c.number()):
        seq = c.number()
        c.part(0, 1)
        signatures[seq] = c.part(3, 64)
    need(events and first + len(events) - 1 in signatures, "segment: its end")
    return log, first, events, signatures


def unpack(piece):
    """The one segment of a record of type 2."""
    size, at = take_uv(piece, 0)
    columns = Columns(inflate(size, piece[at:]))
    found = segment(columns)
    need(columns.ended(), "segment: its end")
    return [found]


def unpack_columns(record):
    """The segments of a record of type 3."""
    whole, at = take_uv(record, 0)
    columns = []
    for _ in range(3):
        size, at = take_uv(record, at)
        length, at = take_uv(record, at)
        columns.append(inflate(size, record[at : at + length]))
        at += length
    columns.append(record[at:])
    need(sum(map(len, columns)) == whole <= 4 << 20, "columns: their size")
    columns, segments = Columns(*columns), []
    while not columns.ended():
        segments.append(segment(columns))
    need(0 < len(segments) <= 256, "columns: how many segments")
    return segments


def inflate(size, data):
    if size == 0:
        return data
    made = subprocess.run(["zstd", "-dcq"], input=data, capture_output=True, check=True).stdout
    need(len(made) == size, "piece: its size")
    return made


def take_uv(data, at):
    n = shift = 0
    while True:
        need(at < len(data) and shift < 64, "a number without end")
        n, shift, at = n | (data[at] & 127) << shift, shift + 7, at + 1
        if data[at - 1] < 128:
            return n, at


# --- the seal: age-encryption.org/v1 with X25519 stanzas ------------------------


def unseal(data, secret):
    end = data.index(b"\n---") + 4
    line = data.index(b"\n", end)
    lines = data[:end].split(b"\n")
    need(lines[0] == b"age-encryption.org/v1", "seal: its version")
    key = None
    for stanza, body in zip(lines[1:], lines[2:]):
        if stanza.startswith(b"-> X25519 "):
            share, own = plain(stanza[10:]), x25519(secret, (9).to_bytes(32, "little"))
            wrapped = plain(body)
            wrap = hkdf(x25519(secret, share), share + own, b"age-encryption.org/v1/X25519")
            key = key or open_chacha(wrap, bytes(12), wrapped)
    need(key is not None, "seal: it is for others")
    mac = hmac.new(hkdf(key, b"", b"header"), data[:end], hashlib.sha256).digest()
    need(hmac.compare_digest(mac, plain(data[end + 1 : line])), "seal: its header was changed")
    nonce, rest = data[line + 1 : line + 17], data[line + 17 :]
    stream, out, chunk = hkdf(key, nonce, b"payload"), [], (64 << 10) + 16
    for n in range(0, len(rest), chunk):
        last = n + chunk >= len(rest)
        part = open_chacha(stream, (n // chunk).to_bytes(11, "big") + bytes([last]), rest[n : n + chunk])
        need(part is not None, "seal: it is cut or was changed")
        out.append(part)
    return b"".join(out)


def plain(text):
    return b64decode(text + b"=" * (-len(text) % 4))


def hkdf(key, salt, info):
    first = hmac.new(salt or bytes(32), key, hashlib.sha256).digest()
    return hmac.new(first, info + b"\1", hashlib.sha256).digest()


def x25519(scalar, point):
    k = int.from_bytes(scalar, "little") & ((1 << 254) - 8) | 1 << 254
    p, x1 = cairn.P, int.from_bytes(point, "little") & ((1 << 255) - 1)
    x2, z2, x3, z3 = 1, 0, x1, 1
    for bit in reversed(range(255)):
        swap = k >> bit & 1
        if swap:
            x2, z2, x3, z3 = x3, z3, x2, z2
        a, b, c, d = x2 + z2, x2 - z2, x3 + z3, x3 - z3
        da, cb, aa, bb = d * a % p, c * b % p, a * a % p, b * b % p
        x3, z3 = (da + cb) ** 2 % p, x1 * (da - cb) ** 2 % p
        x2, z2 = aa * bb % p, (aa - bb) * (aa + 121665 * (aa - bb)) % p
        if swap:
            x2, z2, x3, z3 = x3, z3, x2, z2
    return (x2 * pow(z2, p - 2, p) % p).to_bytes(32, "little")


def open_chacha(key, nonce, sealed):
    """ChaCha20-Poly1305 of RFC 8439 without other data; None when it does not fit."""
    text, tag = sealed[:-16], sealed[-16:]
    block = chacha(key, nonce, 0)
    r, s = int.from_bytes(block[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF, int.from_bytes(block[16:32], "little")
    total = 0
    message = text + bytes(-len(text) % 16) + bytes(8) + len(text).to_bytes(8, "little")
    for at in range(0, len(message), 16):
        total = (total + int.from_bytes(message[at : at + 16] + b"\1", "little")) * r % ((1 << 130) - 5)
    if len(sealed) < 16 or not hmac.compare_digest(((total + s) % (1 << 128)).to_bytes(16, "little"), tag):
        return None
    stream = b"".join(chacha(key, nonce, n + 1) for n in range(-(-len(text) // 64)))
    return bytes(a ^ b for a, b in zip(text, stream))


def chacha(key, nonce, counter):
    words = [int.from_bytes(part[i : i + 4], "little") for part in (b"expand 32-byte k", key, counter.to_bytes(4, "little") + nonce) for i in range(0, len(part), 4)]
    x = words[:]
    for n in range(80):
        a, b, c, d = QUARTERS[n % 8]
        for t, u, v, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            x[t] = x[t] + x[u] & 0xFFFFFFFF
            w = x[v] ^ x[t]
            x[v] = (w << turn | w >> 32 - turn) & 0xFFFFFFFF
    return b"".join((a + b & 0xFFFFFFFF).to_bytes(4, "little") for a, b in zip(words, x))


QUARTERS = [(0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15), (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)]
