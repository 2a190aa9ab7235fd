#!/usr/bin/env python3
"""Second, independent verifier of rdraw/1 evidence bundles (Python 3.11, standard library only).

Written from the text of the protocol alone and never from the TypeScript: that is its whole worth.  It recomputes
every published value of a draw from the one bundle file, repairs nothing, and has no option that skips a step.

    python3 verifier.py bundle.json … [--trust keys.txt] [--json] [--lang zh]
    python3 verifier.py --vectors DIR

Each step reads PASS, FAIL, NOT DISCLOSED or NOT CHECKED with its reason; exit 1 if any fails, else 0; the last line
counts each (of several bundles each has its own lines).  `keys.txt` holds one public key in hex at the start of each
line; `#` starts a comment.  The neighbours verifier_draw.py (arithmetic), verifier_beacon.py (drand),
verifier_evidence.py (steps 1 to 8) and verifier_vectors.py (known answers) belong to it.
"""
import argparse
import json
import os
import re
import sys
from collections import Counter

import verifier_evidence as evidence
from verifier_draw import (
    Assignment, Hidden, Unchecked, Wrong, ed25519_verify, inspector_leaf, integer, jcs, need, pair_leaf, same, short,
    sm2_verify, text_bytes, unbase64, unhex)
from verifier_evidence import Bundle, carries, codes, whole

PASS, FAIL, HIDDEN, UNCHECKED = "PASS", "FAIL", "NOT DISCLOSED", "NOT CHECKED"
VOID = "the draw is VOID"
ZH = {PASS: "通过", FAIL: "不符", HIDDEN: "未公开", UNCHECKED: "须另行核对"}


# ---------------------------------------------------------------- 9 inspectors, avoidance, assignment

def assigns(b):
    """Fail unless a select session indeed assigns nobody; True when there is an assignment to check."""
    if b.kind != "select":
        return True
    need(not b.body.get("assign") and not b.doc.get("assignment"), "a select session holds an assignment")
    return False


def check_inspectors(b):
    if not assigns(b):
        return "a select session assigns nobody"
    want, people = b.params["inspectors"], []
    for x in b.withheld("inspectors"):
        same("members of an inspector", ["c", "pub"], sorted(x))
        pub = x["pub"]
        same("members of pub", {"dept", "skills", "areas", "cap", "load"}, set(pub))
        text_bytes(pub["dept"])
        codes(pub["skills"], "skills")
        codes(pub["areas"], "areas")
        need("*" not in pub["areas"] or pub["areas"] == ["*"], "area * stands beside others")
        whole(pub["cap"], 0, 2 ** 53, "cap")
        whole(pub["load"], 0, 2 ** 53, "load")
        people.append((unhex(x["c"], 32), pub))
    need(all(x[0] < y[0] for x, y in zip(people, people[1:])), "inspectors are not in order of c")
    same("number of inspectors", want["count"], len(people))
    same("inspector root", b.suite.root([inspector_leaf(p, c) for c, p in people]).hex(), want["root"])
    b.people = people
    return f"{len(people)} inspectors, root {want['root']}"


def check_avoidance(b):
    if not assigns(b):
        return "a select session assigns nobody"
    want = b.params["conflicts"]
    pairs = [(unhex(x, 32), unhex(y, 32)) for x, y in b.withheld("conflicts")]
    leaves = [pair_leaf(*p) for p in pairs]
    need(all(x < y for x, y in zip(leaves, leaves[1:])), "pairs do not ascend strictly")
    same("number of pairs", want["count"], len(pairs))
    same("avoidance root", b.suite.root(leaves).hex(), want["root"])
    staff, objects = {c for c, _ in b.people}, {c for m in b.members for _, c in m} if b.kind == "joint" else None
    need(all(y in staff and (objects is None or x in objects) for x, y in pairs), "a pair names nobody in the frame")
    b.pairs = set(pairs)
    return f"{len(pairs)} pairs, root {want['root']}"


def template(b, h):
    """Seat groups of a stratum (8.1)."""
    templates, code = b.params["assign"]["templates"], b.params["strata"][h]["code"]
    groups = templates.get(code, templates.get("*"))
    need(groups is not None, f"no seat template for stratum {code}")
    return groups


def new_assignment(b):
    """Empty assignment state of the drawn tasks; Hidden while areas are withheld."""
    tasks = []
    for groups in b.params["assign"]["templates"].values():
        for g in groups:
            whole(g["n"], 0, 65535, "n of a seat group")
            need(type(g["anyArea"]) is bool and isinstance(g["skills"], list), "seat group is malformed")
    for (h, _, c), x in zip(b.drawn, b.doc["selected"]):
        if x.get("area") is None:
            b.withhold("areas of the drawn objects")
        need(x["area"] != "*" and text_bytes(x["area"]), "area of a task must be a code other than *")
        tasks.append((c, x["area"], template(b, h)))
    return Assignment(b.suite, b.k_asg, b.people, tasks, b.pairs)


def check_assignment(b):
    if not assigns(b):
        return "a select session assigns nobody"
    said = b.body["assign"]
    given = None if b.result == "infeasible" else b.withheld("assignment")
    b.withheld("inspectors")
    b.withheld("conflicts")
    whole(b.params["assign"]["mix"], 0, 10 ** 6, "mix")
    work = new_assignment(b)
    failed = work.run(b.params["assign"]["mix"])
    if b.result == "infeasible":
        need(not b.doc.get("assignment"), "an infeasible draw issues no names")
        return check_infeasible(work, failed, said["infeasible"])
    need(not failed, f"no complete assignment exists: {len(failed)} seats stay open")
    mine = [{"c": x[1:33].hex(), "group": integer(x[33:35]), "k": integer(x[35:37]), "inspector": x[37:].hex()}
            for x in work.leaves()]
    for n, (x, y) in enumerate(zip(mine, given)):
        same(f"assignment entry {n}", x, y)
    same("number of assignments", len(mine), len(given))
    same("assignRoot", b.suite.root(work.leaves()).hex(), said["root"])
    same("tasks", len(work.team), said["tasks"])
    same("seats", len(work.seats), said["seats"])
    same("maxLevel", max(work.level, default=0), said["maxLevel"])
    b.work = work
    return f"{len(work.seats)} seats of {len(work.team)} tasks, root {said['root']}"


def check_infeasible(work, failed, given):
    """Theorem 8 for every certificate; the sets themselves are compared with the own search."""
    need(given, "no certificate of infeasibility")
    for x in given:
        seats, people = x["X"], x["R"]
        need(len(set(seats)) == len(seats) and len(set(people)) == len(people), "indices repeat")
        for s in [x["seat"], *seats]:
            whole(s, 0, len(work.seats) - 1, "seat index")
        for i in people:
            whole(i, 0, len(work.people) - 1, "inspector index")
        need(x["seat"] in seats, "the failed seat is not among its reached seats")
        supply = work.supply(seats, set(people))
        need(len(seats) > supply, f"seat {x['seat']}: {len(seats)} seats and supply {supply} prove nothing")
        same(f"seat {x['seat']}: supply", supply, x["supply"])
        same(f"seat {x['seat']}: demand", len(seats), x["demand"])
        if "byRequirement" in x:
            mine = Counter(work.seats[s].kind for s in seats)
            theirs = Counter({(r["dept"], tuple(r["skills"]), r["area"]): r["seats"] for r in x["byRequirement"]})
            same(f"seat {x['seat']}: byRequirement", mine, theirs)
    own = {s: (sorted(x), sorted(r)) for s, (x, r) in failed.items()}
    equal = own == {x["seat"]: (sorted(x["X"]), sorted(x["R"])) for x in given}
    compared = "the same as" if equal else "OTHER SETS than"
    return f"infeasible is proved by {len(given)} certificate(s), {compared} computed here"


def check_choice(b):
    if not assigns(b) or b.result == "infeasible":
        return "no seats were given out"
    if "work" not in b.__dict__:
        b.withheld("assignment")
    sizes, said = b.work.choices(), b.body["assign"]["choice"]
    same("smallest choice set", min(sizes, default=0), said["min"])
    same("seats with choice below 3", sum(n < 3 for n in sizes), said["below3"])
    return f"smallest {said['min']}, {said['below3']} seats below 3"


# ---------------------------------------------------------------- 11 openings, 10.4 amendments

def opened(b, x):
    """Record of one opening after its commitment is recomputed."""
    same("commitment of an opened record", b.suite.blind_object(x["record"], unhex(x["salt"], 32)).hex(), x["c"])
    need(isinstance(x["record"].get("id"), str), "an opened record has no id")
    return x["record"]


def check_openings(b):
    given = b.withheld("openings")
    same("number of openings", len(b.drawn), len(given))
    records = []
    for (h, _, c), x, chosen in zip(b.drawn, given, b.doc["selected"]):
        same("order of openings", c.hex(), x["c"])
        record = opened(b, x)
        records.append(record)
        if chosen.get("area") is not None:
            same(f"area of {short(record['id'])}", record.get("area", "-"), chosen["area"])
        for name, values in b.params["strata"][h].get("where", {}).items():
            need(record.get(name) in values, f"{short(record['id'])} does not belong to its stratum by {name}")
    need(len({r["id"] for r in records}) == len(records), "an id was drawn twice")
    return f"{len(records)} records open their commitments"


def check_register(b):
    raise Unchecked("the public register is not part of the bundle")


def seat_rows(rows):
    """{(task, group, k): inspector} of assignment rows."""
    return {(unhex(x["c"], 32), x["group"], x["k"]): unhex(x["inspector"], 32) for x in rows}


class Standing:
    """What stands after the amendments so far: objects drawn, reserves used, seats, recusals."""

    def __init__(self, b):
        self.b, self.used, self.recusals = b, list(b.quotas), set()
        self.objects = {c: (h, x.get("area")) for (h, _, c), x in zip(b.drawn, b.doc["selected"])}
        self.seats = seat_rows(b.doc["assignment"]) if "work" in b.__dict__ else None

    def assignment(self, seats):
        """Annex A's state with the standing objects and the given seats held."""
        if seats is None or any(area is None for _, area in self.objects.values()):
            raise Hidden("inspectors, areas or assignment are not in the bundle")
        tasks = [(c, area, template(self.b, h)) for c, (h, area) in self.objects.items()]
        work = Assignment(self.b.suite, self.b.k_asg, self.b.people, tasks, self.b.pairs | self.recusals)
        index = {c: i for i, (c, _) in enumerate(work.people)}
        for s, seat in enumerate(work.seats):
            if seat[1:4] in seats:
                work.put(s, index[seats[seat[1:4]]])
        return work

    def settle(self, name, work, before, published):
        """Compare the rows that an amendment changed with the published ones; they stand from now on."""
        need(None not in work.holder, f"{name}: a seat stays open")
        after = {seat[1:4]: work.people[i][0] for seat, i in zip(work.seats, work.holder)}
        changed = {k: v for k, v in after.items() if before.get(k) != v}
        same(f"{name}: changed seats", changed, seat_rows(published or []))
        self.seats = after

    def replace(self, name, x):
        """Next reserve in rank order; the team moves with the task, and who may not gets the substitute of 10.4."""
        struck, successor = unhex(x["c"], 32), unhex(x["successor"], 32)
        need(struck in self.objects, f"{name}: the struck object does not stand drawn")
        h, old_area = self.objects.pop(struck)
        same(f"{name}: stratum", h, x["stratum"])
        self.used[h] += 1
        need(self.used[h] <= len(self.b.ranks[h]), f"{name}: stratum {h} has no reserve left")
        same(f"{name}: rank", self.used[h], x["rank"])
        same(f"{name}: successor", self.b.ranks[h][self.used[h] - 1][1].hex(), x["successor"])
        area = None
        if x.get("opening") is not None:
            area = opened(self.b, {"c": x["successor"], **x["opening"]}).get("area", "-")
        self.objects[successor] = (h, area)
        if x.get("team") is None and (old_area is None or area is None):
            self.seats = None
            return
        before = {k: v for k, v in self.seats.items() if k[0] != struck} if self.seats is not None else None
        work = self.assignment(before)
        index, left = {c: i for i, (c, _) in enumerate(work.people)}, []
        for s, seat in enumerate(work.seats):
            if seat.c == successor:
                holder = index[self.seats[struck, seat.group, seat.k]]
                if work.eligible(s, holder):
                    work.put(s, holder)
                else:
                    left.append(s)
        for s in left:
            work.fill(s)
        self.settle(name, work, before, x.get("team"))

    def recuse(self, name, x):
        """The substitute is the one that the seed determines."""
        key = unhex(x["c"], 32), x["group"], x["k"]
        work = self.assignment(self.seats)
        s = next((n for n, seat in enumerate(work.seats) if seat[1:4] == key), None)
        need(s is not None, f"{name}: no such seat")
        same(f"{name}: recused", self.seats[key].hex(), x["inspector"])
        found = work.substitute(s)
        same(f"{name}: substitute", None if found is None else work.people[found][0].hex(), x["substitute"])
        self.recusals.add((key[0], unhex(x["inspector"], 32)))
        self.settle(name, work, self.seats, x.get("changes"))


def check_amendments(b):
    """Replacements follow the reserve rank; a recused inspector's substitute is the determined one (10.4)."""
    given = b.doc.get("amendments") or []
    logged = [(i, e) for i, e in b.events if e["type"] in ("replaced", "recused")]
    same("amendments in the log", [[i, e["type"]] for i, e in logged], [[x["index"], x["type"]] for x in given])
    if not given:
        return "none"
    standing, hidden = Standing(b), None
    for n, (x, (_, event)) in enumerate(zip(given, logged)):
        name = f"amendment {n}"
        unhex(x["evidence"], 32)
        for member in ("c", "successor", "evidence") if x["type"] == "replaced" else ("c", "evidence"):
            need(carries(event, x[member]), f"{name}: its event does not hold {member}")
        for member in set(event) & set(x) - {"type"}:
            same(f"{name}: {member} in its event", x[member], event[member])
        try:
            (standing.replace if x["type"] == "replaced" else standing.recuse)(name, x)
        except Hidden as e:
            hidden, standing.seats = e, None
    if hidden:
        raise hidden
    return f"{len(given)} amendments"


# ---------------------------------------------------------------- files, 10 signatures, 12 monitor

def check_files(b):
    """Size and hash of every file: rebuilt from the bundle, or lying beside it."""
    whole_files = {"frame.bin": b.frame} if "frame" in b.__dict__ else {}
    need(set(whole_files) <= {x["name"] for x in b.body["files"]}, "frame.bin is not among the files")
    done, missing = [], []
    for x in b.body["files"]:
        name, raw = x["name"], whole_files.get(x["name"])
        need(isinstance(name, str) and os.path.basename(name) == name not in ("", ".", ".."), "not a plain file name")
        path = os.path.join(b.folder, name)
        if raw is None and os.path.isfile(path):
            with open(path, "rb") as f:
                raw = f.read()
        if raw is None:
            missing.append(name)
            continue
        same(f"size of {name}", len(raw), x["size"])
        same(f"hash of {name}", b.suite.h(raw).hex(), x["hash"])
        done.append(name)
    if missing:
        raise Unchecked(f"not at hand: {', '.join(missing)}; agreed: {', '.join(done) or 'none'}")
    return ", ".join(done) or "no files named"


def check_signatures(b):
    message = b"rdraw/1 certificate\n" + jcs(b.body)
    signatures = b.doc["certificate"]["signatures"]
    need(any(s["alg"] == "ed25519" for s in signatures), "the certificate has no ed25519 signature")
    for s in signatures:
        key, sig = unhex(s["key"]), unbase64(s["sig"])
        if s["alg"] == "ed25519":
            good = ed25519_verify(key, message, sig)
        else:
            same("signature algorithm", "sm2-sm3", s["alg"])
            good = sm2_verify(key, text_bytes(s["id"]), message, sig)
        need(good, f"{s['alg']} signature by {short(s['key'])} is wrong")
    b.signers = [s["key"] for s in signatures]
    return f"{len(signatures)} signature(s): " + ", ".join(s["alg"] for s in signatures)


def check_signers(b):
    if b.trust is None:
        raise Unchecked(f"signed by {', '.join(b.signers)}, identity NOT CHECKED")
    for key in b.signers:
        need(key in b.trust, f"signer {key} is not in the trust list")
    return f"signed by {', '.join(b.signers)}, in the trust list"


def check_monitor(b):
    if b.__dict__.get("void"):
        raise Unchecked(f"{VOID} since {b.void}; whether a redraw followed needs the whole public log (10.2)")
    raise Unchecked("gaplessness of the series needs the whole public log (10.2)")


STEPS = [
    ("document", "Strict, canonical document", "文件严格规范", evidence.check_document),
    ("parameters", "Parameters", "参数", evidence.check_parameters),
    ("freezeId", "Seal code F", "封存码 F", evidence.check_freeze_id),
    ("frame", "Sealed frame", "封存名册", evidence.check_frame),
    ("log", "Log entries and inclusion", "日志收录", evidence.check_log),
    ("logKey", "Checkpoint signature", "日志检查点签名", evidence.check_log_key),
    ("witnesses", "Witness quorum", "见证人数", evidence.check_witnesses),
    ("freezeTime", "Time of the freeze", "封存时间", evidence.check_freeze_time),
    ("contributions", "Seed contributions", "种子来源", evidence.check_contributions),
    ("beaconTime", "Beacon round time", "信标轮次时间", evidence.check_beacon_time),
    ("beaconEquation", "Beacon signature", "信标签名", evidence.check_beacon_equation),
    ("phases", "Order of phases", "阶段顺序", evidence.check_phases),
    ("entropy", "Unpredictability", "不可预测程度", evidence.check_entropy),
    ("seed", "Seed S", "种子 S", evidence.check_seed),
    ("quotas", "Counts and quotas", "基数与抽取数", evidence.check_quotas),
    ("selection", "Tickets, ranks, selection", "票号、名次、抽中", evidence.check_selection),
    ("thresholds", "Threshold tickets", "入选票号线", evidence.check_thresholds),
    ("reserves", "Reserve list", "候补顺序", evidence.check_reserves),
    ("inspectors", "Sealed inspectors", "封存检查人员", check_inspectors),
    ("avoidance", "Avoidance pairs", "回避关系", check_avoidance),
    ("assignment", "Assignment", "人员分派", check_assignment),
    ("choice", "Choice sets", "可选人数", check_choice),
    ("openings", "Opened records", "公开的记录", check_openings),
    ("register", "Comparison with the register", "与登记簿比对", check_register),
    ("amendments", "Replacements and recusals", "替换与回避", check_amendments),
    ("files", "Files", "附属文件", check_files),
    ("signatures", "Certificate signatures", "证书签名", check_signatures),
    ("signers", "Signers", "签名人", check_signers),
    ("monitor", "Series of draws", "抽查序列", check_monitor),
]


def verify(raw, folder=".", trust=None, demo=False):
    """Results [(id, status, reason)] of every step for the bytes of one bundle."""
    bundle, results = Bundle(raw, folder, trust, demo), []
    for ident, _, _, check in STEPS:
        try:
            results.append((ident, PASS, check(bundle)))
        except Wrong as e:
            results.append((ident, FAIL, str(e)))
        except Hidden as e:
            results.append((ident, HIDDEN, str(e)))
        except Unchecked as e:
            results.append((ident, UNCHECKED, str(e)))
        except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, OSError, RecursionError) as e:
            results.append((ident, FAIL, f"malformed: {type(e).__name__} {short(e)}"))
    return results


def read_trust(path):
    """Keys (hex) of a trust file: the first word of each line."""
    with open(path, encoding="utf-8") as f:
        words = [line.split("#")[0].split() for line in f]
    keys = [w[0] for w in words if w]
    for key in keys:
        need(re.fullmatch(r"[0-9a-f]{64}|04[0-9a-f]{128}", key), f"trust file: {short(key)} is not a public key in hex")
    return keys


def report(results, lang, as_json):
    """Print the results; returns the exit code."""
    counts = Counter(status for _, status, _ in results)
    if as_json:
        steps = [{"step": i, "status": s, "reason": r} for i, s, r in results]
        print(json.dumps({"steps": steps, "counts": {s: counts[s] for s in ZH}, "ok": not counts[FAIL]},
                         ensure_ascii=False))
        return 1 if counts[FAIL] else 0
    titles = {ident: zh if lang == "zh" else en for ident, en, zh, _ in STEPS}
    for ident, status, reason in results:
        print(f"{ZH[status] if lang == 'zh' else status}  {titles[ident]}: {reason}")
    print(", ".join(f"{ZH[s] if lang == 'zh' else s} {counts[s]}" for s in ZH))
    if any(i == "monitor" and r.startswith(VOID) for i, _, r in results):
        print("本次抽取已作废，不生效。" if lang == "zh" else "This draw is VOID and has no effect.")
    return 1 if counts[FAIL] else 0


def main(argv=None):
    parser = argparse.ArgumentParser(description="Independent verifier of rdraw/1 evidence bundles.")
    parser.add_argument("bundle", nargs="*", help="bundle file")
    parser.add_argument("--trust", help="file of trusted public keys, one hex key a line")
    parser.add_argument("--json", action="store_true", help="results as one JSON document")
    parser.add_argument("--lang", choices=("en", "zh"), default="en", help="language of titles and result words")
    parser.add_argument("--vectors", metavar="DIR", help="run the known-answer vectors of a folder instead")
    args = parser.parse_args(argv)
    sys.stdout.reconfigure(encoding="utf-8")
    if args.vectors:
        from verifier_vectors import run_vectors
        return run_vectors(args.vectors)
    if not args.bundle:
        parser.error("a bundle file or --vectors DIR is needed")
    code = 0
    for path in args.bundle:
        if len(args.bundle) > 1 and not args.json:
            print(f"{path}:")
        try:
            with open(path, "rb") as f:
                raw = f.read()
            trust = read_trust(args.trust) if args.trust else None
        except (OSError, UnicodeDecodeError, Wrong) as e:
            results = [("document", FAIL, f"cannot be read: {e}")]
        else:
            results = verify(raw, os.path.dirname(path) or ".", trust)
        code = max(code, report(results, args.lang, args.json))
    return code


if __name__ == "__main__":
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads only the first lines
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    sys.exit(code)
