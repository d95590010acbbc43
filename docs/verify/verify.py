"""Reads a folder of Cairn as docs/PROTOCOL.md describes it and checks all of it.

    python3 docs/verify/verify.py DIR [--json]
    python3 docs/verify/verify.py --vectors

It opens DIR/cairn.db read-only, verifies every chain, certificate and signature, folds
every space, and prints for each its digest and what its pages say. Nothing of Cairn's Go
code is used: what this program knows, it knows from the document.
"""

import json
import pathlib
import sqlite3
import sys

import cairn
import fold
from cairn import Dot, Event, need


def main(args):
    if args == ["--vectors"]:
        import vectors

        return vectors.main()
    folders = [a for a in args if not a.startswith("--")]
    if len(folders) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        report(folders[0], "--json" in args)
    except (cairn.Refused, sqlite3.Error) as e:
        print(f"{folders[0]}: {e}", file=sys.stderr)
        return 1
    return 0


def report(folder, as_json):
    path = pathlib.Path(folder).resolve() / "cairn.db"
    db = sqlite3.connect(path.as_uri() + "?mode=ro", uri=True)
    total = {"events": 0, "signatures": 0, "logs": 0, "pages": 0}
    say = (lambda v: print(json.dumps(v, ensure_ascii=False, sort_keys=True))) if as_json else plainly
    db.execute("BEGIN")  # one moment for all tables
    columns = "number, id, writer, device, stream, head_seq, head_hash"
    for number, space in db.execute("SELECT number, id FROM space ORDER BY number").fetchall():
        rows = db.execute(f"SELECT {columns} FROM log WHERE space = ? ORDER BY id", (number,)).fetchall()
        logs = [read_log(db, space, row, total) for row in rows]
        access = fold.Access(space, logs)
        held = {e.dot for _, _, log in logs for e in log if e.body is not None}
        need(not held & access.must_go(), "space: a text that must go is still held")
        heads = {log[-1].dot.log: (log[-1].dot.seq, log[-1].hash) for _, _, log in logs if log}
        say({"space": cairn.id_text(space), "kind": access.kind, "name": access.name(), "events": sum(len(l) for _, _, l in logs), "digest": cairn.digest(heads).hex(),
             "access": {cairn.device_text(d): access.now(d) for d in {*access.by_device, access.root}}})
        for page in pages(access, logs):
            total["pages"] += 1
            say(describe(space, page))
    say({"verified": total})


def plainly(entry):
    print(" ".join(f"{k}={v}" for k, v in entry.items()))


def read_log(db, space, row, total):
    """Verifies one log: (device, stream, events)."""
    number, id_, writer, device, stream, head_seq, head_hash = row
    start = cairn.log_start(space, writer, stream)
    need(start[:16] == id_, "log: its id does not fit")
    signatures = dict(db.execute("SELECT seq, signature FROM signature WHERE log = ?", (number,)))
    events, previous = [], start
    for seq, object_, header, salt, body, erased in db.execute("SELECT seq, object, header, salt, body, body_hash FROM event WHERE log = ? ORDER BY seq", (number,)):
        need(seq == len(events) + 1, "log: a gap")
        event = read_event(Dot(id_, seq), previous, header, salt, body, erased)
        need(event.header.object == (object_ or cairn.NONE16), "log: object differs from the header")
        if seq in signatures:
            need(cairn.verify(writer, cairn.head_message(id_, seq, event.hash), signatures.pop(seq)), "log: a signature does not hold")
            total["signatures"] += 1
        need((32 <= event.header.type < 64) == (stream == 0) or event.header.type == cairn.OPEN, "log: wrong stream")
        previous = event.hash
        events.append(event)
    need(not signatures and len(events) == head_seq and previous == head_hash, "log: its head differs")
    need(db.execute("SELECT count(*) FROM signature WHERE log = ? AND seq = ?", (number, head_seq)).fetchone()[0] == 1, "log: its head is not signed")
    need(events[0].header.type == cairn.OPEN and all(e.header.type != cairn.OPEN for e in events[1:]), "log: open")
    cert = cairn.open_certificate(events[0].header.cert)
    need((cert.writer, cert.device) == (writer, device), "log: its certificate is another's")
    total["logs"] += 1
    total["events"] += len(events)
    return device, stream, events


def read_event(dot, previous, header, salt, body, erased):
    parsed = cairn.read_header(header, dot.log)
    need(bool(parsed.flags & cairn.HAS_BODY) == (body is not None or erased is not None), "event: flag 1 lies")
    bodied = cairn.NONE32
    if body is not None:
        bodied = cairn.body_hash(salt, body)
    elif erased is not None:
        bodied = erased
    return Event(dot, parsed, salt, body, cairn.event_hash(previous, header, bodied), cairn.removal_name(header, bodied))


def pages(access, logs):
    about = {}
    for _, stream, events in logs:
        for e in events if stream == 1 else ():
            if e.header.object != cairn.NONE16 and access.counts(e):
                about.setdefault(e.header.object, []).append(e)
    return [fold.Artifact(id_, events) for id_, events in sorted(about.items())]


def describe(space, page):
    fields = {}
    for name in sorted(page.fields()):
        texts = [dict(t) if isinstance(t, frozenset) else t.hex() if isinstance(t, bytes) else t for t in page.texts(name)]
        if texts:
            fields[name] = texts[0] if len(texts) == 1 else texts
    for name in sorted(page.lists()):
        rows = [{k: v for k, v in cells.items() if k != "~pos"} for cells in page.rows(name)]
        if rows:
            fields[name] = rows
    return {"id": cairn.uuid_text(page.id), "kind": page.kind, "space": cairn.id_text(space), "fields": fields, "newer": page.newer,
            "retired": page.text("~retired") == "yes",
            "links": [{"rel": r, "to": cairn.uuid_text(t)} for r, t in page.links()], "state": page.state_digest().hex(),
            "comments": [{"id": cairn.uuid_text(c.header.row), "text": fold.value(c)} for c in page.comments]}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
