"""Arithmetic of rdraw/1 for the independent verifier: bytes, JSON, hashes, trees, signatures, draw, assignment.

Written from the text of the protocol alone and never from the TypeScript.  Python 3.11, standard library only.
Pure functions: no files, no clock, no randomness.  Sections named below ("5.1") are those of the protocol document.
"""
import base64
import hashlib
import json
import math
import re
import unicodedata
from collections import deque, namedtuple

SAFE = 2 ** 53 - 1


class Wrong(Exception):
    """The evidence contradicts the protocol: the step FAILs."""


class Hidden(Exception):
    """The bundle rightly withholds what the step needs."""


class Unchecked(Exception):
    """This program cannot decide the step; the message says why."""


def need(condition, reason):
    """Fail the running step unless `condition` holds."""
    if not condition:
        raise Wrong(reason)


def same(name, mine, theirs):
    """Fail unless the recomputed value equals the published one."""
    need(mine == theirs and type(mine) is type(theirs), f"{name}: computed {short(mine)}, published {short(theirs)}")


def short(value):
    """A value in at most 90 characters, for reasons."""
    text = value.hex() if isinstance(value, bytes) else str(value)
    return text if len(text) <= 90 else text[:87] + "..."


# ---------------------------------------------------------------- 4.1, 4.4 bytes and canonical JSON

def u8(n): return n.to_bytes(1, "big")
def u16(n): return n.to_bytes(2, "big")
def u32(n): return n.to_bytes(4, "big")
def u64(n): return n.to_bytes(8, "big")
def lp(b): return u32(len(b)) + b
def integer(b): return int.from_bytes(b, "big")


def text_bytes(s, newlines=False):
    """str(s) of 4.1: UTF-8 of well-formed NFC text without control characters."""
    try:
        raw = s.encode("utf-8")
    except UnicodeEncodeError:
        raise Wrong("text is not well-formed Unicode") from None
    need(unicodedata.is_normalized("NFC", s), f"text is not NFC: {short(s)}")
    bad = [c for c in s if (c < " " and not (newlines and c == "\n")) or c == "\x7f"]
    need(not bad, f"text holds a control character: {short(repr(s))}")
    return raw


def unhex(s, size=None):
    """Bytes of lower-case hex, of exactly `size` bytes when given."""
    need(isinstance(s, str) and re.fullmatch(r"(?:[0-9a-f]{2})*", s), f"not lower-case hex: {short(s)}")
    need(size is None or len(s) == 2 * size, f"hex of {len(s) // 2} bytes where {size} are due")
    return bytes.fromhex(s)


def unbase64(s):
    """Bytes of canonical base64 (padding present, no stray bits)."""
    need(isinstance(s, str), "base64 text missing")
    try:
        raw = base64.b64decode(s, validate=True)
    except ValueError:
        raise Wrong("not base64") from None
    need(base64.b64encode(raw).decode() == s, "base64 is not canonical")
    return raw


# Signed notes are texts of several lines; only in these places may a string hold a line feed.
NOTES = {("log", "checkpoint"), ("log", "proof")}


def jcs(value, at=(None, None)):
    """Canonical JSON of 4.4; raises on everything outside the restricted grammar."""
    if value is None or value is True or value is False:
        return {None: b"null", True: b"true", False: b"false"}[value]
    if isinstance(value, int):
        need(abs(value) <= SAFE, "integer beyond 2^53-1")
        return str(value).encode()
    if isinstance(value, str):
        raw = text_bytes(value, at in NOTES)
        return b'"' + raw.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n") + b'"'
    if isinstance(value, list):
        return b"[" + b",".join(jcs(v) for v in value) + b"]"
    need(isinstance(value, dict), f"no such type in canonical JSON: {type(value).__name__}")
    for name in value:
        need(isinstance(name, str) and re.fullmatch(r"[\x21-\x7e]+", name), f"member name {name!r} not allowed")
    return b"{" + b",".join(jcs(k) + b":" + jcs(value[k], (at[1], k)) for k in sorted(value)) + b"}"


def parse(raw):
    """Strict JSON: refuses duplicate members, floats, -0, large integers, and non-UTF-8."""
    def members(pairs):
        need(len({k for k, _ in pairs}) == len(pairs), "duplicate member in an object")
        return dict(pairs)

    def whole(digits):
        need(digits != "-0" and len(digits) <= 17 and abs(int(digits)) <= SAFE, f"number {short(digits)} not allowed")
        return int(digits)

    def refuse(digits):
        raise Wrong(f"number {short(digits)} is not an integer")
    try:
        return json.loads(raw.decode("utf-8"), object_pairs_hook=members, parse_int=whole, parse_float=refuse,
                          parse_constant=refuse)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as e:
        raise Wrong(f"not strict JSON: {e}") from None


# ---------------------------------------------------------------- 4.2, 4.3, 4.5 hashes and trees

def sm3(data):
    """SM3 (GB/T 32905) in plain Python, for systems whose hashlib lacks it."""
    mask = 0xFFFFFFFF

    def rol(x, n):
        n %= 32
        return ((x << n) | (x >> (32 - n))) & mask
    v = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
    data = data + b"\x80" + bytes((55 - len(data)) % 64) + u64(8 * len(data))
    for at in range(0, len(data), 64):
        w = [integer(data[at + 4 * j:at + 4 * j + 4]) for j in range(16)]
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ rol(w[j - 3], 15)
            w.append(x ^ rol(x, 15) ^ rol(x, 23) ^ rol(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = v
        for j in range(64):
            ss1 = rol((rol(a, 12) + e + rol(0x79CC4519 if j < 16 else 0x7A879D8A, j)) & mask, 7)
            ff = a ^ b ^ c if j < 16 else (a & b) | (a & c) | (b & c)
            gg = e ^ f ^ g if j < 16 else (e & f) | (~e & g)
            tt1 = (ff + d + (ss1 ^ rol(a, 12)) + (w[j] ^ w[j + 4])) & mask
            tt2 = (gg + h + ss1 + w[j]) & mask
            a, b, c, d, e, f, g, h = tt1, a, rol(b, 9), c, tt2 ^ rol(tt2, 9) ^ rol(tt2, 17), e, rol(f, 19), g
        v = [x ^ y for x, y in zip(v, (a, b, c, d, e, f, g, h))]
    return b"".join(u32(x) for x in v)


def sha256(data):
    return hashlib.sha256(data).digest()


def native_sm3(data):
    return hashlib.new("sm3", data).digest()


class Suite:
    """One hash suite with the tagged and keyed forms of 4.3 and the tree of 4.5."""

    def __init__(self, name):
        need(name in ("SHA256", "SM3"), f"unknown suite {short(name)}")
        fast_sm3 = native_sm3 if "sm3" in hashlib.algorithms_available else sm3
        self.name, self.h, self.tags = name, sha256 if name == "SHA256" else fast_sm3, {}

    def tag(self, label):
        if label not in self.tags:
            self.tags[label] = self.h(b"rdraw/1/" + label.encode("ascii"))
        return self.tags[label]

    def kh(self, key, label, message=b""):
        return self.h(key + self.tag(label) + message)

    def th(self, label, message=b""):
        return self.kh(self.tag(label), label, message)

    def leaf(self, data):
        return self.h(b"\x00" + data)

    def root(self, datas):
        """RFC 6962 tree root of leaf data."""
        level = [self.leaf(d) for d in datas]
        if not level:
            return self.h(b"")
        while len(level) > 1:
            odd = level[-1:] if len(level) % 2 else []
            level = [self.h(b"\x01" + level[i] + level[i + 1]) for i in range(0, len(level) - 1, 2)] + odd
        return level[0]

    def path_root(self, data, index, size, path):
        """Root that an inclusion proof leads to (RFC 9162, 2.1.3.2), or None when its length is wrong."""
        fn, sn, r = index, size - 1, self.leaf(data)
        if not 0 <= index < size:
            return None
        for p in path:
            if sn == 0:
                return None
            if fn & 1 or fn == sn:
                r = self.h(b"\x01" + p + r)
                while not fn & 1 and fn:
                    fn, sn = fn >> 1, sn >> 1
            else:
                r = self.h(b"\x01" + r + p)
            fn, sn = fn >> 1, sn >> 1
        return r if sn == 0 else None

    # -- 5.1, 5.2, 6.1: commitments, seed
    def record_hash(self, record):
        return self.th("rec", jcs(record))

    def salt(self, master, ident):
        return self.kh(master, "salt", text_bytes(ident))

    def blind_object(self, record, salt):
        return self.th("obj", salt + self.record_hash(record))

    def blind_inspector(self, record, master):
        return self.th("insp", self.salt(master, record["id"]) + self.record_hash(record))

    def party(self, f, j, nonce):
        return self.th("party", f + u16(j) + nonce)

    def seed(self, f, contributions, delay=0):
        s = self.th("seed", f + u16(len(contributions)) + b"".join(
            u16(j) + lp(e) for j, e in enumerate(contributions)))
        for _ in range(delay):
            s = self.h(s)
        return s


def object_leaf(h, w, c): return b"O" + u16(h) + u32(w) + c
def inspector_leaf(pub, c): return b"I" + lp(jcs(pub)) + c
def pair_leaf(c_obj, c_insp): return b"X" + c_obj + c_insp
def selection_leaf(h, rank, c): return b"S" + u16(h) + u32(rank) + c
def assignment_leaf(c, group, k, c_insp): return b"A" + c + u16(group) + u16(k) + c_insp


# ---------------------------------------------------------------- signatures: Ed25519 (RFC 8032), SM2 (GB/T 32918)

P25519 = 2 ** 255 - 19
L25519 = 2 ** 252 + 27742317777372353535851937790883648493
D25519 = -121665 * pow(121666, -1, P25519) % P25519


def ed_add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P25519
    b = (p[1] + p[0]) * (q[1] + q[0]) % P25519
    c = 2 * p[3] * q[3] * D25519 % P25519
    d = 2 * p[2] * q[2] % P25519
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P25519, g * h % P25519, f * g % P25519, e * h % P25519


def ed_mul(k, p):
    q = (0, 1, 1, 0)
    while k:
        q, p, k = ed_add(q, p) if k & 1 else q, ed_add(p, p), k >> 1
    return q


def ed_point(raw):
    """Point of 32 bytes, or None when they encode none."""
    y, sign = int.from_bytes(raw, "little") & (2 ** 255 - 1), raw[31] >> 7
    if y >= P25519:
        return None
    square = (y * y - 1) * pow(D25519 * y * y + 1, -1, P25519) % P25519
    x = pow(square, (P25519 + 3) // 8, P25519)
    if x * x % P25519 != square:
        x = x * pow(2, (P25519 - 1) // 4, P25519) % P25519
    if x * x % P25519 != square or (x == 0 and sign):
        return None
    x = P25519 - x if x & 1 != sign else x
    return x, y, 1, x * y % P25519


ED_BASE = ed_point((4 * pow(5, -1, P25519) % P25519).to_bytes(32, "little"))


def ed25519_verify(key, message, sig):
    """RFC 8032, 5.1.7, with the cofactorless equation."""
    if len(key) != 32 or len(sig) != 64:
        return False
    a, r, s = ed_point(key), ed_point(sig[:32]), int.from_bytes(sig[32:], "little")
    if a is None or r is None or s >= L25519:
        return False
    k = int.from_bytes(hashlib.sha512(sig[:32] + key + message).digest(), "little") % L25519
    p, q = ed_mul(s, ED_BASE), ed_add(r, ed_mul(k, a))
    return (p[0] * q[2] - q[0] * p[2]) % P25519 == 0 and (p[1] * q[2] - q[1] * p[2]) % P25519 == 0


SM2_P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
SM2_A = SM2_P - 3
SM2_B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
SM2_N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
SM2_G = (0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
         0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0)


def sm2_add(p, q):
    if p is None or q is None:
        return q if p is None else p
    if p[0] == q[0] and (p[1] + q[1]) % SM2_P == 0:
        return None
    slope = ((3 * p[0] * p[0] + SM2_A) * pow(2 * p[1], -1, SM2_P) if p == q
             else (q[1] - p[1]) * pow(q[0] - p[0], -1, SM2_P))
    x = (slope * slope - p[0] - q[0]) % SM2_P
    return x, (slope * (p[0] - x) - p[1]) % SM2_P


def sm2_mul(k, p):
    q = None
    while k:
        q, p, k = sm2_add(q, p) if k & 1 else q, sm2_add(p, p), k >> 1
    return q


def sm2_verify(key, ident, message, sig):
    """GB/T 32918.2 with SM3; key = 04 ‖ x ‖ y, sig = r ‖ s, explicit signer ID."""
    if len(key) != 65 or key[0] != 4 or len(sig) != 64:
        return False
    point, r, s = (integer(key[1:33]), integer(key[33:])), integer(sig[:32]), integer(sig[32:])
    on_curve = (point[1] ** 2 - point[0] ** 3 - SM2_A * point[0] - SM2_B) % SM2_P == 0
    if max(point) >= SM2_P or not on_curve or not (0 < r < SM2_N and 0 < s < SM2_N) or (r + s) % SM2_N == 0:
        return False
    numbers = b"".join(n.to_bytes(32, "big") for n in (SM2_A, SM2_B, *SM2_G))
    z = sm3(u16(8 * len(ident)) + ident + numbers + key[1:])
    found = sm2_add(sm2_mul(s, SM2_G), sm2_mul((r + s) % SM2_N, point))
    return found is not None and (integer(sm3(z + message)) + found[0]) % SM2_N == r


# ---------------------------------------------------------------- 7 select

def quotas(suite, strata, counts, k_rnd):
    """Quota of every stratum (7.2), integers only."""
    targets, out = [], []
    for st, n in zip(strata, counts):
        excluded = sum(m for x, m in zip(strata, counts) if x["rule"] == "none" and x.get("of") == st["code"])
        targets.append(n + (excluded if st.get("base", "eligible") == "all" else 0))
    cascade = [h for h, st in enumerate(strata) if st["rule"] == "draw" and st.get("round", "ceil") == "cascade"]
    big = math.lcm(*(strata[h]["rate"][1] for h in cascade))
    coin, total = integer(suite.kh(k_rnd, "cascade")) % big, 0
    for h, (st, n, base) in enumerate(zip(strata, counts, targets)):
        if st["rule"] != "draw":
            out.append(n if st["rule"] == "all" else 0)
            continue
        (a, b), way = st["rate"], st.get("round", "ceil")
        if way == "cascade":
            before, total = total, total + base * a * (big // b)
            k = (total + coin) // big - (before + coin) // big
        else:
            k = {"ceil": (base * a + b - 1) // b, "half": (2 * base * a + b) // (2 * b), "floor": base * a // b}[way]
        k = max(k, st.get("min", 0))
        k = k if st.get("max") is None else min(k, st["max"])
        out.append(min(k, n))
    return out


def rank(suite, stratum, h, members, k, keys):
    """Members [(w, c)] of one stratum in rank order as [(ticket, c)] (7.3)."""
    k_sel, k_rnd = keys
    base = sorted((suite.kh(k_sel, "ticket", c), c, w) for w, c in members)
    method = stratum.get("method", "equal") if stratum["rule"] == "draw" else "equal"
    if method == "equal":
        return [(t, c) for t, c, _ in base]
    certain, rest, left = [], base, k
    while left > 0:
        total = sum(w for _, _, w in rest)
        sure = [x for x in rest if left * x[2] >= total]
        if not sure:
            break
        certain, rest, left = certain + sure, [x for x in rest if left * x[2] < total], left - len(sure)
    certain.sort()
    if method == "seqpoisson":
        rest = sorted(rest, key=lambda x: ((integer(x[0]) << 32) // x[2], x[0], x[1]))
    elif rest:
        total = sum(w for _, _, w in rest)
        start, at, taken, others = integer(suite.kh(k_rnd, "pps", u16(h))) % total, 0, [], []
        for x in rest:
            hit = (at + left * x[2] - 1 - start) // total > (at - 1 - start) // total
            at += left * x[2]
            (taken if hit else others).append(x)
        rest = taken + others
    return [(t, c) for t, c, _ in certain + rest]


# ---------------------------------------------------------------- 8 and Annex A: assign

Seat = namedtuple("Seat", "task c group k kind")       # kind = (dept, skills, area or "*")


class Assignment:
    """State of the assignment: who holds which seat, and the searches of Annex A."""

    def __init__(self, suite, key, inspectors, tasks, pairs):
        """inspectors [(c, pub)] in order of c; tasks [(c, area, groups)]; pairs set of (c_task, c_insp)."""
        self.suite, self.key, self.people = suite, key, inspectors
        self.cap = [pub["cap"] for _, pub in inspectors]
        self.level, self.count = [pub["load"] for _, pub in inspectors], [0] * len(inspectors)
        self.prio = [self.priority(i) for i in range(len(inspectors))]
        self.rho = sorted(range(len(inspectors)),
                          key=lambda i: (suite.kh(key, "perm", inspectors[i][0])[:8], inspectors[i][0]))
        self.seats, self.team, self.size, self.avoid = [], [], [], []
        index = {c: i for i, (c, _) in enumerate(inspectors)}
        banned = {}
        for c_task, c_insp in pairs:
            banned.setdefault(c_task, set()).add(index.get(c_insp))
        for t, (c, area, groups) in enumerate(sorted(tasks, key=lambda x: (suite.kh(key, "task", x[0]), x[0]))):
            self.avoid.append(set(banned.get(c, ())))
            self.team.append([])
            for g, group in enumerate(groups):
                for k in range(group["n"]):
                    self.team[t].append(len(self.seats))
                    kind = (group["dept"], tuple(group["skills"]), "*" if group["anyArea"] else area)
                    self.seats.append(Seat(t, c, g, k, kind))
                    self.size.append(group["n"])
        self.able = {kind: [i for i in self.rho if self.fits(i, kind)] for kind in {s.kind for s in self.seats}}
        self.able_set = {kind: set(found) for kind, found in self.able.items()}
        self.holder, self.present = [None] * len(self.seats), [set() for _ in self.team]
        self.held = [set() for _ in inspectors]

    def fits(self, i, kind):
        pub = self.people[i][1]
        return (pub["dept"] == kind[0] and set(kind[1]) <= set(pub["skills"]) and pub["cap"] > 0
                and (kind[2] == "*" or "*" in pub["areas"] or kind[2] in pub["areas"]))

    def priority(self, i):
        c = self.people[i][0]
        return self.level[i], self.suite.kh(self.key, "insp", c + u32(self.level[i]))[:8], c

    def eligible(self, s, i):
        return i in self.able_set[self.seats[s].kind] and i not in self.avoid[self.seats[s].task]

    def inside(self, s, i):
        return i in self.present[self.seats[s].task]

    def free(self, i):
        return self.count[i] < self.cap[i]

    def put(self, s, i, step=1):
        """Give seat s to i (step 1) or take it away (step -1)."""
        self.holder[s] = i if step > 0 else None
        (self.held[i].add if step > 0 else self.held[i].remove)(s)
        (self.present[self.seats[s].task].add if step > 0 else self.present[self.seats[s].task].remove)(i)
        self.count[i] += step
        self.level[i] += step
        self.prio[i] = None

    def drop(self, s):
        self.put(s, self.holder[s], -1)

    def candidates(self, s):
        return [i for i in self.able[self.seats[s].kind]
                if self.free(i) and i not in self.avoid[self.seats[s].task] and not self.inside(s, i)]

    def search(self, start, first, goal, closed=(frozenset(), frozenset())):
        """Breadth-first search; shifts along the path and returns None, or returns the reached (seats, people)."""
        parent, seen = dict.fromkeys(start), set() if first is None else {first}
        queue, waiting = deque(start), {}

        def reach(z, s):
            if z not in parent and z not in closed[0]:
                parent[z] = s
                queue.append(z)
        while queue:
            s = queue.popleft()
            task, kind = self.seats[s].task, self.seats[s].kind
            for z in self.team[task]:
                other = self.holder[z]
                if z != s and other is not None and other != self.holder[s] and self.eligible(s, other):
                    reach(z, s)
            kept = []
            for i in waiting.get(kind, self.able[kind]):
                if i in seen or i in closed[1]:
                    continue
                if i in self.avoid[task] or i in self.present[task]:
                    kept.append(i)
                    continue
                seen.add(i)
                if goal(i):
                    self.shift(s, i, parent)
                    return None
                for z in sorted(self.held[i]):
                    reach(z, s)
            waiting[kind] = kept
        return set(parent), seen

    def shift(self, s, i, parent):
        while True:
            before = self.holder[s]
            if before is not None:
                self.drop(s)
            self.put(s, i)
            if parent[s] is None:
                return
            i, s = before, parent[s]

    def deal_and_complete(self):
        """Steps A and B; returns {open seat: (seats, people)} of the failed searches."""
        waiting, failed = [], {}
        for s in range(len(self.seats)):
            choice = self.candidates(s)
            for i in choice:
                self.prio[i] = self.prio[i] or self.priority(i)
            if choice:
                self.put(s, min(choice, key=lambda i: self.prio[i]))
            else:
                waiting.append(s)
        for s in waiting:
            reached = self.search([s], None, self.free)
            if reached:
                failed[s] = reached
        return failed

    def balance(self):
        """Step C; the sets of failed searches are closed for all later ones (8.3, Theorem 9)."""
        dead = (set(), set())
        v = max(self.level, default=0)
        while v > 1:
            for i in self.rho:
                if self.level[i] == v and self.count[i] > 0 and i not in dead[1]:
                    reached = self.search(sorted(self.held[i]), i, lambda j: self.level[j] <= v - 2 and self.free(j),
                                          dead)
                    if reached:
                        dead[0].update(reached[0])
                        dead[1].update(reached[1])
            v = max((x for x in self.level if x < v), default=0)       # empty levels need no pass

    def mix(self, rounds):
        """Step D: lazy symmetric walk."""
        n, people, by_kind = len(self.seats), len(self.people), {}
        for s, seat in enumerate(self.seats):
            by_kind.setdefault(seat.kind, []).append(s)
        for r in range(rounds * n):
            if r % 2 == 0:
                digest = self.suite.kh(self.key, "mix", u32(r // 2))
            o = 16 * (r % 2)
            p, w = integer(digest[o:o + 8]) % n, integer(digest[o + 8:o + 16])
            i = self.holder[p]
            if r % 3 == 2:
                j = w % people
                if (j != i and self.level[j] == self.level[i] - 1 and self.free(j) and self.eligible(p, j)
                        and not self.inside(p, j)):
                    self.drop(p)
                    self.put(p, j)
                continue
            group = by_kind[self.seats[p].kind]
            z = w % n if r % 3 == 0 else group[w % len(group)]
            j = self.holder[z]
            if (z != p and j != i and self.seats[z].task != self.seats[p].task and self.eligible(z, i)
                    and not self.inside(z, i) and self.eligible(p, j) and not self.inside(p, j)):
                self.drop(p)
                self.drop(z)
                self.put(p, j)
                self.put(z, i)

    def run(self, mix):
        """Steps A to D; returns the failed searches (empty when complete)."""
        failed = self.deal_and_complete()
        if not failed:
            self.balance()
            self.mix(mix)
        return failed

    def substitute(self, s):
        """10.4: replace the recused holder of seat s; returns the substitute, or None when there is none."""
        task, out = self.seats[s].task, self.holder[s]
        self.drop(s)
        self.avoid[task].add(out)
        self.fill(s)
        return self.holder[s]

    def fill(self, s):
        """10.4 for a vacant seat: smallest (level, key) among the free, else one augmenting search."""
        found = self.candidates(s)
        if found:
            self.put(s, min(found, key=lambda i: (self.level[i], self.suite.kh(
                self.key, "sub", self.people[i][0] + self.seats[s].c)[:8], self.people[i][0])))
        else:
            self.search([s], None, self.free)

    def supply(self, seats, reached):
        """Right side of Theorem 8: the most seats of `seats` that can be filled."""
        total = sum(self.cap[i] for i in reached)
        for i in range(len(self.people)):
            if i not in reached:
                total += len({self.seats[s].task for s in seats if self.eligible(s, i)})
        return total

    def choices(self):
        """Choice set of every seat (8.3): eligible - n + 1."""
        return [sum(i not in self.avoid[s.task] for i in self.able[s.kind]) - n + 1
                for s, n in zip(self.seats, self.size)]

    def leaves(self):
        return sorted(assignment_leaf(s.c, s.group, s.k, self.people[i][0]) for s, i in zip(self.seats, self.holder))
