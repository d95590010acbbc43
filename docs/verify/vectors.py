"""Makes every vector of improve/testdata/vectors and every message of sync/wire/testdata anew."""

import hashlib
import hmac
import json
import pathlib
import sys

import bundle
import cairn
import fold
from cairn import Dot, Event, need

ROOT = pathlib.Path(__file__).resolve().parents[2]
VECTORS = ROOT / "improve" / "testdata" / "vectors"
MESSAGES = ROOT / "sync" / "wire" / "testdata"
CARRIED = ROOT / "sync" / "bundle" / "testdata"


def main():
    made = list(events()) + list(messages()) + [carried("vector"), carried("vector2")]
    for name, want, got in made:
        if want != got:
            print(f"{name}\n  want {want}\n  got  {got}", file=sys.stderr)
    wrong = sum(want != got for _, want, got in made)
    print(f"{len(made) - wrong} of {len(made)} vectors and messages are the same")
    return 1 if wrong else 0


def events():
    makers = {"space": space, "certificate": certificate, "log": log, "header": header, "chain": chain, "segment": segment, "digest": digest, "branch": branch, "state": state, "access": access, "near": near, "sheet": sheet, "files": files}
    for file, make in makers.items():
        for vector in read(file):
            yield f"{file}: {vector['name']}", vector["output"], make(vector)


def read(file):
    return json.loads((VECTORS / f"{file}.json").read_text(encoding="utf-8"))


def raw(text):
    return bytes.fromhex(text)


def space(vector):
    i = vector["input"]
    record = cairn.encode([i["kind"], raw(i["root"]), raw(i["nonce"]), raw(i["parent"])])
    cairn.open_genesis(record)
    id_ = cairn.space_id(record)
    return {"genesis": record.hex(), "space": id_.hex(), "space_text": cairn.id_text(id_), "root_text": cairn.device_text(raw(i["root"]))}


def certificate(vector):
    i = vector["input"]
    device, writer = cairn.public_key(raw(i["device_seed"])), cairn.public_key(raw(i["writer_seed"]))
    payload = cairn.encode([device, writer, int(i["incarnation"]), int(i["created"]), i["reason"], raw(i["previous"])])
    made = cairn.encode([payload, cairn.sign(raw(i["device_seed"]), b"cairn-cert1" + payload)])
    cairn.open_certificate(made)
    return {"certificate": made.hex()}


def log(vector):
    i = vector["input"]
    start = cairn.log_start(raw(i["space"]), raw(i["writer"]), int(i["stream"]))
    return {"start": start.hex(), "log": start[:16].hex(), "log_text": cairn.id_text(start[:16])}


NUMBERS, TEXTS = (1, 2, 11, 12, 16, 19), (4, 5, 8)


def header(vector):
    own = vector["input"]["log"]
    parts = {int(k.split()[0]): v for k, v in vector["input"].items() if k != "log"}
    made = cairn.encode({k: part(k, v, own) for k, v in parts.items()})
    cairn.read_header(made, raw(own))
    return {"header": made.hex()}


def part(key, text, own):
    if key in NUMBERS:
        return int(text)
    if key in TEXTS:
        return text
    if key == 10:
        return dot(text, own)
    if key in (7, 17):
        return [dot(t, own) for t in text.replace(",", " ").split()]
    return raw(text)


def dot(text, own):
    log_, seq = text.split("/")
    return [b"" if log_ == own else raw(log_), int(seq)]


def chain(vector):
    i = vector["input"]
    head = raw(i["header"])
    bodied = cairn.body_hash(raw(i["salt"]), raw(i["body"])) if "body" in i else cairn.NONE32
    hash_ = cairn.event_hash(raw(i["previous"]), head, bodied)
    signed = raw(vector["output"]["signed"])
    again = cairn.head_message(signed[11:27], int.from_bytes(signed[27:35], "big"), hash_)
    signature = cairn.sign(raw(i["writer_seed"]), again)
    assert cairn.verify_slowly(cairn.public_key(raw(i["writer_seed"])), again, signature)
    return {"body_hash": bodied.hex(), "hash": hash_.hex(), "signed": again.hex(), "signature": signature.hex()}


def data_log():
    """The data log of chain.json: (event, header, salt, body, signature) each."""
    found = []
    for v in read("chain"):
        if v["name"].endswith("stream 1"):
            i, o = v["input"], v["output"]
            id_ = raw(o["signed"])[11:27]
            e = Event(Dot(id_, len(found) + 1), cairn.read_header(raw(i["header"]), id_), raw(i.get("salt", "")), raw(i["body"]) if "body" in i else None, raw(o["hash"]))
            found.append((e, raw(i["header"]), o))
    return found


def segment(vector):
    all_ = data_log()
    if "columns" in vector["name"]:
        columns = cairn.encode_columns([piece(all_, False), piece(all_[1:3], True)])
        return {name: column.hex() for name, column in zip(("shape", "headers", "bodies", "random"), columns)}
    whole = "whole" in vector["name"]
    return {"segment": cairn.encode_segment(*piece(all_ if whole else choose(vector, all_), not whole)).hex()}


def piece(chosen, erase):
    """What a segment of these events is made of, the text of the first one erased or not."""
    erased = chosen[0][0].dot.seq if erase else None
    packed = [(h, e.salt, None if e.dot.seq == erased else e.body, raw(o["body_hash"]) if e.body is not None else None) for e, h, o in chosen]
    last, _, o = chosen[-1]
    return last.dot.log, chosen[0][0].dot.seq, packed, [(last.dot.seq, 0, raw(o["signature"]))]


def choose(vector, all_):
    first, last = (int(n) for n in vector["input"]["events"].split(" of ")[0].replace(" and ", " to ").split(" to "))
    return all_[first - 1 : last]


def branch(vector):
    inp = vector["input"]
    return {"branch": cairn.branch_id(bytes.fromhex(inp["log"]), int(inp["first"]), bytes.fromhex(inp["hash"])).hex()}


def digest(vector):
    heads = {}
    for text in vector["input"].values():
        place, hash_ = text.split()
        id_, seq = place.split("/")
        heads[raw(id_)] = (int(seq), raw(hash_))
    return {"digest": cairn.digest(heads).hex()}


def state(vector):
    object_ = raw(vector["input"]["object"])
    page = fold.Artifact(object_, [e for e, _, _ in data_log() if e.header.object == object_])
    assert page.text("title") == vector["input"]["title"]
    return {"state_digest": page.state_digest().hex()}


def auth_events(vector):
    """The fold of the auth events that a vector lists, and its logs."""
    logs, space_ = {}, raw(vector["input"]["space"])
    for key, text in sorted(vector["input"].items()):
        if key in ("space", "secret"):
            continue
        device, place, header_, bodied = text.split()
        id_, seq = place.split("/")
        e = Event(Dot(raw(id_), int(seq)), cairn.read_header(raw(header_), raw(id_)), b"", None, cairn.NONE32, cairn.removal_name(raw(header_), raw(bodied)), raw(bodied))
        logs.setdefault(raw(id_), (raw(device), 0, []))[2].append(e)
    return fold.Access(space_, list(logs.values())), logs


def near(vector):
    """By which secrets the laptops of a space recognise each other nearby."""
    folded, _ = auth_events(vector)
    now, *before = folded.near(raw(vector["input"]["secret"]))
    return {"nearby": now.hex()} | {f"before {i + 1}": s.hex() for i, s in enumerate(before)}


def access(vector):
    """All auth events of a space, folded."""
    folded, logs = auth_events(vector)
    found = {}
    for device, _, log_ in logs.values():
        found[f"access now {device.hex()}"] = str(folded.now(device))
        found[f"counts in {log_[0].dot.log.hex()}"] = " ".join(str(e.dot.seq) for e in log_ if e.header.type != cairn.OPEN and e.dot in folded.counting)
        found[f"access in {log_[0].dot.log.hex()}"] = " ".join(str(folded.at(device, Dot(log_[0].dot.log, n))) for n in range(1, 16))
    return found


def sheet(vector):
    """A recovery sheet: PROTOCOL.md 3.9, with the words as they stand in 3.5."""
    i = vector["input"]
    all_ = raw(i["secret"]) + raw(i["space"])[:4]
    words = word_list()
    found = {"seed": hkdf(raw(i["secret"]), b"cairn-sheet1").hex()}
    for line in range(1, 6):
        own = all_[4 * line - 4 : 4 * line]
        check = hashlib.sha256(b"cairn-sheet1" + bytes([line]) + (all_ if line == 5 else own)).digest()[0]
        found[f"line {line}"] = " ".join(words[b] for b in own + bytes([check]))
    return found


def word_list():
    page = (ROOT / "docs" / "PROTOCOL.md").read_text(encoding="utf-8")
    words = page.split("the first for byte 0:")[1].split("```")[1].split()
    assert len(words) == 256
    return words


def hkdf(secret, info):
    """HKDF-SHA256 without salt, 32 bytes."""
    extracted = hmac.new(bytes(32), secret, hashlib.sha256).digest()
    return hmac.new(extracted, info + b"\1", hashlib.sha256).digest()


def files(vector):
    """A row of the list ~files, PROTOCOL.md 1.10, and the chunks that travel by 3.7."""
    i, most = vector["input"], 256 << 10
    whole, thumb = bytes(n % 251 for n in range(int(i["size"]))), bytes(n % 251 for n in range(int(i["thumb_size"])))
    chunks = [whole[at : at + most] for at in range(0, len(whole), most)]
    cells = {"name": i["name"], "type": i["type"], "added": i["added"], "size": i["size"], "hash": cairn.sha(whole).hex()}
    if len(chunks) > 1:
        cells["chunks"] = b"".join(cairn.sha(chunk) for chunk in chunks).hex()
    if thumb:
        cells |= {"thumb": cairn.sha(thumb).hex(), "thumb_size": i["thumb_size"]}
    found = {"body": cairn.encode(cells).hex()}
    return found | {f"chunk {n}": f"{cairn.sha(chunk).hex()} of {len(chunk)} bytes" for n, chunk in enumerate(chunks)}


def carried(name):
    """A file for a stick, opened with its key and verified whole."""
    vector = json.loads((CARRIED / f"{name}.json").read_text(encoding="utf-8"))
    m, logs = bundle.verify_file(raw(vector["file"]), raw(vector["secret"]))
    got = {"space": m.space.hex(), "exporter": m.exporter.hex(), "created": str(m.created), "part": f"{m.part} of {m.parts}",
           "events": str(sum(to - after for _, _, _, after, to, _ in m.logs)), "digest": cairn.digest(m.heads).hex()}
    need(sum(len(events_) for _, _, events_ in logs) >= int(got["events"]), "file: events are missing")
    return f"bundle: a file for a stick, {name}", vector["output"], got


# --- the messages of part 2, as sync/wire/testdata/README.md describes them --------


def rising(first, size):
    return bytes((first + i) % 256 for i in range(size))


def message(type_, *parts):
    payload = bytes([type_]) + b"".join(cairn.uv(p) if isinstance(p, int) else p for p in parts)
    return cairn.uv(len(payload)) + payload


def messages():
    tag, mask = rising(0x10, 8), (1 << 63 | 1).to_bytes(8, "big")
    golden = {
        "hello-empty": (1, 1, 1, 0, rising(0x30, 16), rising(0x40, 8), 0),
        "hello": (1, 1, 1, 5, rising(0x30, 16), rising(0x40, 8), 2, tag, rising(0x50, 16), 2, 300, rising(0x20, 8), rising(0x60, 16), 60, 100000),
        "space": (2, rising(0x70, 16), rising(0x80, 32)),
        "buckets": (3, tag, *(rising(i, 8) for i in range(64))),
        "vector": (4, tag, mask, 2, b"\1\2" + bytes(6), 1, rising(0x90, 8), b"\xff" + bytes(7), 70000, rising(0xA0, 8)),
        "totals": (6, tag, 1000, 230000),
        "ack": (7, tag, b"\2", rising(0xB0, 16), 8, 1),
        "ack-declined": (7, tag, b"\1", bytes(16), 0, 0),
        "bye": (8, b"\5"),
    }
    for name, parts in golden.items():
        yield f"message {name}", stored(name), message(*parts).hex()
    for name, flags, size in (("data-plain", b"\2", b""), ("data-zstd", b"\1", cairn.uv(4000)), ("data-several", b"\5", cairn.uv(5000)), ("data-columns", b"\x09", cairn.uv(6000))):
        payload = raw(stored(name))[11 + len(size) :]  # what is sent is any bytes here
        yield f"message {name}", stored(name), message(5, tag, flags, size, payload).hex()


def stored(name):
    return "".join((MESSAGES / f"{name}.golden").read_text(encoding="utf-8").split())
