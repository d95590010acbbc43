"""Reads a folder of Cairn as docs/PROTOCOL.md describes it and checks all of it.

    python3 docs/verify/verify.py DIR [--json]
    python3 docs/verify/verify.py --vectors
    python3 docs/verify/verify.py --bundle FILE SECRET

The last reads a file for a stick with the X25519 key, in hexadecimal, of one whom it is for.

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
    if args[:1] == ["--bundle"] and len(args) == 3:
        return report_bundle(*args[1:])
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


def report_bundle(path, secret):
    import bundle

    try:
        m, logs = bundle.verify_file(pathlib.Path(path).read_bytes(), bytes.fromhex(secret))
    except (cairn.Refused, ValueError) as e:
        print(f"{path}: {e}", file=sys.stderr)
        return 1
    print(json.dumps({"space": cairn.id_text(m.space), "from": cairn.device_text(m.exporter), "events": sum(len(log) for _, _, log in logs), "digest": cairn.digest(m.heads).hex()}))
    return 0


def report(folder, as_json):
    path = pathlib.Path(folder).resolve() / "cairn.db"
    db = sqlite3.connect(path.as_uri() + "?mode=ro", uri=True)
    total = {"events": 0, "signatures": 0, "logs": 0, "pages": 0}
    say = (lambda v: print(json.dumps(v, ensure_ascii=False, sort_keys=True))) if as_json else plainly
    db.execute("BEGIN")  # one moment for all tables
    columns = "number, id, writer, device, stream, head_seq, head_hash, root, parent, first, split"
    for number, space in db.execute("SELECT number, id FROM space ORDER BY number").fetchall():
        rows = db.execute(f"SELECT {columns} FROM log WHERE space = ? ORDER BY id", (number,)).fetchall()
        stored = {row[0]: row for row in rows}
        logs = [log for log in (read_log(db, space, stored, row, total) for row in rows) if log[2]]
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


def history(stored, row):
    """The logs that a history goes through, the root first (1.14): (number, id, first)."""
    steps = [(row[0], row[1], row[9])]
    while row[8] is not None:
        row = stored[row[8]]
        steps.insert(0, (row[0], row[1], row[9]))
        need(steps[0][2] <= steps[1][2], "log: its branches go in a ring")
    return steps


def read_log(db, space, stored, row, total):
    """Verifies one log with what stands before it: (device, stream, its own events)."""
    number, id_, writer, device, stream, head_seq, head_hash, root, _, first, split = row
    steps = history(stored, row)
    previous, signed_as = cairn.log_start(space, writer, stream), cairn.log_start(space, writer, stream)[:16]
    need(steps[0][1] == signed_as and (root is None) == (len(steps) == 1), "log: its id does not fit")
    events, place = [], 0
    for step, (n, _, begin) in enumerate(steps):
        end = steps[step + 1][2] - 1 if step + 1 < len(steps) else head_seq
        signatures = dict(db.execute("SELECT seq, signature FROM signature WHERE log = ? AND seq <= ?", (n, end)))
        for seq, object_, header, salt, body, erased in db.execute("SELECT seq, object, header, salt, body, body_hash FROM event WHERE log = ? AND seq <= ? ORDER BY seq", (n, end)):
            place += 1
            need(seq == place and seq >= begin, "log: a gap")
            event = read_event(Dot(signed_as, seq), previous, header, salt, body, erased)
            need(event.header.object == (object_ or cairn.NONE16), "log: object differs from the header")
            if seq in signatures:
                need(cairn.verify(writer, cairn.head_message(signed_as, seq, event.hash), signatures.pop(seq)), "log: a signature does not hold")
                total["signatures"] += n == number
            need((32 <= event.header.type < 64) == (stream == 0) or event.header.type == cairn.OPEN, "log: wrong stream")
            need((event.header.type == cairn.OPEN) == (seq == 1), "log: open")
            if seq == 1:
                cert = cairn.open_certificate(event.header.cert)
                need((cert.writer, cert.device) == (writer, device), "log: its certificate is another's")
            if n == number and seq == first and root is not None:
                need(cairn.branch_id(signed_as, first, event.hash) == id_, "log: the id of a branch does not fit")
            previous = event.hash
            if n == number:
                events.append(on_branch(event, signed_as, steps))
        need(not signatures and place == end, "log: it ends too early")
    need(previous == head_hash, "log: its head differs")
    if not split:
        need(db.execute("SELECT count(*) FROM signature WHERE log = ? AND seq = ?", (number, head_seq)).fetchone()[0] == 1, "log: its head is not signed")
    total["logs"] += bool(events)
    total["events"] += len(events)
    return device, stream, events


def on_branch(event, signed_as, steps):
    """What a writer calls this log is the history that it wrote."""
    def held(dot):
        return Dot(next(log for _, log, begin in reversed(steps) if begin <= dot.seq or begin == steps[0][2]), dot.seq) if dot and dot.log == signed_as else dot

    event.dot = held(event.dot)
    event.header.over = [held(d) for d in event.header.over]
    event.header.cut = [held(d) for d in event.header.cut]
    event.header.access = held(event.header.access)
    return event


def read_event(dot, previous, header, salt, body, erased):
    parsed = cairn.read_header(header, dot.log)
    need(bool(parsed.flags & cairn.HAS_BODY) == (body is not None or erased is not None), "event: flag 1 lies")
    bodied = cairn.NONE32
    if body is not None:
        bodied = cairn.body_hash(salt, body)
    elif erased is not None:
        bodied = erased
    return Event(dot, parsed, salt, body, cairn.event_hash(previous, header, bodied), cairn.removal_name(header, bodied), bodied)


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
            "comments": [{"id": cairn.uuid_text(c.header.row), "text": fold.shown(c)} for c in page.comments]}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
