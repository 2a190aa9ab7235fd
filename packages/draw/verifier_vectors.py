"""Known-answer vectors of rdraw/1 against the independent verifier: `python3 verifier.py --vectors DIR`.

Reads the numbered JSON files and the bundles of the folder (data only) and counts every case that holds or differs.
What only concerns screens (previews of quotas) is not compared.
"""
import base64
import glob
import json
import os

import verifier
import verifier_evidence as evidence
from verifier_beacon import CHAIN, GROUP_HASH, PUBLIC_KEY, beacon_verify
from verifier_draw import (
    Assignment, Suite, Wrong, ed25519_verify, inspector_leaf, jcs, object_leaf, pair_leaf, parse, quotas, rank,
    sm2_verify, unbase64, unhex)

# A forgery must fail in one of these steps; the other implementation cuts its steps a little differently.
STEPS = {"document": ("document", "parameters"), "freeze": ("parameters", "freezeId"), "conflicts": ("avoidance",),
         "beacon": ("contributions", "beaconTime", "beaconEquation"), "log": ("log", "phases"),
         "selection": ("selection", "thresholds"), "monitor": ("phases",)}


def primitives(v):
    for x in v["suites"]:
        s, o, i, p, party = Suite(x["suite"]), x["object"], x["inspector"], x["pair"], x["party"]
        for y in x["hashes"]:
            yield "hash", s.h(y["text"].encode()).hex(), y["hash"]
        for y in x["tags"]:
            yield f"tag {y['label']}", s.tag(y["label"]).hex(), y["tag"]
        for y in x["tagged"]:
            yield "tagged", s.th(y["label"], unhex(y["message"])).hex(), y["value"]
        for y in x["keyed"]:
            yield "keyed", s.kh(unhex(y["key"]), y["label"], unhex(y["message"])).hex(), y["value"]
        salt = s.salt(unhex(o["master"]), o["record"]["id"])
        c = s.blind_object(o["record"], salt)
        leaf = object_leaf(o["stratum"], o["weight"], c)
        yield "object", [jcs(o["record"]).hex(), s.record_hash(o["record"]).hex(), salt.hex(), c.hex(), leaf.hex(),
                         s.leaf(leaf).hex(), s.th("blind", unhex(o["master"])).hex()], [
            o[k] for k in ("canonical", "recordHash", "salt", "c", "leaf", "leafHash", "blind")]
        c = s.blind_inspector(i["record"], unhex(i["master"]))
        leaf = inspector_leaf(i["record"]["pub"], c)
        yield "inspector", [c.hex(), leaf.hex(), s.leaf(leaf).hex()], [i["c"], i["leaf"], i["leafHash"]]
        yield "pair", pair_leaf(unhex(p["object"]), unhex(p["inspector"])).hex(), p["leaf"]
        for y in x["seeds"]:
            parts = [e.encode() for e in y["contributions"]]
            yield "seed", s.seed(unhex(y["freezeId"]), parts, y["delay"]).hex(), y["seed"]
        seed = unhex(x["keys"]["seed"])
        yield "keys", [s.kh(seed, k).hex() for k in ("select", "round", "assign")], [
            x["keys"][k] for k in ("select", "round", "assign")]
        yield "party", s.party(unhex(party["freezeId"]), party["j"], unhex(party["nonce"])).hex(), party["commitment"]
    for y in v["canonical"]["accepted"]:
        raw = unhex(y["bytes"])
        yield f"canonical {y['value']!r}", [jcs(y["value"]), parse(raw)], [raw, y["value"]]
    for y in v["canonical"]["refused"]:
        yield f"refused: {y['name']}", accepted(unhex(y["bytes"])), False
    code = base64.b32encode(unhex(v["display"]["freezeId"])).decode().rstrip("=")
    yield "display", " ".join(code[i:i + 4] for i in range(0, 52, 4)), v["display"]["text"]


def accepted(raw):
    try:
        return jcs(parse(raw)) == raw
    except Wrong:
        return False


def consistent(s, first, second, roots, path):
    """Consistency proof of RFC 9162, 2.1.4.2."""
    if first in (0, second):
        return not path and (first == 0 or roots[0] == roots[1])
    path = ([roots[0]] if first & (first - 1) == 0 else []) + path
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = s.h(b"\x01" + c + fr), s.h(b"\x01" + c + sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = s.h(b"\x01" + sr + c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and [fr, sr] == roots


def trees(v):
    for x in v["suites"]:
        s = Suite(x["suite"])
        for y in x["letters"]:
            yield "letters", s.root([e.encode() for e in y["entries"]]).hex(), y["root"]
        for t in x["trees"]:
            datas, n = [bytes([i]) * i for i in range(t["size"])], t["size"]
            yield f"root of {n}", s.root(datas).hex(), t["root"]
            for i, path in enumerate(t["inclusion"]):
                yield f"inclusion {i} of {n}", s.path_root(datas[i], i, n, [unhex(h) for h in path]), s.root(datas)
            for m, path in enumerate(t["consistency"]):
                roots = [s.root(datas[:m]), s.root(datas)]
                yield f"consistency {m} to {n}", consistent(s, m, n, roots, [unhex(h) for h in path]), True


def quota_table(v):
    for x in v["cases"]:
        yield x["name"], quotas(Suite(x["suite"]), x["strata"], x["counts"], unhex(x["roundKey"])), x["quotas"]


class Given:
    """A stub hash: tickets and coin as the vector gives them."""

    def __init__(self, case):
        self.tickets, self.coin = {unhex(m["c"]): unhex(m["ticket"]) for m in case["members"]}, unhex(case["coin"])

    def kh(self, _key, label, message):
        return self.coin if label == "pps" else self.tickets[message]


def selections(v):
    for x in v["cases"]:
        members = [(m["weight"], unhex(m["c"])) for m in x["members"]]
        found = rank(Given(x), {"rule": "draw", "method": x["method"]}, 0, members, x["quota"], (b"", b""))
        yield x["name"], [c.hex() for _, c in found], x["order"]


def assignments(v):
    for x in v["instances"]:
        staff = sorted((unhex(p["c"]), p["pub"]) for p in x["inspectors"])
        tasks = [(unhex(t["c"]), t["area"], t["groups"]) for t in x["tasks"]]
        work = Assignment(Suite(x["suite"]), unhex(x["key"]), staff, tasks,
                          {(unhex(a), unhex(b)) for a, b in x["pairs"]})
        failed, want = work.run(x["mix"]), x["expected"]
        yield f"{x['name']}: feasible", not failed, want["feasible"]
        if failed:
            mine = [[s, sorted(a), sorted(r), work.supply(a, r), len(a)] for s, (a, r) in failed.items()]
            yield x["name"], mine, [[f[k] for k in ("seat", "X", "R", "supply", "demand")] for f in want["failures"]]
            verifier.check_infeasible(work, failed, want["failures"])
        else:
            rows = sorted((s.c.hex(), s.group, s.k, staff[i][0].hex(), size)
                          for s, i, size in zip(work.seats, work.holder, work.choices()))
            yield x["name"], [[*r[:4]] for r in rows], [[r[k] for k in ("c", "group", "k", "inspector")]
                                                       for r in want["seats"]]
            yield f"{x['name']}: root", work.suite.root(work.leaves()).hex(), want["root"]
            yield f"{x['name']}: levels", [work.level, max(work.level)], [want["levels"], want["maxLevel"]]
            sizes = [r[4] for r in rows]
            yield f"{x['name']}: choice", [sizes, min(sizes, default=want["choice"]["min"]), sum(n < 3 for n in sizes)], [
                want["choice"][k] for k in ("perSeat", "min", "below3")]


def beacon(v):
    yield "chain", [CHAIN, PUBLIC_KEY, GROUP_HASH, evidence.beacon_time(657413)], [
        v["chain"], v["publicKey"], v["groupHash"], v["time"]]
    for x in v["cases"]:
        yield x["name"], beacon_verify(x["round"], unhex(x["signature"]), x["key"]), x["valid"]


def certificates(v):
    message = b"rdraw/1 certificate\n" + jcs(v["body"])
    yield "message", message.hex(), v["message"]
    yield "standard SM2", signed(v["standard"]["signature"], unhex(v["standard"]["message"])), True
    for x in v["cases"]:
        yield x["name"], signed(x["signature"], message), x["valid"]


def signed(x, message):
    if x["alg"] == "ed25519":
        return ed25519_verify(unhex(x["key"]), message, unbase64(x["sig"]))
    return "id" in x and sm2_verify(unhex(x["key"]), x["id"].encode(), message, unbase64(x["sig"]))


def sessions(v):
    """The demo document lacks time, witness and disclosure: its steps run one by one."""
    names = ("parameters", "freezeId", "frame", "contributions", "entropy", "seed", "quotas", "selection", "thresholds",
             "reserves", "inspectors", "avoidance", "assignment", "choice")
    for x in v["sessions"]:
        b = evidence.Bundle(b"", demo=True)
        b.params, b.events, b.result = x["params"], [], "completed"
        b.body = {"freezeId": x["freezeId"], "assign": x["assign"],
                  "seed": {"contribs": x["contributions"], "bits": x["bits"], "value": x["seed"]},
                  "select": {"counts": x["counts"], "quotas": x["quotas"], "threshold": x["threshold"],
                             "root": x["selRoot"], "size": len(x["selected"])}}
        b.doc = {"frame": x["frame"], "conflicts": x["conflicts"], "assignment": x["assignment"],
                 "inspectors": [{"c": p["c"], "pub": p["pub"]} for p in x["inspectors"]],
                 "selected": [{k: s[k] for k in ("stratum", "rank", "c", "area")} for s in x["selected"]],
                 "reserves": x["reserves"]}
        checks = {ident: check for ident, _, _, check in verifier.STEPS}
        for name in names:
            yield f"{x['suite']} {name}", bool(checks[name](b)), True
        tickets = {c: t.hex() for ranked in b.ranks for t, c in ranked}
        for s in x["selected"] + x["reserves"]:
            yield f"{x['suite']} ticket", tickets[unhex(s["c"])], s["ticket"]


def forgeries(v):
    for x in v["cases"]:
        failing = {i for i, status, _ in verifier.verify(x["bundle"].encode()) if status == verifier.FAIL}
        yield f"{x['name']} ({x['step']}): fails in {sorted(failing)}", bool(
            failing & set(STEPS.get(x["step"], (x["step"],)))), True


RUNNERS = {"1-primitives.json": primitives, "2-trees.json": trees, "3-quotas.json": quota_table,
           "4-select.json": selections, "5-assign.json": assignments, "6-beacon.json": beacon,
           "7-certificates.json": certificates, "8-sessions.json": sessions, "9-forgeries.json": forgeries}


def run_vectors(folder):
    """Run every vector file and bundle of the folder; returns the exit code."""
    passed = failed = 0
    for name, runner in RUNNERS.items():
        good = bad = 0
        try:
            with open(os.path.join(folder, name), encoding="utf-8") as f:
                cases = json.load(f)
            for case, mine, theirs in runner(cases):
                good, bad = good + (mine == theirs), bad + (mine != theirs)
                if mine != theirs:
                    print(f"FAIL  {name}: {case}: computed {mine}, vector {theirs}")
        except (OSError, Wrong, KeyError, ValueError, TypeError) as e:
            bad += 1
            print(f"FAIL  {name}: {type(e).__name__} {e}")
        print(f"{name}: {good} hold, {bad} differ")
        passed, failed = passed + good, failed + bad
    for path in sorted(glob.glob(os.path.join(folder, "bundle-*.json"))):
        with open(path, "rb") as f:
            wrong = [r for r in verifier.verify(f.read(), folder) if r[1] == verifier.FAIL]
        print(f"{os.path.basename(path)}: {wrong or 'holds'}")
        passed, failed = passed + (not wrong), failed + bool(wrong)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0
