"""drand quicknet beacon for the independent verifier: the BLS12-381 pairing equation in plain Python (6.3).

Written from RFC 9380 (hash to curve, with the constants of its appendix E.2) and the usual definitions of the curve.
Python 3.11, standard library only.  Checks public values only; nothing here is constant-time.
Fp2 is a pair (a, b) = a + b*u with u^2 = -1; Fp12 is a list of 12 numbers, powers of w with w^12 = 2*w^6 - 2,
so that u = w^6 - 1 and the twist y^2 = x^3 + 4(1+u) maps into Fp12 by dividing through w^2 and w^3.
"""
import functools
import hashlib

P = 0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab
R = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001
X = 0xd201000000010000          # absolute value of the curve's parameter, which is negative
DST = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
PUBLIC_KEY = ("83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451"
              "0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a")
GROUP_HASH = "f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e"
GENESIS, PERIOD = 1692803367, 3
CHAIN = hashlib.sha256(PERIOD.to_bytes(4, "big") + GENESIS.to_bytes(8, "big") + bytes.fromhex(PUBLIC_KEY + GROUP_HASH)
                       + b"quicknet").hexdigest()
G2 = ("93e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e"
      "024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8")

ISO_A = 0x144698a3b8e9433d693a02c96d4982b0ea985383ee66a8d8e8981aefd881ac98936f8da0e0f97f5cf428082d584c1d
ISO_B = 0x12e2908d11688030018b12e8753eee3b2016c1f0f24f4070a0b9c14fcef35ef55a23215a316ceaa5d1cc48e98e172be0
ISO_Z = 11
# The 11-isogeny: x numerator, x denominator, y numerator, y denominator, each lowest power first.
ISOGENY = [[int(x, 16) for x in part.split()] for part in """
11a05f2b1e833340b809101dd99815856b303e88a2d7005ff2627b56cdb4e2c85610c2d5f2e62d6eaeac1662734649b7
17294ed3e943ab2f0588bab22147a81c7c17e75b2f6a8417f565e33c70d1e86b4838f2a6f318c356e834eef1b3cb83bb
0d54005db97678ec1d1048c5d10a9a1bce032473295983e56878e501ec68e25c958c3e3d2a09729fe0179f9dac9edcb0
1778e7166fcc6db74e0609d307e55412d7f5e4656a8dbf25f1b33289f1b330835336e25ce3107193c5b388641d9b6861
0e99726a3199f4436642b4b3e4118e5499db995a1257fb3f086eeb65982fac18985a286f301e77c451154ce9ac8895d9
1630c3250d7313ff01d1201bf7a74ab5db3cb17dd952799b9ed3ab9097e68f90a0870d2dcae73d19cd13c1c66f652983
0d6ed6553fe44d296a3726c38ae652bfb11586264f0f8ce19008e218f9c86b2a8da25128c1052ecaddd7f225a139ed84
17b81e7701abdbe2e8743884d1117e53356de5ab275b4db1a682c62ef0f2753339b7c8f8c8f475af9ccb5618e3f0c88e
080d3cf1f9a78fc47b90b33563be990dc43b756ce79f5574a2c596c928c5d1de4fa295f296b74e956d71986a8497e317
169b1f8e1bcfa7c42e0c37515d138f22dd2ecb803a0c5c99676314baf4bb1b7fa3190b2edc0327797f241067be390c9e
10321da079ce07e272d8ec09d2565b0dfa7dccdde6787f96d50af36003b14866f69b771f8c285decca67df3f1605fb7b
06e08c248e260e70bd1e962381edee3d31d79d7e22c837bc23c0bf1bc24c6b68c24b1b80b64d391fa9c8ba2e8ba2d229

08ca8d548cff19ae18b2e62f4bd3fa6f01d5ef4ba35b48ba9c9588617fc8ac62b558d681be343df8993cf9fa40d21b1c
12561a5deb559c4348b4711298e536367041e8ca0cf0800c0126c2588c48bf5713daa8846cb026e9e5c8276ec82b3bff
0b2962fe57a3225e8137e629bff2991f6f89416f5a718cd1fca64e00b11aceacd6a3d0967c94fedcfcc239ba5cb83e19
03425581a58ae2fec83aafef7c40eb545b08243f16b1655154cca8abc28d6fd04976d5243eecf5c4130de8938dc62cd8
13a8e162022914a80a6f1d5f43e7a07dffdfc759a12062bb8d6b44e833b306da9bd29ba81f35781d539d395b3532a21e
0e7355f8e4e667b955390f7f0506c6e9395735e9ce9cad4d0a43bcef24b8982f7400d24bc4228f11c02df9a29f6304a5
0772caacf16936190f3e0c63e0596721570f5799af53a1894e2e073062aede9cea73b3538f0de06cec2574496ee84a3a
14a7ac2a9d64a8b230b3f5b074cf01996e7f63c21bca68a81996e1cdf9822c580fa5b9489d11e2d311f7d99bbdcc5a5e
0a10ecf6ada54f825e920b3dafc7a3cce07f8d1d7161366b74100da67f39883503826692abba43704776ec3a79a1d641
095fc13ab9e92ad4476d6e3eb3a56680f682b4ee96f7d03776df533978f31c1593174e4b4b7865002d6384d168ecdd0a
1

090d97c81ba24ee0259d1f094980dcfa11ad138e48a869522b52af6c956543d3cd0c7aee9b3ba3c2be9845719707bb33
134996a104ee5811d51036d776fb46831223e96c254f383d0f906343eb67ad34d6c56711962fa8bfe097e75a2e41c696
00cc786baa966e66f4a384c86a3b49942552e2d658a31ce2c344be4b91400da7d26d521628b00523b8dfe240c72de1f6
01f86376e8981c217898751ad8746757d42aa7b90eeb791c09e4a3ec03251cf9de405aba9ec61deca6355c77b0e5f4cb
08cc03fdefe0ff135caf4fe2a21529c4195536fbe3ce50b879833fd221351adc2ee7f8dc099040a841b6daecf2e8fedb
16603fca40634b6a2211e11db8f0a6a074a7d0d4afadb7bd76505c3d3ad5544e203f6326c95a807299b23ab13633a5f0
04ab0b9bcfac1bbcb2c977d027796b3ce75bb8ca2be184cb5231413c4d634f3747a87ac2460f415ec961f8855fe9d6f2
0987c8d5333ab86fde9926bd2ca6c674170a05bfe3bdd81ffd038da6c26c842642f64550fedfe935a15e4ca31870fb29
09fc4018bd96684be88c9e221e4da1bb8f3abd16679dc26c1e8b6e6a1f20cabe69d65201c78607a360370e577bdba587
0e1bba7a1186bdb5223abde7ada14a23c42a0ca7915af6fe06985e7ed1e4d43b9b3f7055dd4eba6f2bafaaebca731c30
19713e47937cd1be0dfd0b8f1d43fb93cd2fcbcb6caf493fd1183e416389e61031bf3a5cce3fbafce813711ad011c132
18b46a908f36f6deb918c143fed2edcc523559b8aaf0c2462e6bfe7f911f643249d9cdf41b44d606ce07c8a4d0074d8e
0b182cac101b9399d155096004f53f447aa7b12a3426b08ec02710e807b4633f06c851c1919211f20d4c04f00b971ef8
0245a394ad1eca9b72fc00ae7be315dc757b3b080d4c158013e6632d3c40659cc6cf90ad1c232a6442d9d3f5db980133
05c129645e44cf1102a159f748c4a3fc5e673d81d7e86568d9ab0f5d396a7ce46ba1049b6579afb7866b1e715475224b
15e6be4e990f03ce4ea50b3b42df2eb5cb181d8f84965a3957add4fa95af01b2b665027efec01c7704b456be69c8b604

16112c4c3a9c98b252181140fad0eae9601a6de578980be6eec3232b5be72e7a07f3688ef60c206d01479253b03663c1
1962d75c2381201e1a0cbd6c43c348b885c84ff731c4d59ca4a10356f453e01f78a4260763529e3532f6102c2e49a03d
058df3306640da276faaae7d6e8eb15778c4855551ae7f310c35a5dd279cd2eca6757cd636f96f891e2538b53dbf67f2
16b7d288798e5395f20d23bf89edb4d1d115c5dbddbcd30e123da489e726af41727364f2c28297ada8d26d98445f5416
0be0e079545f43e4b00cc912f8228ddcc6d19c9f0f69bbb0542eda0fc9dec916a20b15dc0fd2ededda39142311a5001d
08d9e5297186db2d9fb266eaac783182b70152c65550d881c5ecd87b6f0f5a6449f38db9dfa9cce202c6477faaf9b7ac
166007c08a99db2fc3ba8734ace9824b5eecfdfa8d0cf8ef5dd365bc400a0051d5fa9c01a58b1fb93d1a1399126a775c
16a3ef08be3ea7ea03bcddfabba6ff6ee5a4375efa1f4fd7feb34fd206357132b920f5b00801dee460ee415a15812ed9
1866c8ed336c61231a1be54fd1d74cc4f9fb0ce4c6af5920abc5750c4bf39b4852cfe2f7bb9248836b233d9d55535d4a
167a55cda70a6e1cea820597d94a84903216f763e13d87bb5308592e7ea7d4fbc7385ea3d529b35e346ef48bb8913f55
04d2f259eea405bd48f010a01ad2911d9c6dd039bb61a6290e591b36e636a5c871a5c29f4f83060400f8b49cba8f6aa8
0accbb67481d033ff5852c1e48c50c477f94ff8aefce42d28c0f9a88cea7913516f968986f7ebbea9684b529e2561092
0ad6b9514c767fe3c3613144b45f1496543346d98adf02267d5ceef9a00d9b8693000763e3b90ac11e99b138573345cc
02660400eb2e4f3b628bdd0d53cd76f2bf565b94e72927c1cb748df27942480e420517bd8714cc80d1fadc1326ed06f7
0e0fa1d816ddc03e6b24255e0d7819c171c40f65e273b853324efcd6356caa205ca2f570f13497804415473a1d634b8f
1
""".split("\n\n")]


# ---------------------------------------------------------------- Fp, Fp2, Fp12

def root(a):
    """Square root in Fp, or None."""
    r = pow(a, (P + 1) // 4, P)
    return r if r * r % P == a % P else None


def mul2(x, y):
    return (x[0] * y[0] - x[1] * y[1]) % P, (x[0] * y[1] + x[1] * y[0]) % P


def sub2(x, y):
    return (x[0] - y[0]) % P, (x[1] - y[1]) % P


def inv2(x):
    n = pow(x[0] * x[0] + x[1] * x[1], -1, P)
    return x[0] * n % P, -x[1] * n % P


def root2(x):
    """Square root in Fp2 of a value with b != 0, or None."""
    norm = root(x[0] * x[0] + x[1] * x[1])
    for n in (norm, -norm) if norm is not None else ():
        a = root((x[0] + n) * pow(2, -1, P) % P)
        if a:
            return a, x[1] * pow(2 * a, -1, P) % P
    return None


def mul12(x, y):
    out = [0] * 23
    for i, a in enumerate(x):
        if a:
            for j, b in enumerate(y):
                out[i + j] += a * b
    for i in range(22, 11, -1):
        out[i - 6] += 2 * out[i]
        out[i - 12] -= 2 * out[i]
    return [v % P for v in out[:12]]


# ---------------------------------------------------------------- points

def add(p, q, a=0):
    """Sum of affine points of y^2 = x^3 + a*x + b over Fp; None is infinity."""
    if p is None or q is None:
        return q if p is None else p
    if p[0] == q[0]:
        if (p[1] + q[1]) % P == 0:
            return None
        slope = (3 * p[0] * p[0] + a) * pow(2 * p[1], -1, P)
    else:
        slope = (q[1] - p[1]) * pow(q[0] - p[0], -1, P)
    x = (slope * slope - p[0] - q[0]) % P
    return x, (slope * (p[0] - x) - p[1]) % P


def times(k, p, a=0):
    q = None
    while k:
        q, p, k = add(q, p, a) if k & 1 else q, add(p, p, a), k >> 1
    return q


def read_g1(raw):
    """Compressed point of the subgroup G1, or None."""
    if len(raw) != 48 or raw[0] & 0xC0 != 0x80:
        return None
    x = int.from_bytes(raw, "big") & (2 ** 381 - 1)
    y = root(x ** 3 + 4) if x < P else None
    if y is None:
        return None
    point = x, y if (y > P - y) == bool(raw[0] & 0x20) else P - y
    return point if times(R, point) is None else None


def read_g2(text):
    """Point of the twist from a constant in hex, or None: 96 bytes compressed, imaginary part first."""
    raw = bytes.fromhex(text)
    if len(raw) != 96 or raw[0] & 0xC0 != 0x80:
        return None
    x = int.from_bytes(raw[48:], "big"), int.from_bytes(raw[:48], "big") & (2 ** 381 - 1)
    cube = mul2(mul2(x, x), x)
    y = root2(((cube[0] + 4) % P, (cube[1] + 4) % P))
    if y is None:
        return None
    return x, y if (y[1] > P - y[1]) == bool(raw[0] & 0x20) else (P - y[0], P - y[1])


def hash_to_g1(message):
    """RFC 9380 suite BLS12381G1_XMD:SHA-256_SSWU_RO_ with the tag of quicknet."""
    tail = DST + bytes([len(DST)])
    first = hashlib.sha256(bytes(64) + message + (128).to_bytes(2, "big") + b"\0" + tail).digest()
    block, uniform = bytes(32), b""
    for i in range(1, 5):
        block = hashlib.sha256(bytes(x ^ y for x, y in zip(first, block)) + bytes([i]) + tail).digest()
        uniform += block
    fields = [int.from_bytes(uniform[i:i + 64], "big") % P for i in (0, 64)]
    x, y = add(*map(simplified_swu, fields), ISO_A)
    xn, xd, yn, yd = (sum(k * pow(x, i, P) for i, k in enumerate(part)) for part in ISOGENY)
    return times(X + 1, (xn * pow(xd, -1, P) % P, y * yn * pow(yd, -1, P) % P))


def simplified_swu(u):
    """Map of RFC 9380 6.6.2 to the isogenous curve."""
    t = ISO_Z * u * u % P
    bottom = (t * t + t) % P
    x = (-ISO_B * pow(ISO_A, -1, P) * (1 + pow(bottom, -1, P)) if bottom else ISO_B * pow(ISO_Z * ISO_A, -1, P)) % P
    y = root(x ** 3 + ISO_A * x + ISO_B)
    if y is None:
        x = t * x % P
        y = root(x ** 3 + ISO_A * x + ISO_B)
    return x, y if y % 2 == u % 2 else P - y


# ---------------------------------------------------------------- pairing

def miller(p, q):
    """Miller loop of the ate pairing for p in G1 and q on the twist, up to factors that the final power removes."""
    f, t = [1] + [0] * 11, q
    for bit in bin(X)[3:]:
        f = mul12(f, f)
        for other in (t, q) if bit == "1" else (t,):
            if other == t:
                square = mul2(t[0], t[0])
                slope = mul2(tuple(3 * v for v in square), inv2(tuple(2 * v for v in t[1])))
            else:
                slope = mul2(sub2(other[1], t[1]), inv2(sub2(other[0], t[0])))
            f = mul12(f, line(slope, t, p))
            x = sub2(sub2(mul2(slope, slope), t[0]), other[0])
            t = x, sub2(mul2(slope, sub2(t[0], x)), t[1])
    return f


def line(slope, t, p):
    """w^3 times the line through the untwisted t with that slope, at p: y*w^3 - slope*x*w^2 + slope*x_t - y_t."""
    out = [0] * 12
    a, b = sub2(mul2(slope, t[0]), t[1])
    out[0], out[6] = a - b, b
    a, b = -slope[0] * p[0], -slope[1] * p[0]
    out[2], out[8] = (a - b) % P, b % P
    out[3] = p[1]
    return out


def pairing_product_is_one(pairs):
    f = [1] + [0] * 11
    for p, q in pairs:
        f = mul12(f, miller(p, q))
    out, k = [1] + [0] * 11, (P ** 12 - 1) // R
    for bit in bin(k)[2:]:
        out = mul12(out, out)
        out = mul12(out, f) if bit == "1" else out
    return out == [1] + [0] * 11


@functools.lru_cache(maxsize=64)
def beacon_verify(number, signature, key=PUBLIC_KEY):
    """Whether `signature` (48 bytes) is the signature of round `number` under the key."""
    point, public = read_g1(signature), read_g2(key)
    if point is None or public is None or number < 1:
        return False
    message = hash_to_g1(hashlib.sha256(number.to_bytes(8, "big")).digest())
    return pairing_product_is_one([((point[0], P - point[1]), read_g2(G2)), (message, public)])
