"""Tests of the independent verifier: published values of the protocol (13, Annex B), whole bundles, and forgeries.

Run with `python3 verifier_test.py`.  The bundles here are made by this file alone, so that the verifier is tried
without the other implementation.
"""
import base64
import contextlib
import hashlib
import io
import random
import unittest
from collections import Counter

import verifier
import verifier_beacon as beacon
import verifier_draw as d
from verifier_draw import Suite, Wrong, jcs, parse

ROUND_657413 = bytes.fromhex("b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be"
                             "41076862b98fad56e91a6b85b89cd97b")
TEAM = [{"dept": "YJ", "skills": ["lead"], "n": 1, "anyArea": False},
        {"dept": "YJ", "skills": [], "n": 1, "anyArea": False},
        {"dept": "XF", "skills": [], "n": 2, "anyArea": True}]
SOURCES = [{"kind": "party", "role": "discipline-inspection"}, {"kind": "party", "role": "notary"},
           {"kind": "party", "role": "enterprise"}, {"kind": "digits", "who": "现场骰子", "length": 20},
           {"kind": "drand", "chain": "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
            "round": 657413}]
SIZES = [37, 20, 2, 4, 7, 12, 3]


def drawing(code, name, rate, **more):
    return {"code": code, "name": name, "rule": "draw", "rate": rate, "round": "ceil", "min": 0, "max": None,
            "base": "eligible", "method": "equal", **more}


def demo_strata():
    return [drawing("01", "危险化学品", [15, 100], min=1),
            drawing("02", "工贸", [15, 100], round="half", base="all", method="seqpoisson"),
            {"code": "03", "name": "非煤矿山D类", "rule": "all"},
            drawing("04", "零星行业", [1, 3], round="cascade"), drawing("05", "零星行业二", [1, 4], round="cascade"),
            drawing("06", "重点工贸", [1, 4], max=3, method="pps"),
            {"code": "X1", "name": "本年度已查满频次", "rule": "none", "of": "02", "reason": "frequency-cap"}]


def sign(secret, message):
    """Ed25519 signature (RFC 8032, 5.1.6) as (public key, signature)."""
    digest = hashlib.sha512(secret).digest()
    a = int.from_bytes(digest[:32], "little") & ((1 << 254) - 8) | (1 << 254)

    def packed(p):
        x, y = (v * pow(p[2], -1, d.P25519) % d.P25519 for v in p[:2])
        return (y | (x & 1) << 255).to_bytes(32, "little")

    def number(*parts):
        return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little") % d.L25519
    key, r = packed(d.ed_mul(a, d.ED_BASE)), number(digest[32:], message)
    head = packed(d.ed_mul(r, d.ED_BASE))
    return key, head + ((r + number(head, key, message) * a) % d.L25519).to_bytes(32, "little")


def path_of(tree, datas, index):
    """Inclusion proof of one entry (RFC 9162, 2.1.3.1)."""
    if len(datas) == 1:
        return []
    k = 1 << (len(datas) - 1).bit_length() - 1
    if index < k:
        return path_of(tree, datas[:k], index) + [tree.root(datas[k:])]
    return path_of(tree, datas[k:], index - k) + [tree.root(datas[:k])]


def log_of(events):
    """A signed log that holds exactly these events."""
    tree, entries = Suite("SHA256"), [jcs(e) for e in events]
    note = f"test/log\n{len(entries)}\n{base64.b64encode(tree.root(entries)).decode()}\n"
    key, sig = sign(b"\x07" * 32, note.encode())
    mark = hashlib.sha256(b"test/log\n\x01" + key).digest()[:4]
    return {"checkpoint": f"{note}\n— test/log {base64.b64encode(mark + sig).decode()}\n",
            "events": [{"index": i, "event": e, "proof": [p.hex() for p in path_of(tree, entries, i)]}
                       for i, e in enumerate(events)]}


class Session:
    """The demo session of Annex B, drawn by this verifier's own arithmetic; `bundle` makes a whole document of it."""

    def __init__(self, suite, cap=6):
        self.s = s = Suite(suite)
        master, master_staff = s.h(b"demo object blinding key"), s.h(b"demo inspector blinding key")
        self.records, self.objects, by_number = {}, [], {}
        numbers = iter(range(1, 86))
        for h, size in enumerate(SIZES):
            for position in range(size):
                m = next(numbers)
                record = {"id": "9114" + str(999 + m), "name": f"企业{m}", "area": "140502" if m % 2 else "140521"}
                salt = s.salt(master, record["id"])
                c = s.blind_object(record, salt)
                by_number[m], self.records[c] = c, (record, salt)
                self.objects.append((h, 1 + position % 4 if h in (1, 5) else 1, c))
        staff = []
        for i in range(14):
            pub = {"dept": "YJ" if i < 8 else "XF", "skills": [] if i % 3 else ["lead"], "cap": cap, "load": i % 2,
                   "areas": ["140502"] if i % 4 == 3 else ["140502", "140521"]}
            record = {"id": f"ZF{100 + i}", "name": f"执法员{i}", "pub": pub}
            staff.append((s.blind_inspector(record, master_staff), pub))
        self.pairs = sorted({(by_number[(m - 1) % 85 + 1], c) for i, (c, _) in enumerate(staff)
                             for m in (3 * i + 1, 5 * i + 2)})
        self.staff = sorted(staff)
        self.leaves = sorted(d.object_leaf(*o) for o in self.objects)
        self.params = {
            "v": "rdraw/1", "suite": suite, "org": "140500-YJJ", "series": 2026, "no": 7, "attempt": 1,
            "item": "非煤矿山部门联合抽查", "strata": demo_strata(), "prev": None,
            "frame": {"count": 85, "root": s.root(self.leaves).hex(), "blind": s.th("blind", master).hex()},
            "inspectors": {"count": 14, "blind": s.th("blind", master_staff).hex(),
                           "root": s.root([d.inspector_leaf(p, c) for c, p in self.staff]).hex()},
            "conflicts": {"count": 28, "root": s.root([d.pair_leaf(*p) for p in self.pairs]).hex()},
            "assign": {"templates": {"*": TEAM}, "mix": 8},
            "seed": {"delay": 0, "onMissing": "void", "sources": SOURCES}}

    def draw(self):
        """Everything after the freeze."""
        s = self.s
        self.f = s.th("freeze", jcs(self.params))
        self.parts = [s.h(b"party secret %d" % j) for j in range(3)] + [b"09175059342981586505", ROUND_657413]
        self.seed = s.seed(self.f, self.parts)
        keys = (s.kh(self.seed, "select"), s.kh(self.seed, "round"))
        strata = self.params["strata"]
        self.quotas = d.quotas(s, strata, SIZES, keys[1])
        self.ranks = [d.rank(s, st, h, [(w, c) for g, w, c in self.objects if g == h], k, keys)
                      for h, (st, k) in enumerate(zip(strata, self.quotas))]
        self.drawn = [(h, i + 1, c) for h, k in enumerate(self.quotas) for i, (_, c) in enumerate(self.ranks[h][:k])]
        self.sel_root = s.root(sorted(d.selection_leaf(*x) for x in self.drawn)).hex()
        self.work = d.Assignment(s, s.kh(self.seed, "assign"), self.staff,
                                 [(c, self.records[c][0]["area"], TEAM) for _, _, c in self.drawn], set(self.pairs))
        self.failed = self.work.run(8)
        return self

    def events(self):
        f, parts = self.f.hex(), [p.hex() for p in self.parts]
        commits = [self.s.party(self.f, j, self.parts[j]).hex() for j in range(3)]
        out = [{"type": "frozen"}] + [{"type": "committed", "j": j, "commit": c} for j, c in enumerate(commits)]
        out.append({"type": "number-read", "j": 3, "text": self.parts[3].decode()})
        out += [{"type": "revealed", "j": j, "reveal": parts[j]} for j in range(3)]
        out += [{"type": "beacon-recorded", "j": 4, "round": 657413, "signature": parts[4]}, {"type": "seeded"}]
        out.append({"type": "infeasible" if self.failed else "completed"})
        common = {n: self.params[n] for n in ("org", "series", "no", "attempt")}
        return [{"v": "rdraw/1", "freezeId": f, "at": "2023-09-15T00:00:00Z", **common, **e} for e in out], commits

    def by_requirement(self, seats):
        found = Counter(self.work.seats[s].kind for s in seats)
        return [{"dept": a, "skills": list(b), "area": c, "seats": n} for (a, b, c), n in sorted(found.items())]

    def assign_result(self):
        w = self.work
        if self.failed:
            return {"infeasible": [{"seat": s, "X": sorted(x), "R": sorted(r), "supply": w.supply(x, r),
                                    "demand": len(x), "byRequirement": self.by_requirement(x)} for s, (x, r) in self.failed.items()]}
        sizes = w.choices()
        return {"tasks": len(w.team), "seats": len(w.seats), "root": self.s.root(w.leaves()).hex(),
                "maxLevel": max(w.level), "choice": {"min": min(sizes), "below3": sum(n < 3 for n in sizes)}}

    def bundle(self, sealed=False):
        self.params.update(
            time={k: t for k, t in zip(("frozen", "seedAfter", "deadline"), (
                "2023-09-14T00:00:00Z", "2023-09-14T00:00:00Z", "2023-09-16T00:00:00Z"))},
            witness={"policy": "none"}, disclosure={"mode": "sealed" if sealed else "open"})
        self.draw()
        events, commits = self.events()
        contribs = [{"j": j, "kind": "party", "role": SOURCES[j]["role"], "commit": commits[j],
                     "reveal": self.parts[j].hex(), "committedAt": 1 + j, "revealedAt": 5 + j} for j in range(3)]
        contribs += [{"j": 3, "kind": "digits", "text": self.parts[3].decode(), "at": 4},
                     {"j": 4, "kind": "drand", "round": 657413, "signature": self.parts[4].hex()}]
        strata, frame = self.params["strata"], b"".join(self.leaves)
        body = {"v": "rdraw/1", "kind": "certificate", "freezeId": self.f.hex(), "params": self.params,
                "log": {"origin": "test/log", "index": 0, "proof": "c2sp.org/tlog-proof@v1\nindex 0\n\n"
                        + log_of(events[:1])["checkpoint"]},
                "disclosure": self.params["disclosure"], "issuedAt": "2023-09-15T00:00:00Z",
                "software": {"name": "test", "version": "0", "commit": None},
                "seed": {"contribs": contribs, "bits": 962, "value": self.seed.hex()},
                "select": {"counts": SIZES, "quotas": self.quotas, "root": self.sel_root, "size": len(self.drawn),
                           "threshold": [self.ranks[h][k - 1][0].hex() if st.get("method") == "equal" else None
                                         for h, (st, k) in enumerate(zip(strata, self.quotas))]},
                "assign": self.assign_result(),
                "files": [{"name": "frame.bin", "size": len(frame), "hash": self.s.h(frame).hex()}]}
        doc = {"format": "rdraw/1 bundle", "certificate": {"body": body, "signatures": []},
               "frame": base64.b64encode(frame).decode(),
               "selected": [{"stratum": h, "rank": r, "c": c.hex(), "area": self.records[c][0]["area"]}
                            for h, r, c in self.drawn],
               "reserves": [{"stratum": h, "rank": i + 1, "c": c.hex()} for h, k in enumerate(self.quotas)
                            if strata[h]["rule"] == "draw" for i, (_, c) in enumerate(self.ranks[h]) if i >= k],
               "amendments": [],
               "log": log_of(events)}
        if sealed:
            for x in doc["selected"]:
                del x["area"]
        else:
            doc["inspectors"] = [{"pub": p, "c": c.hex()} for c, p in self.staff]
            doc["conflicts"] = [[x.hex(), y.hex()] for x, y in self.pairs]
            doc["openings"] = [{"c": c.hex(), "record": self.records[c][0], "salt": self.records[c][1].hex()}
                               for _, _, c in self.drawn]
            doc["assignment"] = None if self.failed else [
                {"c": x[1:33].hex(), "group": x[34], "k": x[36], "inspector": x[37:].hex()} for x in self.work.leaves()]
        return resign(doc)


def resign(doc):
    """The bundle with a fresh certificate signature over its body."""
    key, sig = sign(b"\x07" * 32, b"rdraw/1 certificate\n" + jcs(doc["certificate"]["body"]))
    doc["certificate"]["signatures"] = [{"alg": "ed25519", "key": key.hex(), "sig": base64.b64encode(sig).decode()}]
    return doc


def failing(doc, **more):
    """Names of the failing steps of a document or of raw bytes."""
    raw = doc if isinstance(doc, bytes) else jcs(doc)
    return [i for i, status, _ in verifier.verify(raw, **more) if status == verifier.FAIL]


class PublishedValues(unittest.TestCase):
    """Values of section 13 in both suites."""

    def each(self, compute, sha, sm3):
        self.assertEqual(compute(Suite("SHA256")).hex(), sha)
        self.assertEqual(compute(Suite("SM3")).hex(), sm3)

    def test_tagged_and_keyed_hashes(self):
        self.each(lambda s: s.tag("ticket"), "ef23ede04c6a920e2a75eb33cb14cced7bac10159466805f87287b8250a17d85",
                  "a7190a36c93d6b35e3ff74f113323ec4cbbb6439920fb95570930f5d0fc186b5")
        self.each(lambda s: s.th("obj"), "b380941e5a1bb7bf3db4d06ce9d42f377456abc4ce2b8ba1a569740a9c7b3885",
                  "861e90099f5f569b8953fc10ce994824e50aaf6c9d3b097ee844298c9182dd73")
        self.each(lambda s: s.kh(bytes(32), "ticket", b"\xff" * 32),
                  "5dfc35eefed802e6a29d21f19b10e80a8df87eb0b4a1128e5555621834dbb6f6",
                  "1c4ae6d599390fd449da5c341065ed1140eb314e6e9392d780e3d2e0dd2788d6")

    def test_trees(self):
        self.each(lambda s: s.root([b"a", b"b", b"c"]),
                  "36642e73c2540ab121e3a6bf9545b0a24982cd830eb13d3cd19de3ce6c021ec1",
                  "2706e4e4d41c1ed9c3fe7f7822bf360a67abcc052cc2c00022c1313ec3ded965")
        self.each(lambda s: s.root([bytes([x]) for x in b"abcdefg"]),
                  "4ae191939f548d9934740b88dea2c5cb89bb8870fc4505cd79dec6bbfaaee9cb",
                  "b31a6ce9ea280f5d6441ad30b4eb83d2c72badc76ade043ffc9799985d692bd4")
        for suite, ends in (("SHA256", ("e3b0c44298fc1c14", "7852b855")), ("SM3", ("1ab21d8355cfa17f", "5082aa2b"))):
            empty = Suite(suite).root([]).hex()
            self.assertTrue(empty.startswith(ends[0]) and empty.endswith(ends[1]))

    def test_inclusion_proofs_of_all_small_trees(self):
        s = Suite("SHA256")
        for size in range(1, 18):
            datas = [bytes([i]) for i in range(size)]
            for i in range(size):
                path = path_of(s, datas, i)
                self.assertEqual(s.path_root(datas[i], i, size, path), s.root(datas))
                self.assertNotEqual(s.path_root(b"x", i, size, path), s.root(datas))
                self.assertIsNone(s.path_root(datas[i], i, size, path + [bytes(32)]))

    def test_commitment_and_leaf_of_the_sample_record(self):
        raw = '{"area":"140502","id":"91140500MA0K000001","name":"晋城市某某\\"危化\\"公司"}'.encode()
        record = parse(raw)
        self.assertEqual(jcs(record), raw)

        def blind(s):
            return s.blind_object(record, s.salt(b"\x01" * 32, record["id"]))
        self.each(blind, "c27bd15a37b89296ed6ed3ae843b75f3ec9ec7e2ffd9baa6d8b5b813bed80915",
                  "ab060dcc5b874f98b3b41baea0f9c8c6cde6ce1ea72e7dc171b99f089ea3d851")
        self.each(lambda s: s.leaf(d.object_leaf(0, 1, blind(s))),
                  "e5ef75aae8b512db52e597e1a7150a4a19e730279a546d589a2832e8dcaa5753",
                  "b78962acb7b0725c46f80583800969deafa6c21c71cb81d8661953fb80bd3789")

    def test_seed_and_party_commitment(self):
        self.each(lambda s: s.seed(b"\x02" * 32, [b"9", b"87"]),
                  "cfc5ace28e2c1acd9d2f49794a2fbcdc399a95b4328d4522f489b9e8cfb6006d",
                  "90862f9336b0b92ac8992a3199f1294325090a3af51302cfd5b40b588b4111d3")
        self.each(lambda s: s.party(b"\x02" * 32, 0, b"\x03" * 32),
                  "0f4eff616d49b4b3639c2dfab8740025e6f54723ad2fea3ba5519bafedee1be3",
                  "b069f6104f7668968fb46b4f391de6b8791f5c2601354eef184192adc38ee822")

    def test_demo_session(self):
        want = {
            "SHA256": ("13e8a221852ebfed0bc254926c59a9c36bbcc49abe838645d0ea2ee972593c61",
                       "b8e0dd1963b80a081061a19cd86660125e801b595fa0ef27dce8c24954741db9",
                       "147cd109ef3ffc6f2ed02379df17a302f3409c84dea39595fb9d2e56451ef104",
                       "fbdbfaa753ebe56a94c20cafb097c7e5294d8da4ff30acf313fffd7489743d01",
                       "3751cf2aefe9cfe63eafad6f25b584d965f2f6c1ca5af0009507040c25dae25c"),
            "SM3": ("c99e8d79e013963920546eb4bc72d7aeaf02a39590555d98a8f9c0aaa7c7da1a",
                    "6d2fe360be9a1381f742fb0c7b321df869128b791aa04a6dd98fe0d84062b64e",
                    "0d941e5fc8fd324e3acfef2699adc5a1bfb71ba22655c2b5f3c8e3ae67113c7c",
                    "07419ff9086439d83b66d101ea9891fb462b98d66641e2f301fcdb94a33afe67",
                    "ed0f2dad19c866933504363903bd8201dcab9117616cf77d17289c9520bc6a64")}
        for suite, values in want.items():
            x = Session(suite).draw()
            self.assertEqual(x.quotas, [6, 3, 2, 1, 2, 3, 0])
            self.assertEqual((x.params["frame"]["root"], x.f.hex(), x.seed.hex(), x.sel_root,
                              x.s.root(x.work.leaves()).hex()), values)
        x = Session("SHA256").draw()
        ids = [int(x.records[c][0]["id"]) - 91140000 for _, _, c in x.drawn]
        self.assertEqual(ids, [1011, 1002, 1027, 1019, 1022, 1016, 1038, 1044, 1046, 1058, 1057, 1062, 1067, 1068,
                               1081, 1073, 1077])

    def test_drand_quicknet(self):
        self.assertEqual(beacon.CHAIN, "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971")
        self.assertTrue(hashlib.sha256(ROUND_657413).hexdigest().startswith("fc1873a1"))
        self.assertTrue(beacon.beacon_verify(657413, ROUND_657413))
        self.assertFalse(beacon.beacon_verify(657414, ROUND_657413))
        self.assertFalse(beacon.beacon_verify(657413, bytes([ROUND_657413[0] ^ 0x20]) + ROUND_657413[1:]))
        self.assertFalse(beacon.beacon_verify(657413, ROUND_657413[:47] + b"\0"))

    def test_quota_of_the_source_document(self):
        s = Suite("SHA256")
        for way, k in (("ceil", 6), ("half", 6), ("floor", 5)):
            self.assertEqual(d.quotas(s, [drawing("1", "x", [15, 100], round=way)], [37], bytes(32)), [k])


class Primitives(unittest.TestCase):
    def test_sm3_of_plain_python(self):
        self.assertEqual(d.sm3(b"abc").hex(), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")
        self.assertEqual(d.sm3(b"abcd" * 16).hex(), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")
        if "sm3" in hashlib.algorithms_available:
            for n in range(130):
                self.assertEqual(d.sm3(bytes(n)), d.native_sm3(bytes(n)))

    def test_ed25519_of_rfc_8032(self):
        key = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
        sig = bytes.fromhex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")
        self.assertTrue(d.ed25519_verify(key, b"\x72", sig))
        self.assertFalse(d.ed25519_verify(key, b"\x73", sig))
        for i in range(64):
            self.assertFalse(d.ed25519_verify(key, b"\x72", sig[:i] + bytes([sig[i] ^ 1]) + sig[i + 1:]))

    def test_sm2_signature_made_here_verifies_and_a_changed_one_does_not(self):
        secret, k, ident, message = 0x1234567890ABCDEF, 0xFEDCBA0987654321, b"1234567812345678", b"message"
        point = d.sm2_mul(secret, d.SM2_G)
        key = b"\x04" + point[0].to_bytes(32, "big") + point[1].to_bytes(32, "big")
        numbers = b"".join(n.to_bytes(32, "big") for n in (d.SM2_A, d.SM2_B, *d.SM2_G))
        e = d.integer(d.sm3(d.sm3(d.u16(128) + ident + numbers + key[1:]) + message))
        r = (e + d.sm2_mul(k, d.SM2_G)[0]) % d.SM2_N
        s = pow(1 + secret, -1, d.SM2_N) * (k - r * secret) % d.SM2_N
        sig = r.to_bytes(32, "big") + s.to_bytes(32, "big")
        self.assertIsNone(d.sm2_mul(d.SM2_N, d.SM2_G))
        self.assertTrue(d.sm2_verify(key, ident, message, sig))
        self.assertFalse(d.sm2_verify(key, b"", message, sig))
        self.assertFalse(d.sm2_verify(key, ident, b"massage", sig))

    def test_strict_json_refuses(self):
        for raw in (b'{"a":1,"a":2}', b"1.0", b"1e2", b"-0", b"9007199254740992", b"NaN", b'"\xff"', b"[1,]", b"01"):
            with self.assertRaises(Wrong, msg=raw):
                parse(raw)
        for value in ("e\u0301", "a\nb", "\x7f", "\ud800", {"ä": 1}, {"": 1}, 2 ** 53, 1.5):
            with self.assertRaises(Wrong, msg=repr(value)):
                jcs(value)

    def test_lottery_pattern(self):
        match = verifier.evidence.matches
        self.assertTrue(match("2026045:[0-9]{2},[0-9]{2}+[0-9]", "2026045:03,08+1"))
        self.assertFalse(match("[0-9]{3}", "12"))
        self.assertFalse(match("[0-9]{3}", "123\n"))
        self.assertTrue(match("a|[0-9]", "7"))
        with self.assertRaises(Wrong):
            match("[0-8]", "1")


class Assigning(unittest.TestCase):
    """Small random instances against a plain maximum flow of the model of 8.1."""

    def most(self, work):
        """Most seats that can be filled: augmenting paths over (person, task) nodes."""
        holder = {}

        def fill(s, seen):
            for i in range(len(work.people)):
                if not work.eligible(s, i) or i in seen.setdefault(s, set()):
                    continue
                seen[s].add(i)
                mates = [z for z in work.team[work.seats[s].task] if z != s and holder.get(z) == i]
                mine = [z for z, j in holder.items() if j == i]
                for z in mates or ([None] if len(mine) < work.cap[i] else mine):
                    if z is None:
                        holder[s] = i
                        return True
                    if (z, s) not in seen:
                        seen[z, s] = True
                        kept = dict(holder)
                        del holder[z]
                        holder[s] = i
                        if fill(z, seen):
                            return True
                        holder.clear()
                        holder.update(kept)
            return False
        return sum(fill(s, {}) for s in range(len(work.seats)))

    def instance(self, rnd):
        staff = sorted((rnd.randbytes(32), {"dept": rnd.choice("AB"), "skills": rnd.choice([[], ["x"]]),
                                           "areas": rnd.choice([["*"], ["1"], ["1", "2"]]), "cap": rnd.randint(0, 3),
                                           "load": rnd.randint(0, 3)}) for _ in range(rnd.randint(1, 7)))
        tasks = [(rnd.randbytes(32), rnd.choice("12"), [
            {"dept": rnd.choice("AB"), "skills": rnd.choice([[], [], ["x"]]), "n": rnd.randint(1, 2),
             "anyArea": rnd.random() < 0.3} for _ in range(rnd.randint(1, 2))]) for _ in range(rnd.randint(1, 4))]
        pairs = {(t[0], p[0]) for t in tasks for p in staff if rnd.random() < 0.1}
        return d.Assignment(Suite("SHA256"), rnd.randbytes(32), staff, tasks, pairs)

    def test_complete_exactly_when_possible_and_every_certificate_holds(self):
        rnd, seen = random.Random(2026), [0, 0]
        for _ in range(600):
            work = self.instance(rnd)
            failed = work.run(4)
            open_seats = sum(i is None for i in work.holder)
            self.assertEqual(len(work.seats) - open_seats, self.most(work))
            self.assertEqual(open_seats, len(failed))
            for seats, people in failed.values():
                self.assertGreater(len(seats), work.supply(seats, people))
            seen[bool(failed)] += 1
            for s, i in enumerate(work.holder):
                self.assertTrue(i is None or work.eligible(s, i))
            for team in work.team:
                held = [work.holder[s] for s in team if work.holder[s] is not None]
                self.assertEqual(len(held), len(set(held)))
            self.assertTrue(all(n <= c for n, c in zip(work.count, work.cap)))
        self.assertGreater(min(seen), 50)

    def test_balance_with_closed_sets_equals_balance_without(self):
        rnd = random.Random(7)
        for _ in range(200):
            state = rnd.getstate()
            a = self.instance(rnd)
            rnd.setstate(state)
            b = self.instance(rnd)
            if a.deal_and_complete():
                continue
            b.deal_and_complete()
            a.balance()
            for v in range(max(b.level, default=0), 1, -1):
                for i in b.rho:
                    if b.level[i] == v and b.count[i] > 0:
                        b.search(sorted(b.held[i]), i, lambda j: b.level[j] <= v - 2 and b.free(j))
            self.assertEqual(a.holder, b.holder)


class Bundles(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.good = jcs(Session("SHA256").bundle())

    def changed(self, change, signed=True):
        doc = parse(self.good)
        change(doc)
        return failing(resign(doc) if signed else doc)

    def test_open_bundles_of_both_suites_hold(self):
        for suite in ("SHA256", "SM3"):
            results = verifier.verify(jcs(Session(suite).bundle()))
            self.assertEqual([r for r in results if r[1] == verifier.FAIL], [])
            undecided = {i for i, status, _ in results if status != verifier.PASS}
            self.assertEqual(undecided, {"witnesses", "register", "signers", "monitor"})

    def test_sealed_bundle_reads_not_disclosed(self):
        results = verifier.verify(jcs(Session("SHA256").bundle(sealed=True)))
        self.assertEqual([r for r in results if r[1] == verifier.FAIL], [])
        hidden = {i for i, status, _ in results if status == verifier.HIDDEN}
        self.assertEqual(hidden, {"inspectors", "avoidance", "assignment", "choice", "openings"})

    def test_infeasible_bundle_holds_by_its_certificates(self):
        session = Session("SHA256", cap=1)
        doc = session.bundle()
        self.assertTrue(session.failed)
        self.assertEqual(failing(doc), [])
        doc["certificate"]["body"]["assign"]["infeasible"][0]["X"].pop()
        self.assertIn("assignment", failing(resign(doc)))

    def amended(self, change=lambda x: None):
        """Failing steps of the demo bundle with one recusal and one replacement, after a change of the two."""
        session = Session("SHA256")
        doc, work = session.bundle(), session.work
        seat = next(x for x in doc["assignment"] if x["group"] == 2)
        held = Counter(x["inspector"] for x in doc["assignment"])
        team = {x["inspector"] for x in doc["assignment"] if x["c"] == seat["c"]}
        free = [(p["load"] + held[c.hex()], session.s.kh(work.key, "sub", c + bytes.fromhex(seat["c"]))[:8], c.hex())
                for c, p in session.staff if p["dept"] == "XF" and held[c.hex()] < p["cap"] and c.hex() not in team
                and (bytes.fromhex(seat["c"]), c) not in session.pairs]
        new = {**seat, "inspector": min(free)[2]}
        successor = session.ranks[0][6][1]
        record, salt = session.records[successor]
        staff = dict(session.staff)

        def may(x):
            who = bytes.fromhex(x["inspector"])
            return (successor, who) not in session.pairs and (x["group"] == 2 or record["area"] in staff[who]["areas"])
        teams = {c: [x for x in doc["assignment"] if x["c"] == c.hex()] for h, _, c in session.drawn if h == 0}
        struck, mates = next((c, t) for c, t in teams.items() if c.hex() != seat["c"] and all(map(may, t)))
        amendments = [
            {"type": "recused", "index": 11, **seat, "substitute": new["inspector"], "evidence": "00" * 32, "changes": [new]},
            {"type": "replaced", "index": 12, "stratum": 0, "c": struck.hex(), "successor": successor.hex(), "rank": 7,
             "evidence": "00" * 32, "opening": {"record": record, "salt": salt.hex()},
             "team": [{**x, "c": successor.hex()} for x in mates]}]
        change(amendments)
        events = [x["event"] for x in doc["log"]["events"]]
        keep = ("type", "c", "successor", "substitute", "evidence")
        events += [{**events[0], **{k: x[k] for k in keep if k in x}} for x in amendments]
        doc.update(amendments=amendments, log=log_of(events))
        return failing(doc)

    def logged(self, *further, at=None):
        """Failing steps of the demo bundle after its events are dated anew or go on."""
        return failing(self.continued(*further, at=at))

    def continued(self, *further, at=None):
        doc = parse(self.good)
        events = [x["event"] for x in doc["log"]["events"]]
        events = [{**e, "at": at or e["at"]} if i else e for i, e in enumerate(events)]
        events += [{**events[0], "type": kind} for kind in further]
        doc["log"] = log_of(events)
        return doc

    def said(self, doc):
        """What the program prints about a document, in Chinese."""
        with contextlib.redirect_stdout(io.StringIO()) as out:
            verifier.report(verifier.verify(jcs(doc)), "zh", False)
        return out.getvalue()

    def test_a_void_draw_is_said_to_be_void_in_the_last_line(self):
        self.assertTrue(self.said(self.continued("voided")).endswith("\n本次抽取已作废，不生效。\n"))
        self.assertNotIn("作废", self.said(parse(self.good)))

    def test_contributions_come_before_the_beacon(self):
        self.assertEqual(self.logged(at="2023-09-15T11:00:02Z"), [])
        self.assertEqual(self.logged(at="2023-09-15T11:00:03Z"), ["beaconTime"])

    def test_a_finished_draw_may_be_voided_once_and_then_it_is_over(self):
        self.assertEqual(self.logged("voided"), [])
        self.assertEqual(self.logged("voided", "note"), [])
        for further in (("voided", "voided"), ("voided", "completed"), ("completed",), ("voided", "opened")):
            self.assertEqual(self.logged(*further), ["phases"])

    def test_amendments_follow_reserve_and_substitute(self):
        self.assertEqual(self.amended(), [])
        for change in (lambda x: x[0].update(substitute=x[0]["inspector"]), lambda x: x[1].update(rank=8),
                       lambda x: x[1].update(successor=x[1]["c"]), lambda x: x[1]["team"].pop(),
                       lambda x: x[0].update(changes=[]), lambda x: x[1]["opening"].update(salt="00" * 32)):
            self.assertEqual(self.amended(change), ["amendments"])

    def test_trust_list(self):
        key = parse(self.good)["certificate"]["signatures"][0]["key"]
        self.assertEqual(failing(self.good, trust=[key]), [])
        self.assertEqual(failing(self.good, trust=["00" * 32]), ["signers"])

    def test_any_changed_byte_fails(self):
        rnd = random.Random(1)
        for _ in range(25):
            at = rnd.randrange(len(self.good))
            flipped = self.good[:at] + bytes([self.good[at] ^ 1 << rnd.randrange(8)]) + self.good[at + 1:]
            self.assertTrue(failing(flipped), at)
        self.assertTrue(failing(self.good + b"\n"))

    def test_a_head_without_the_signature_of_its_log_fails(self):
        text = parse(self.good)["log"]["checkpoint"]
        origin = text.split("\n", 1)[0]
        start = text.index(f"\u2014 {origin} ") + 2
        for at in (start, start + len(origin) + 1):
            bent = text[:at] + ("x" if text[at] != "x" else "y") + text[at + 1:]
            self.assertIn("logKey", self.changed(lambda x, bent=bent: x["log"].update(checkpoint=bent), signed=False))

    def test_forgeries_signed_anew_fail_at_their_step(self):
        def body(doc):
            return doc["certificate"]["body"]

        def swap(items):
            items[0], items[1] = items[1], items[0]
        for step, change in (
                ("document", lambda x: x.update(extra=1)),
                ("parameters", lambda x: body(x)["params"].pop("witness")),
                ("freezeId", lambda x: body(x)["params"].update(no=8)),
                ("frame", lambda x: x.update(frame="AAAA" + x["frame"][4:])),
                ("frame", lambda x: x.update(frame=x["frame"][:-4])),
                ("log", lambda x: x["log"]["events"][2]["event"].update(commit="00" * 32)),
                ("log", lambda x: x["log"]["events"][2]["proof"].pop()),
                ("contributions", lambda x: body(x)["seed"]["contribs"][1].update(reveal="00" * 32)),
                ("contributions", lambda x: body(x)["seed"]["contribs"][3].update(text="1" * 19)),
                ("phases", lambda x: body(x)["seed"]["contribs"][0].update(committedAt=5)),
                ("phases", lambda x: x["log"]["events"].pop()),
                ("entropy", lambda x: body(x)["seed"].update(bits=961)),
                ("seed", lambda x: body(x)["seed"].update(value="00" * 32)),
                ("quotas", lambda x: body(x)["select"]["quotas"].__setitem__(0, 5)),
                ("selection", lambda x: swap(x["selected"])),
                ("selection", lambda x: x["selected"].pop()),
                ("thresholds", lambda x: body(x)["select"]["threshold"].__setitem__(0, None)),
                ("reserves", lambda x: swap(x["reserves"])),
                ("inspectors", lambda x: x["inspectors"][0]["pub"].update(cap=7)),
                ("avoidance", lambda x: x["conflicts"].pop()),
                ("assignment", lambda x: swap(x["assignment"])),
                ("assignment", lambda x: x["selected"][0].update(area="140999")),
                ("choice", lambda x: body(x)["assign"]["choice"].update(below3=99)),
                ("openings", lambda x: x["openings"][0]["record"].update(name="x")),
                ("openings", lambda x: x.update(openings=None)),
                ("log", lambda x: body(x)["log"].update(proof=body(x)["log"]["proof"].replace("index 0", "index 1"))),
                ("document", lambda x: body(x).pop("software")),
                ("files", lambda x: body(x)["files"].clear()),
                ("files", lambda x: body(x)["files"][0].update(size=1))):
            with self.subTest(step=step):
                self.assertIn(step, self.changed(change))
        self.assertEqual(self.changed(lambda x: body(x).update(issuedAt="2024-01-01T00:00:00Z"), signed=False), ["signatures"])


if __name__ == "__main__":
    unittest.main()
