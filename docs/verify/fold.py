"""What a set of events means: who may do what, what must go, and what every page says. docs/PROTOCOL.md 1.10, 1.11 and 1.13."""

import hmac
import uuid

import cairn
from cairn import ACCEPT, CARRIER, COMMENT, CRITICAL, GRANT, GUEST, KEY, LINK, MEMBER, NAME, NONE16, NONE32, OPEN, OWNER, REDACT, SET, SPACE, Dot, sha, u32, u64

AFTER_ALL = None  # the dot that no cut covers
REMOVED = "[removed]"  # stands for a text that was erased for good


class Access:
    """The fold of the auth events of one space."""

    def __init__(self, space, logs):
        """logs: (device, stream, events) for each log of the space."""
        self.author = {log[0].dot.log: device for device, _, log in logs if log}
        self.streams = {log[0].dot.log: stream for _, stream, log in logs if log}
        auth = [e for _, stream, log in logs if stream == 0 for e in log]
        self.root, self.kind, self.parent = _founding(space, auth, self.author)
        self.auth = [e for e in auth if e.known and e.header.type != REDACT]
        self.grants = {e.dot: e for e in self.auth if e.header.type == GRANT}
        self.rank = self._ranks()
        self.replaced = self._replacements()
        removals = [d for d in self.grants if self._removal(d)]
        self.accused = {(self._by(d), self.grants[d].header.device) for d in removals}
        names = {self.grants[d].removal: d for d in removals}
        self.accepts = {e.dot: e for e in self.auth if e.header.type == ACCEPT and len(e.header.over) == 1 and names.get(e.header.invite) == e.header.over[0]}
        self.counting = self._count(self._chosen([d for d in removals if self._by(d) in self.rank]))
        self.cuts = self._cuts(self.counting)
        self.by_device = self._grants_by_device(self.counting)
        self.redactions = [e for e in auth if e.known and e.header.type == REDACT]

    def _by(self, dot):
        return self.author[dot.log]

    def _removal(self, dot):
        h = self.grants[dot].header
        return h.grant < OWNER and bool(h.over or h.cut)

    def _ranks(self):
        rank, n, joined = {self.root: 0}, 0, True
        while joined:
            n += 1
            joined = {g.header.device for d, g in self.grants.items() if g.header.grant == OWNER and rank.get(self._by(d)) == n - 1} - rank.keys()
            rank.update(dict.fromkeys(joined, n))
        return rank

    def _replacements(self):
        """For each grant, all that it replaces."""
        ranked = {d: g for d, g in self.grants.items() if self._by(d) in self.rank}

        def reach(dot):
            seen, wait = set(), [dot]
            while wait:
                for named in ranked[wait.pop()].header.over:
                    same = named in ranked and ranked[named].header.device == ranked[dot].header.device
                    if same and named not in seen:
                        seen.add(named)
                        wait.append(named)
            return seen

        below = {d: reach(d) for d in ranked}
        return {d: {o for o in below[d] if d not in below[o]} for d in ranked}

    def _cuts(self, counting):
        """Of each removal that a counting accept names, its cut with what was accepted."""
        cuts = {}
        for accept in (self.accepts[d] for d in counting & self.accepts.keys()):
            removal = accept.header.over[0]
            cuts.setdefault(removal, list(self.grants[removal].header.cut)).extend(accept.header.cut)
        return cuts

    def _level(self, device, dot, grants, cuts):
        force = [g for g in grants if not _covers(cuts.get(g, self.grants[g].header.cut), dot)]
        live = [g for g in force if not any(g in self.replaced.get(o, ()) for o in force)]
        if live:
            return min(self.grants[g].header.grant for g in live)
        return OWNER if device == self.root else 0

    def _count(self, removals):
        all_removals = {d for d in self.grants if self._removal(d)}
        counting = set()
        while True:
            owner_grants = {}
            for d in counting:
                if d in self.grants and self.grants[d].header.grant == OWNER:
                    owner_grants.setdefault(self.grants[d].header.device, set()).add(d)
            by = {}
            for d in removals:
                by.setdefault(self.grants[d].header.device, set()).add(d)
            open_ = [e.dot for e in self.auth if e.dot not in counting and (e.dot not in all_removals or e.dot in removals)]
            cuts = self._cuts(counting)
            joined = {dot for dot in open_ if self._owner_at(dot, all_removals, owner_grants, by, cuts)}
            if not joined:
                return counting
            counting |= joined

    def _owner_at(self, dot, all_removals, owner_grants, removals, cuts):
        author = self._by(dot)
        if author not in self.rank:
            return False
        if self._level(author, dot, owner_grants.get(author, set()) | removals.get(author, set()), cuts) == OWNER:
            return True
        if dot not in all_removals or (self.grants[dot].header.device, author) not in self.accused:
            return False
        return author == self.root or bool(owner_grants.get(author))

    def _chosen(self, removals):
        kept = set()
        of_ranked = [d for d in removals if self.grants[d].header.device in self.rank]
        for x in sorted(of_ranked, key=lambda d: (self.rank[self._by(d)], d)):
            counting = self._count(kept | {x})
            if x in counting:
                kept = {d for d in kept | {x} if d in counting}
        return kept | {d for d in removals if self.grants[d].header.device not in self.rank}

    def _grants_by_device(self, counting):
        found = {}
        for d in counting & self.grants.keys():
            found.setdefault(self.grants[d].header.device, []).append(d)
        return found

    def at(self, device, dot):
        return self._level(device, dot, self.by_device.get(device, []), self.cuts)

    def now(self, device):
        return self.at(device, AFTER_ALL)

    def counts(self, event):
        """Whether a data event counts; an auth event of a type that is known does if it is in counting."""
        level = self.at(self.author[event.dot.log], event.dot)
        if event.header.type in (COMMENT, OPEN):
            return level >= GUEST
        return level >= (OWNER if 32 <= event.header.type < 64 else MEMBER)

    def must_go(self):
        """The data events whose bodies redact events take."""
        return {dot for r in self.redactions for dot in r.header.over if self.streams.get(dot.log) == 1 and self._redacts(r, dot)}

    def _redacts(self, r, dot):
        by, author = self._by(r.dot), self._by(dot)
        level, (mine, my_house), (theirs, house) = self.at(by, r.dot), self._card(by), self._card(author)
        if by == author or level < GUEST:
            return level >= GUEST
        return level >= MEMBER and mine is not None and mine == theirs or level >= OWNER and house in (None, my_house)

    def _card(self, device):
        """person and organisation of a device, None where not known."""
        grants = self.by_device.get(device, [])
        live = [d for d in grants if not any(d in self.replaced.get(o, ()) for o in grants)]
        if not live:
            return None, None
        cells = value(max((self.grants[d] for d in live), key=lambda e: e.order))
        cells = dict(cells) if isinstance(cells, frozenset) else {}
        return _uuid(cells.get("person", "")), _uuid(cells.get("organisation", ""))

    def near(self, secret):
        """The secrets for nearby, the one in force first: PROTOCOL.md 3.6."""
        keys = sorted((e for e in self.auth if e.header.type == KEY and e.dot in self.counting), key=lambda e: e.order)
        found = []
        for count in range(len(keys), -1, -1):
            live = sorted(_live(keys[:count]), key=lambda e: e.dot)
            made = hmac.digest(secret, b"cairn-near1" + b"".join(e.bodied for e in live), "sha256") if live else secret
            if made not in found and (count == 0 or len(found) <= 4):
                found.append(made)
        return found

    def name(self):
        names = [e for e in self.auth if e.header.type == NAME and e.dot in self.counting]
        live = _live(names)
        return next(filter(None, map(value, live[:1])), "")


def _uuid(text):
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _founding(space, auth, author):
    for e in auth:
        if e.header.type == SPACE and e.dot.seq == 2 and cairn.space_id(e.header.genesis) == space:
            kind, root, _, parent = cairn.open_genesis(e.header.genesis)
            if author[e.dot.log] == root:
                return root, kind, parent
    raise cairn.Refused("space: no founding record")


def _covers(cut, dot):
    return dot is not AFTER_ALL and any(c.log == dot.log and c.seq >= dot.seq for c in cut)


def _live(events):
    """The live ones of one register, the one that is shown first."""
    gone = {o for e in events for o in e.header.over if o != e.dot}
    return sorted((e for e in events if e.dot not in gone), key=lambda e: e.order, reverse=True)


# --- 1.10 What the events of an artifact mean -----------------------------------


class Artifact:
    def __init__(self, id_, events):
        """events: the data events that count and are about it, in any order."""
        self.id = id_
        applied, self.newer = _applied(events)
        first = min(([e for e in events if e.header.type != COMMENT] or events), key=lambda e: e.order)
        self.kind, self.first = first.header.kind, first
        self.comments = sorted((e for e in applied if e.header.type == COMMENT), key=lambda e: e.order)
        registers = {}
        for e in applied:
            registers.setdefault(_register(e), []).append(e)
        registers.pop(None, None)
        self.registers = {k: _live(v) for k, v in registers.items()}

    def texts(self, name):
        """Of a field that is no list: its distinct live values, the one shown first first."""
        live = self.registers.get((name, "", NONE16), [])
        return list(dict.fromkeys(v for v in map(shown, live) if v is not None))

    def text(self, name):
        return next((t for t in self.texts(name)[:1] if isinstance(t, str)), "")

    def rows(self, name):
        found = []
        for (field, _, row), live in self.registers.items():
            shown = [e for e in live if e.body is None or value(e) is not None]
            if field == name and row != NONE16 and shown:
                cells = value(shown[0]) if shown[0].body is not None else {}
                cells = dict(cells) if isinstance(cells, frozenset) else {}
                found.append((cells.get("~pos", "").encode(), row, cells))
        return [cells for _, _, cells in sorted(found, key=lambda r: r[:2])]

    def links(self):
        there = {key: any(value(e) not in (None, frozenset()) for e in live) for key, live in self.registers.items()}
        return sorted((rel, target) for (_, rel, target), holds in there.items() if rel and holds)

    def fields(self):
        return {f for f, rel, row in self.registers if f and row == NONE16}

    def lists(self):
        return {f for f, rel, row in self.registers if f and row != NONE16}

    def state_digest(self):
        total = bytes(16)
        for (field, rel, id_), live in self.registers.items():
            field, rel = field.encode(), rel.encode()
            parts = [b"cairn-state1", self.id, u32(len(field)), field, u32(len(rel)), rel, id_]
            total = _xor(total, sha(*parts, *(e.dot.log + u64(e.dot.seq) for e in live)))
        for c in self.comments:
            total = _xor(total, sha(b"cairn-comment1", self.id, c.dot.log + u64(c.dot.seq)))
        return total


def _applied(events):
    applied, newer, held = [], 0, set()
    for e in sorted(events, key=lambda e: e.dot):
        if e.dot.log in held or not e.known:
            newer += 1
            if not e.known and e.header.flags & CRITICAL:
                held.add(e.dot.log)
        else:
            applied.append(e)
    return applied, newer


def _register(e):
    if e.header.type == SET:
        return e.header.field, "", e.header.row
    if e.header.type == LINK:
        return "", e.header.rel, e.header.target
    return None


def _xor(a, b):
    return bytes(x ^ y for x, y in zip(a, b))


def shown(event):
    """The value as a page shows it."""
    return REMOVED if event.body is None and event.header.flags & cairn.HAS_BODY else value(event)


def value(event):
    """Text, cells (as a frozenset of pairs), None when cleared, bytes for anything else."""
    if event.body is None:
        return None
    try:
        v = cairn.decode(event.body)
    except cairn.Refused:
        return event.body
    if v is None or v is cairn.UNDEFINED or v == "":
        return None
    if isinstance(v, str):
        return v
    if isinstance(v, dict) and all(isinstance(k, str) and (c is None or isinstance(c, str)) for k, c in v.items()):
        return frozenset((k, c or "") for k, c in v.items())
    return event.body
