"""Steps 1 to 8 of the independent verifier: document, freeze, log, seed, selection of one rdraw/1 bundle.

Written from the text of the protocol alone and never from the TypeScript.  Each `check_…` takes the Bundle and
returns what it found, or raises Wrong (FAIL), Hidden (NOT DISCLOSED) or Unchecked (NOT CHECKED) with the reason.
"""
import calendar
import hashlib
import os
import re
import time

from verifier_beacon import CHAIN, GENESIS, PERIOD, beacon_verify
from verifier_draw import (
    Hidden, Suite, Unchecked, Wrong, ed25519_verify, integer, jcs, need, parse, quotas, rank, same, selection_leaf,
    short, text_bytes, unbase64, unhex)

TOP = {"format", "certificate", "frame", "inspectors", "conflicts", "selected", "reserves", "assignment", "openings",
       "amendments", "log"}
EVENTS = {"frozen", "committed", "number-read", "revealed", "beacon-recorded", "seeded", "completed", "infeasible",
          "voided", "replaced", "recused", "opened", "closed", "note"}
TERMINAL = ("completed", "infeasible", "voided")


def instant(text):
    """Seconds since 1970 of `YYYY-MM-DDThh:mm:ssZ`."""
    form = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"
    need(isinstance(text, str) and re.fullmatch(form, text), f"not a UTC time: {short(text)}")
    try:
        return calendar.timegm(time.strptime(text, "%Y-%m-%dT%H:%M:%SZ"))
    except ValueError:
        raise Wrong(f"no such time: {text}") from None


def whole(value, low, high, name):
    """Fail unless `value` is an integer (not a boolean) within the bounds."""
    need(type(value) is int and low <= value <= high, f"{name} must be an integer from {low} to {high}: {short(value)}")


def codes(value, name):
    """Fail unless `value` is an ascending list of distinct texts (5.2)."""
    need(isinstance(value, list) and all(isinstance(x, str) for x in value), f"{name} must be a list of texts")
    raw = [text_bytes(x) for x in value]
    need(all(a < b for a, b in zip(raw, raw[1:])), f"{name} must ascend without repetition")


class Bundle:
    """One bundle under verification; a value that an earlier step failed to produce makes later steps NOT CHECKED."""

    def __init__(self, raw, folder=".", trust=None, demo=False):
        """`raw` bytes of the file; `trust` list of key hex or None; `demo` allows the document of Annex B."""
        self.raw, self.folder, self.trust, self.demo = raw, folder, trust, demo

    def __getattr__(self, name):
        raise Unchecked(f"needs an earlier step that did not pass ({name})")

    def withheld(self, name):
        """The member `name`; Hidden when it is null or absent in sealed mode."""
        value = self.doc.get(name)
        if value is None:
            self.withhold(name)
        need(isinstance(value, list), f"{name} must be a list")
        return value

    def withhold(self, name):
        """Hidden in sealed mode; in open mode everything is due at once, except where nothing was assigned."""
        need(self.params.get("disclosure", {}).get("mode") != "open" or self.result == "infeasible",
             f"disclosure is open but {name} is missing")
        raise Hidden(f"{name} is not in the bundle")


# ---------------------------------------------------------------- 1 document, 2 parameters and F, 3 frame

def check_document(b):
    doc = parse(b.raw)
    again = jcs(doc)
    if again != b.raw:
        at = next((i for i, (x, y) in enumerate(zip(again, b.raw)) if x != y), min(len(again), len(b.raw)))
        raise Wrong(f"bytes differ from their canonical encoding at offset {at}")
    need(isinstance(doc, dict) and doc.get("format") == "rdraw/1 bundle", "format is not rdraw/1 bundle")
    unknown = sorted(set(doc) - TOP)
    need(not unknown, f"unknown members: {', '.join(unknown)}")
    for name in ("certificate", "frame", "selected", "log"):
        need(doc.get(name) is not None, f"{name} is missing")
    body = doc["certificate"]["body"]
    same("v", "rdraw/1", body["v"])
    same("kind", "certificate", body["kind"])
    missing = sorted({"files", "software", "issuedAt", "disclosure"} - set(body))
    need(not missing, f"certificate lacks {', '.join(missing)}")
    instant(body["issuedAt"])
    b.doc, b.body, b.params = doc, body, body["params"]
    b.result = "infeasible" if (body.get("assign") or {}).get("infeasible") else "completed"
    return f"{len(b.raw)} bytes"


def check_strata(strata):
    need(isinstance(strata, list) and strata, "strata missing")
    for st in strata:
        need(isinstance(st["code"], str) and isinstance(st["name"], str), "stratum without code or name")
        need(st["rule"] in ("draw", "all", "none"), f"unknown rule {short(st['rule'])}")
        if st["rule"] == "none":
            need(isinstance(st.get("reason"), str) and st["reason"], f"stratum {st['code']} excludes without reason")
        if st["rule"] != "draw":
            continue
        a, d = st["rate"]
        whole(d, 1, 1_000_000, "rate denominator")
        whole(a, 0, d, "rate numerator")
        need(st.get("round", "ceil") in ("ceil", "half", "floor", "cascade"), "unknown rounding")
        need(st.get("base", "eligible") in ("eligible", "all"), "unknown base")
        need(st.get("method", "equal") in ("equal", "seqpoisson", "pps"), "unknown method")
        whole(st.get("min", 0), 0, 2 ** 53, "min")
        if st.get("max") is not None:
            whole(st["max"], 0, 2 ** 53, "max")
    need(len({st["code"] for st in strata}) == len(strata), "stratum codes repeat")


def check_parameters(b):
    p = b.params
    same("params.v", "rdraw/1", p["v"])
    b.suite, b.kind = Suite(p["suite"]), p.get("kind", "joint")
    need(b.kind in ("joint", "select", "assign"), f"unknown kind {short(b.kind)}")
    for name in ("org", "item"):
        need(isinstance(p[name], str) and p[name], f"{name} missing")
    whole(p["no"], 1, 2 ** 53, "no")
    whole(p["attempt"], 1, 2 ** 53, "attempt")
    need("series" in p and "prev" in p, "series or prev missing")
    check_strata(p["strata"])
    whole(p["seed"].get("delay", 0), 0, 10 ** 9, "delay")
    need(p["seed"]["onMissing"] in ("skip", "void"), "unknown onMissing")
    need(isinstance(p["seed"]["sources"], list) and p["seed"]["sources"], "no seed sources")
    if b.demo and "time" not in p:
        return "without time, witness and disclosure: allowed for the demo session only"
    for name in ("time", "witness", "disclosure"):
        need(isinstance(p.get(name), dict), f"a production document must hold {name} (5.4)")
    need(p["disclosure"]["mode"] in ("sealed", "open"), "unknown disclosure mode")
    same("disclosure", p["disclosure"], b.body["disclosure"])
    frozen, after, deadline = (instant(p["time"][k]) for k in ("frozen", "seedAfter", "deadline"))
    b.frozen, b.seed_after, b.deadline = frozen, after, deadline
    need(frozen <= after <= deadline, "times are not in order frozen, seedAfter, deadline")
    return f"{p['org']} {p['series']} no {p['no']} attempt {p['attempt']}, suite {b.suite.name}, kind {b.kind}"


def check_freeze_id(b):
    b.f = b.suite.th("freeze", jcs(b.params))
    same("freezeId", b.f.hex(), b.body["freezeId"])
    return b.f.hex()


def read_frame(b):
    frame, want = b.doc["frame"], b.params["frame"]
    if isinstance(frame, str):
        return unbase64(frame)
    need(set(frame) == {"file", "hash"} and want["count"] > 200_000, "frame may be a file only above 200 000 objects")
    need(os.path.basename(frame["file"]) == frame["file"] not in ("", ".", ".."), "frame file must be a plain name")
    with open(os.path.join(b.folder, frame["file"]), "rb") as f:
        raw = f.read()
    same("hash of frame file", b.suite.h(raw).hex(), frame["hash"])
    return raw


def check_frame(b):
    if b.kind == "assign":
        raise Unchecked("an assign session draws on the frame of an earlier certificate")
    want, strata = b.params["frame"], b.params["strata"]
    raw = read_frame(b)
    need(len(raw) == 39 * want["count"], f"{len(raw)} bytes for {want['count']} leaves of 39")
    leaves = [raw[i:i + 39] for i in range(0, len(raw), 39)]
    need(all(x < y for x, y in zip(leaves, leaves[1:])), "leaves do not ascend strictly")
    need(len({x[7:] for x in leaves}) == len(leaves), "an object commitment occurs twice")
    members = [[] for _ in strata]
    for x in leaves:
        h, w = integer(x[1:3]), integer(x[3:7])
        need(x[:1] == b"O" and h < len(strata) and w >= 1, "a leaf has a wrong tag, stratum or weight")
        equal = strata[h]["rule"] == "draw" and strata[h].get("method", "equal") == "equal"
        need(w == 1 or not equal, "weight other than 1 under method equal")
        members[h].append((w, x[7:]))
    unhex(want["blind"], 32)
    same("frame root", b.suite.root(leaves).hex(), want["root"])
    b.frame, b.members = raw, members
    return f"{len(leaves)} objects, root {want['root']}"


# ---------------------------------------------------------------- 4 log

def read_note(text):
    """Checkpoint text -> (origin, size, root, extension lines, note body, [(name, key hash, signature)])."""
    need(isinstance(text, str) and "\n\n" in text and text.endswith("\n"), "checkpoint is not a signed note")
    note, tail = text.split("\n\n", 1)
    lines, signatures = note.split("\n"), []
    need(len(lines) >= 3 and re.fullmatch(r"0|[1-9][0-9]*", lines[1]), "checkpoint lines are malformed")
    for line in tail[:-1].split("\n"):
        found = re.fullmatch(r"— (\S+) (\S+)", line)
        need(found and "+" not in found[1], "note signature line is malformed")
        raw = unbase64(found[2])
        need(len(raw) > 4, "note signature is too short")
        signatures.append((found[1], raw[:4], raw[4:]))
    root = unbase64(lines[2])
    need(len(root) == 32, "checkpoint root is not 32 bytes")
    return lines[0], int(lines[1]), root, lines[3:], (note + "\n").encode(), signatures


def check_log(b):
    log, mine = b.doc["log"], b.body["log"]
    note = read_note(log["checkpoint"])
    origin, size, root, extra = note[:4]
    same("log origin", origin, mine["origin"])
    tree, entries, last = Suite("SHA256"), [], -1
    for x in log["events"]:
        event, entry = x["event"], jcs(x["event"])
        whole(x["index"], last + 1, size - 1, "event index")
        last = x["index"]
        need(len(entry) <= 65535, f"event {last} is larger than 65 535 bytes")
        found = tree.path_root(entry, last, size, [unhex(h, 32) for h in x["proof"]])
        need(found == root, f"event {last}: inclusion proof does not lead to the checkpoint")
        need(event["type"] in EVENTS, f"event {last}: unknown type {short(event['type'])}")
        for name in ("org", "series", "no", "attempt"):
            same(f"event {last}: {name}", b.params[name], event[name])
        same(f"event {last}: freezeId", b.body["freezeId"], event["freezeId"])
        instant(event["at"])
        entries.append((last, event, entry))
    frozen = [i for i, e, _ in entries if e["type"] == "frozen"]
    same("index of the frozen event", frozen, [mine["index"]])
    check_tlog_proof(tree, mine["proof"], mine, next(e for i, _, e in entries if i == frozen[0]))
    for line in extra:
        if line.startswith("sm3 ") and len(entries) == size:
            same("SM3 tree root", Suite("SM3").root([e for _, _, e in entries]), unbase64(line[4:]))
    b.note, b.events = note, [(i, e) for i, e, _ in entries]
    return f"{origin}: {len(entries)} of {size} entries proved under root {root.hex()}"


def check_tlog_proof(tree, text, mine, entry):
    """The C2SP tlog-proof of the frozen entry inside the certificate."""
    head, _, checkpoint = text.partition("\n\n")
    lines = [x for x in head.split("\n") if not x.startswith("extra ")]
    same("proof header", "c2sp.org/tlog-proof@v1", lines[0])
    same("proof index", f"index {mine['index']}", lines[1])
    origin, size, root = read_note(checkpoint)[:3]
    same("proof origin", mine["origin"], origin)
    need(tree.path_root(entry, mine["index"], size, [unbase64(x) for x in lines[2:]]) == root,
         "tlog-proof of the frozen entry does not lead to its checkpoint")


def known_keys(b):
    """Ed25519 public keys named by the certificate, the events and the trust list."""
    found = [s["key"] for s in b.doc["certificate"]["signatures"] if s.get("alg") == "ed25519"] + list(b.trust or [])
    keys = {bytes.fromhex(k) for k in found if re.fullmatch(r"[0-9a-f]{64}", k)}
    for _, event in b.events:
        vkey = str(event.get("by", "")).split("+", 2)
        if len(vkey) == 3:
            raw = unbase64(vkey[2])
            if len(raw) == 33 and raw[0] == 1:
                keys.add(raw[1:])
    return keys


def check_log_key(b):
    """The log's own signature stands under its head, by a key that the draw or the trust list names."""
    keys, origin, reasons = known_keys(b), b.note[0], []
    for name, key_hash, sig in b.note[5]:
        for key in keys:
            if hashlib.sha256(name.encode() + b"\n\x01" + key).digest()[:4] == key_hash:
                need(ed25519_verify(key, b.note[4], sig), f"checkpoint signature of {name} is wrong")
                reasons.append((name, key))
    need(any(name == origin for name, _ in reasons),
         f"no signature of {origin} under its checkpoint by a key that the draw names")
    return "signed as " + ", ".join(f"{name} by {key.hex()}" for name, key in reasons)


def check_witnesses(b):
    policy = b.params["witness"]["policy"]
    raise Unchecked("no witnesses were agreed" if policy == "none" else f"policy {short(policy)} is not evaluated here")


def check_freeze_time(b):
    return f"self-declared: {b.params['time']['frozen']} ({b.frozen})"


# ---------------------------------------------------------------- 5, 6 seed

def matches(pattern, text):
    """Frozen pattern: literals, [0-9], {n} and | only; the whole text must match."""
    out = ""
    while pattern:
        found = re.match(r"(\[0-9\]|[^\[\]{}|\\])(?:\{([0-9]{1,4})\})?|\|", pattern)
        need(found, f"pattern is outside the allowed grammar at {short(pattern)}")
        atom, times = found[1], found[2]
        one = atom if atom in (None, "[0-9]") else re.escape(atom)
        out += "|" if one is None else one + (f"{{{times}}}" if times else "")
        pattern = pattern[found.end():]
    return re.fullmatch(out, text) is not None


def contribution(b, j, source, x):
    """Bytes E_j of one contribution after the checks of 6.1."""
    same(f"contribution {j}: j", j, x["j"])
    same(f"contribution {j}: kind", source["kind"], x["kind"])
    kind = source["kind"]
    same(f"contribution {j}: role", source.get("role"), x.get("role", source.get("role")))
    if kind == "party":
        if x.get("reveal") is None:
            need(b.params["seed"]["onMissing"] == "skip", f"party {j} did not reveal and onMissing is void")
            need(any(s["kind"] == "drand" and beacon_time(s["round"]) > b.seed_after
                     for s in b.params["seed"]["sources"]), "skip needs a drand round after the reveal deadline")
            return b""
        nonce = unhex(x["reveal"], 32)
        same(f"commitment of party {j}", b.suite.party(b.f, j, nonce).hex(), x["commit"])
        return nonce
    if kind == "drand":
        same(f"contribution {j}: round", source["round"], x["round"])
        return unhex(x["signature"], 48)
    need(kind in ("digits", "lottery", "market"), f"unknown source kind {short(kind)}")
    pattern = f"[0-9]{{{source['length']}}}" if kind == "digits" else source["pattern"]
    need(isinstance(x["text"], str) and x["text"].isascii() and matches(pattern, x["text"]),
         f"contribution {j}: {short(x['text'])} does not match the frozen pattern")
    return x["text"].encode("ascii")


def check_contributions(b):
    sources, given = b.params["seed"]["sources"], b.body["seed"]["contribs"]
    same("number of contributions", len(sources), len(given))
    b.parts = [contribution(b, j, s, x) for j, (s, x) in enumerate(zip(sources, given))]
    return ", ".join(s["kind"] for s in sources) + "; parties' own signatures are not checked"


def beacon_time(number):
    whole(number, 1, 2 ** 53, "round")
    return GENESIS + (number - 1) * PERIOD


def beacons(b):
    return [(j, s) for j, s in enumerate(b.params["seed"]["sources"]) if s["kind"] == "drand"]


def check_beacon_time(b):
    for _, s in beacons(b):
        same("drand chain", CHAIN, s["chain"])
        late = beacon_time(s["round"]) - b.frozen
        need(late >= 600, f"round {s['round']} comes {late} s after the freeze, 600 are due")
        for i, event in b.events:
            if event["type"] in ("committed", "number-read", "revealed"):
                need(instant(event["at"]) < beacon_time(s["round"]),
                     f"event {i} ({event['type']}) is dated when round {s['round']} could already be known")
    return f"{len(beacons(b))} beacon(s), each at least 600 s after the freeze and after every other contribution"


def check_beacon_equation(b):
    if not beacons(b):
        return "no beacon in this draw"
    for j, s in beacons(b):
        if s["chain"] != CHAIN:
            raise Unchecked(f"chain {short(s['chain'])} is not quicknet")
        need(beacon_verify(s["round"], b.parts[j]), f"this is not the signature of round {s['round']}")
    return ", ".join(f"round {s['round']} of quicknet" for _, s in beacons(b))


def carries(value, wanted):
    """Whether `wanted` occurs as a value anywhere inside an event."""
    if isinstance(value, dict):
        value = list(value.values())
    return any(carries(v, wanted) for v in value) if isinstance(value, list) else value == wanted


def check_phases(b):
    """Phase order 6.2 from log indices, and that the log holds what the certificate says."""
    by_index = dict(b.events)
    phase = {"frozen": 0, "committed": 1, "number-read": 2, "revealed": 3, "beacon-recorded": 4, "seeded": 5,
             "completed": 6, "infeasible": 6, "replaced": 7, "recused": 7, "opened": 7, "closed": 7, "voided": 8}
    order = [(phase[e["type"]], i, e["type"]) for i, e in b.events if e["type"] in phase]
    for (p, _, _), (q, i, name) in zip(order, order[1:]):
        need(p <= q, f"event {i} ({name}) comes too late in the order of phases")
    want = {"party": (("committedAt", "committed", "commit"), ("revealedAt", "revealed", "reveal")),
            "digits": (("at", "number-read", "text"),), "lottery": (("at", "number-read", "text"),),
            "market": (("at", "number-read", "text"),), "drand": (("at", "beacon-recorded", "signature"),)}
    for x in b.body["seed"]["contribs"]:
        for member, kind, value in want[x["kind"]]:
            if value == "reveal" and x.get("reveal") is None:
                continue
            index = x.get(member)
            if x["kind"] == "drand" and index is None:
                index = next((i for i, e in b.events if e["type"] == kind and carries(e, x["signature"])), None)
            event = by_index.get(index, {})
            need(event.get("type") == kind and event.get("j", x["j"]) == x["j"] and carries(event, x[value]),
                 f"contribution {x['j']}: entry {index} is no {kind} event with its {value}")
    ends = [e for _, e in b.events if e["type"] in TERMINAL]
    # A finished draw may be voided afterwards (10.3): once; its phase, the last, keeps anything from following.
    b.void = ends[1]["at"] if [e["type"] for e in ends] == [b.result, "voided"] else None
    same("terminal events", [b.result] + ["voided"] * (b.void is not None), [e["type"] for e in ends])
    need(instant(ends[0]["at"]) <= b.deadline, "the draw ended after its deadline")
    if "certificate" in ends[0]:
        same("certificate hash in the log", b.suite.h(jcs(b.body)).hex(), ends[0]["certificate"])
    return " → ".join(e["type"] for _, e in b.events) if len(b.events) < 8 else f"{len(b.events)} events in order"


def check_entropy(b):
    """Bits of 6.5 as a whole number, rounded down; what the operator's own device made (`made`) counts 0."""
    said, outcomes, fixed = b.body["seed"]["bits"], 1, 0
    for s, x, part in zip(b.params["seed"]["sources"], b.body["seed"]["contribs"], b.parts):
        if x.get("made") is not None or part == b"":
            continue
        outcomes *= {"digits": 10 ** s.get("length", 0), "lottery": s.get("outcomes", 1)}.get(s["kind"], 1)
        fixed += {"drand": 128, "party": 256}.get(s["kind"], 0)
    same("bits", fixed + outcomes.bit_length() - 1, said)
    need(said >= 64, f"{said} bits: below 64 is refused")
    note = " (reproduced from a seed file)" if b.body["seed"].get("reproduced") or b.body.get("reproduced") else ""
    return f"{said} bits{': below 128, weak' if said < 128 else ''}{note}; where a nonce was made is declared, not provable"


def check_seed(b):
    s = b.suite.seed(b.f, b.parts, b.params["seed"].get("delay", 0))
    same("seed", s.hex(), b.body["seed"]["value"])
    for _, event in b.events:
        if event["type"] == "seeded" and "seed" in event:
            same("seed in the log", s.hex(), event["seed"])
    b.keys = (b.suite.kh(s, "select"), b.suite.kh(s, "round"))
    b.k_asg = b.suite.kh(s, "assign")
    return s.hex()


# ---------------------------------------------------------------- 7, 8 select

def check_quotas(b):
    counts = [len(m) for m in b.members]
    b.quotas = quotas(b.suite, b.params["strata"], counts, b.keys[1])
    same("counts", counts, b.body["select"]["counts"])
    same("quotas", b.quotas, b.body["select"]["quotas"])
    return f"{sum(b.quotas)} of {sum(counts)}: {short(b.quotas)}"


def check_selection(b):
    given = b.doc["selected"]
    for x in given:
        need({"stratum", "rank", "c"} <= set(x) <= {"stratum", "rank", "c", "area"}, "selected: members of an entry")
    if b.kind == "assign":
        drawn = [(x["stratum"], x["rank"], unhex(x["c"], 32)) for x in given]
        root = b.params["frame"]["selRoot"]
    else:
        b.ranks = [rank(b.suite, st, h, m, k, b.keys)
                   for h, (st, m, k) in enumerate(zip(b.params["strata"], b.members, b.quotas))]
        drawn = [(h, i + 1, c) for h, k in enumerate(b.quotas) for i, (_, c) in enumerate(b.ranks[h][:k])]
        same("size", len(drawn), b.body["select"]["size"])
        root = b.body["select"]["root"]
        for mine, x in zip(drawn, given):
            same(f"drawn in stratum {mine[0]} at rank {mine[1]}", [*mine[:2], mine[2].hex()],
                 [x["stratum"], x["rank"], x["c"]])
        same("number of selected", len(drawn), len(given))
    same("selRoot", b.suite.root(sorted(selection_leaf(*d) for d in drawn)).hex(), root)
    b.drawn = drawn
    return f"{len(drawn)} drawn, root {root}"


def check_thresholds(b):
    want = [b.ranks[h][k - 1][0].hex() if k and st["rule"] == "draw" and st.get("method", "equal") == "equal" else None
            for h, (st, k) in enumerate(zip(b.params["strata"], b.quotas))]
    for h, (mine, theirs) in enumerate(zip(want, b.body["select"]["threshold"])):
        same(f"threshold of stratum {h}", mine, theirs)
    same("number of thresholds", len(want), len(b.body["select"]["threshold"]))
    return f"{sum(x is not None for x in want)} thresholds"


def check_reserves(b):
    given = b.doc.get("reserves")
    if given is None:
        raise Hidden("reserves are not in the bundle (they can be recomputed from the frame)")
    following = {h: iter(enumerate((c for _, c in b.ranks[h][k:]), k + 1)) for h, k in enumerate(b.quotas)
                 if b.params["strata"][h]["rule"] == "draw"}
    last = -1
    for x in given:
        h = x["stratum"]
        need(h in following and h >= last, f"reserves: stratum {short(h)} out of order or without reserves")
        number, c = next(following[h], (None, b""))
        same(f"reserve of stratum {h}", [number, c.hex()], [x["rank"], x["c"]])
        last = h
    total = sum(len(b.ranks[h]) - b.quotas[h] for h in following)
    if "reserves" in b.body["select"]:
        lengths = [sum(x["stratum"] == h for x in given) for h in range(len(b.quotas))]
        same("reserve counts", lengths, b.body["select"]["reserves"])
    return f"{len(given)} of {total} reserves, in rank order"
