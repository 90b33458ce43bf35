"""A second verifier of a tiled log, from the specifications alone and the standard library alone.

C2SP tlog-tiles, tlog-checkpoint and signed-note; RFC 6962 section 2.1; RFC 8032 for Ed25519.

  second_verifier.py verify FOLDER KEY   the whole log: "whole SIZE ROOT", or "bad ENTRY REASON"
  second_verifier.py proofs FOLDER KEY   answers questions on standard input, a line each:
      inclusion INDEX SIZE               the proof, hashes in base64
      consistency OLD SIZE               the proof
      included INDEX SIZE LEAF ROOT PROOF...           true or false
      consistent OLD SIZE OLDROOT ROOT PROOF...        true or false
"""
import base64
import hashlib
import os
import sys

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def sha256(data):
    return hashlib.sha256(data).digest()


# ---- Ed25519, RFC 8032 section 5.1

def recover_x(y, sign):
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        raise ValueError("no point")
    return P - x if x & 1 != sign else x


def point(data):
    number = int.from_bytes(data, "little")
    y = number & (2**255 - 1)
    if y >= P:
        raise ValueError("no point")
    x = recover_x(y, number >> 255)
    return x, y, 1, x * y % P


def add(a, b):
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = f - e, h - g, h + g, f + e
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(factor, a):
    result = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            result = add(result, a)
        a = add(a, a)
        factor >>= 1
    return result


def equal(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (recover_x(BASE_Y, 0), BASE_Y, 1, recover_x(BASE_Y, 0) * BASE_Y % P)


def signed(key, message, signature):
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or s >= ORDER:
        return False
    try:
        public, nonce = point(key), point(signature[:32])
    except ValueError:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    return equal(times(s, BASE), add(nonce, times(k, public)))


# ---- notes and checkpoints

class Bad(Exception):
    def __init__(self, entry, reason):
        super().__init__(reason)
        self.entry = entry


def read_key(text):
    name, identity, typed = text.strip().split("+", 2)
    raw = base64.b64decode(typed, validate=True)
    if raw[0] != 1 or sha256(name.encode() + b"\n" + raw)[:4].hex() != identity:
        raise ValueError("not a key of a log")
    return name, bytes.fromhex(identity), raw[1:]


def checkpoint(note, key):
    text, _, lines = note.rpartition("\n\n")
    text += "\n"
    name, identity, raw = key
    for line in lines.splitlines():
        parts = line.split(" ")
        if len(parts) == 3 and parts[0] == "\u2014" and parts[1] == name:
            data = base64.b64decode(parts[2], validate=True)
            good = base64.b64encode(data).decode() == parts[2]
            if good and data[:4] == identity and signed(raw, text.encode(), data[4:]):
                origin, size, root = text.split("\n")[:3]
                if str(int(size)) != size:
                    raise Bad(0, "size out of form")
                return origin, int(size), base64.b64decode(root, validate=True)
    raise Bad(0, "the checkpoint is not signed by the key")


# ---- tiles

def place(n):
    parts = ["%03d" % (n % 1000)]
    while n >= 1000:
        n //= 1000
        parts.insert(0, "x%03d" % (n % 1000))
    return os.path.join(*parts)


def fetch(folder, kind, n, width, entry):
    whole = os.path.join(folder, "tile", kind, place(n))
    name = whole if width == 256 else whole + ".p/" + str(width)
    for candidate in (name, whole):
        if os.path.isfile(candidate):
            with open(candidate, "rb") as file:
                return file.read(), candidate == whole
    raise Bad(entry, name + " is missing")


def tile(folder, level, n, size):
    width = min(256, (size >> (8 * level)) - n * 256)
    data, full = fetch(folder, str(level), n, width, (n * 256) << (8 * level))
    expected = 256 if full else width
    if len(data) != 32 * expected:
        gone = n * 256 + min(len(data) // 32, width - 1)
        raise Bad(gone << (8 * level), "a tile of another length")
    return [data[32 * i:32 * i + 32] for i in range(width)]


def bundle(folder, n, size):
    width = min(256, size - n * 256)
    data, full = fetch(folder, "entries", n, width, n * 256)
    entries, at = [], 0
    while at < len(data):
        length = int.from_bytes(data[at:at + 2], "big")
        if at + 2 + length > len(data):
            raise Bad(n * 256 + min(len(entries), width - 1), "a bundle ends inside an entry")
        entries.append(data[at + 2:at + 2 + length])
        at += 2 + length
    if len(entries) < width or len(entries) > (256 if full else width):
        raise Bad(n * 256 + min(len(entries), width - 1), "a bundle of another number of entries")
    return entries[:width]


# ---- the tree

def leaf(entry):
    return sha256(b"\0" + entry)


def node(left, right):
    return sha256(b"\1" + left + right)


def split(count):
    return 1 << ((count - 1).bit_length() - 1)


def over(hashes):
    if len(hashes) == 1:
        return hashes[0]
    k = split(len(hashes))
    return node(over(hashes[:k]), over(hashes[k:]))


class Tree:
    """Hashes of ranges, from the tiles."""

    def __init__(self, folder, size):
        self.folder, self.size, self.known = folder, size, {}

    def tile(self, level, n):
        if (level, n) not in self.known:
            self.known[level, n] = tile(self.folder, level, n, self.size)
        return self.known[level, n]

    def range(self, start, end):
        count = end - start
        if count & (count - 1):
            middle = start + split(count)
            return node(self.range(start, middle), self.range(middle, end))
        level = (count.bit_length() - 1) // 8
        first, hashes = start >> (8 * level), count >> (8 * level)
        return over(self.tile(level, first // 256)[first % 256:first % 256 + hashes])

    def inclusion(self, index, start, end):
        if end - start == 1:
            return []
        middle = start + split(end - start)
        if index < middle:
            return self.inclusion(index, start, middle) + [self.range(middle, end)]
        return self.inclusion(index, middle, end) + [self.range(start, middle)]

    def consistency(self, old, start, end, known=True):
        if old == end:
            return [] if known else [self.range(start, end)]
        middle = start + split(end - start)
        if old <= middle:
            return self.consistency(old, start, middle, known) + [self.range(middle, end)]
        return self.consistency(old, middle, end, False) + [self.range(start, middle)]


def included(index, size, hashed, root, proof):
    def up(index, count, proof):
        if count == 1:
            return hashed if not proof else None
        if not proof:
            return None
        k = split(count)
        if index < k:
            below = up(index, k, proof[:-1])
            return below and node(below, proof[-1])
        below = up(index - k, count - k, proof[:-1])
        return below and node(proof[-1], below)
    return 0 <= index < size and up(index, size, proof) == root


def consistent(old, size, old_root, root, proof):
    if old == 0 or old == size:
        return not proof and (old_root == root if old else old_root == sha256(b""))

    def up(old, count, proof, known):
        """Roots of the old and the new tree below here."""
        if old == count:
            if known:
                return (old_root, old_root) if not proof else None
            return (proof[0], proof[0]) if len(proof) == 1 else None
        if not proof:
            return None
        k = split(count)
        if old <= k:
            below = up(old, k, proof[:-1], known)
            return below and (below[0], node(below[1], proof[-1]))
        below = up(old - k, count - k, proof[:-1], False)
        return below and (node(proof[-1], below[0]), node(proof[-1], below[1]))
    return 0 < old < size and up(old, size, proof, True) == (old_root, root)


# ---- what is asked

def read_checkpoint(folder, key):
    try:
        with open(os.path.join(folder, "checkpoint"), encoding="utf-8", newline="") as file:
            return checkpoint(file.read(), key)
    except (OSError, ValueError) as problem:
        raise Bad(0, "no checkpoint: " + str(problem)) from problem


def verify(folder, key):
    origin, size, root = read_checkpoint(folder, key)
    levels = [[]]
    for n in range((size + 255) // 256):
        hashes = tile(folder, 0, n, size)
        for i, entry in enumerate(bundle(folder, n, size)):
            if leaf(entry) != hashes[i]:
                raise Bad(n * 256 + i, "not the entry in the tree")
        levels[0].append(hashes)
    level = 0
    while any(len(hashes) == 256 for hashes in levels[level]):
        below = [over(hashes) for hashes in levels[level] if len(hashes) == 256]
        level += 1
        levels.append([])
        for n in range((len(below) + 255) // 256):
            stored = tile(folder, level, n, size)
            for i, hashed in enumerate(stored):
                if hashed != below[n * 256 + i]:
                    raise Bad((n * 256 + i) << (8 * level), "tiles do not fit each other")
            levels[level].append(stored)
    if (Tree(folder, size).range(0, size) if size else sha256(b"")) != root:
        raise Bad(0, "the tree is another one than was signed")
    return "whole %d %s" % (size, base64.b64encode(root).decode())


def answer(tree, words):
    if words[0] == "inclusion":
        return " ".join(base64.b64encode(h).decode() for h in
                        tree.inclusion(int(words[1]), 0, int(words[2])))
    if words[0] == "consistency":
        old, size = int(words[1]), int(words[2])
        proof = tree.consistency(old, 0, size) if old else []
        return " ".join(base64.b64encode(h).decode() for h in proof)
    first, size = int(words[1]), int(words[2])
    hashes = [base64.b64decode(word, validate=True) for word in words[3:]]
    check = {"included": included, "consistent": consistent}[words[0]]
    return str(check(first, size, hashes[0], hashes[1], hashes[2:])).lower()


def main():
    what, folder, text = sys.argv[1:4]
    key = read_key(text)
    try:
        if what == "verify":
            print(verify(folder, key))
        else:
            tree = Tree(folder, read_checkpoint(folder, key)[1])
            for line in sys.stdin:
                print(answer(tree, line.split()))
    except Bad as bad:
        print("bad %d %s" % (bad.entry, bad))
        sys.exit(1)


main()
