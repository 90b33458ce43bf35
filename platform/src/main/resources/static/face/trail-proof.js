// Verifies, in the browser, that an entry stands on the trail: C2SP tlog-proof, tlog-checkpoint and signed-note, RFC 9162 section 2.1.3.2.
"use strict";
(() => {
  const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const same = (a, b) => a.length === b.length && a.every((x, i) => x === b[i]);
  const sha256 = async (...parts) => {
    const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
    let at = 0;
    for (const p of parts) { all.set(p, at); at += p.length; }
    return new Uint8Array(await crypto.subtle.digest("SHA-256", all));
  };
  const node = (left, right) => sha256([1], left, right);

  const parse = (text) => {
    const cut = text.indexOf("\n\n");
    const lines = text.slice(0, cut).split("\n");
    if (cut < 0 || lines[0] !== "c2sp.org/tlog-proof@v1" || !lines[1].startsWith("extra ") || !lines[2].startsWith("index ")) {
      throw new Error("form");
    }
    return { leaf: bytes(lines[1].slice(6)), index: BigInt(lines[2].slice(6)), path: lines.slice(3).map(bytes), note: text.slice(cut + 2) };
  };

  const root = async (leaf, index, size, path) => {
    let at = index, last = size - 1n, hash = await sha256([0], leaf);
    if (at < 0n || at >= size) { throw new Error("index"); }
    for (const beside of path) {
      if (last === 0n) { throw new Error("path"); }
      if ((at & 1n) === 1n || at === last) {
        hash = await node(beside, hash);
        while ((at & 1n) === 0n && at !== 0n) { at >>= 1n; last >>= 1n; }
      } else {
        hash = await node(hash, beside);
      }
      at >>= 1n; last >>= 1n;
    }
    if (last !== 0n) { throw new Error("path"); }
    return hash;
  };

  // true, false, or null where the browser has no Ed25519
  const signed = async (note, key) => {
    const end = note.lastIndexOf("\n\n");
    const text = new TextEncoder().encode(note.slice(0, end + 1));
    const [name, , encoded] = [key.split("+")[0], key.split("+")[1], key.split("+").slice(2).join("+")];
    const typed = bytes(encoded);
    const id = (await sha256(new TextEncoder().encode(name + "\n"), typed)).slice(0, 4);
    let imported;
    try {
      imported = await crypto.subtle.importKey("raw", typed.slice(1), { name: "Ed25519" }, false, ["verify"]);
    } catch (unknown) {
      return null;
    }
    for (const line of note.slice(end + 2).split("\n")) {
      const parts = line.split(" ");
      if (parts.length === 3 && parts[1] === name) {
        const all = bytes(parts[2]);
        if (same(all.slice(0, 4), id) && await crypto.subtle.verify({ name: "Ed25519" }, imported, all.slice(4), text)) { return true; }
      }
    }
    return false;
  };

  const verify = async (box, say) => {
    const answer = await fetch(box.dataset.proof, { credentials: "same-origin", cache: "no-store" });
    if (!answer.ok) { say("bad", "証明を取得できませんでした。"); return; }
    const proof = parse(await answer.text());
    const lines = proof.note.split("\n");
    const shown = same(await sha256([0], proof.leaf), bytes(box.dataset.leaf)) && String(proof.index) === box.dataset.position;
    say(shown ? "ok" : "bad", shown ? "記録の全文から計算したハッシュ値は、画面のものと同じです。" : "記録の全文から計算したハッシュ値が、画面のものと異なります。");
    let reached = false;
    try { reached = same(await root(proof.leaf, proof.index, BigInt(lines[1]), proof.path), bytes(lines[2])); } catch (wrong) { reached = false; }
    say(reached ? "ok" : "bad", reached ? "経路をたどった値は、チェックポイントのルートと同じです。" : "経路をたどった値が、チェックポイントのルートと異なります。");
    const signature = await signed(proof.note, box.dataset.key);
    say(signature === null ? "warn" : signature ? "ok" : "bad",
      signature === null ? "このブラウザーは Ed25519 に対応していないため、署名は検証していません。" :
        signature ? "チェックポイントの署名は、画面の公開鍵によるものです。公開鍵は、別に保管したものと見比べてください。" : "チェックポイントの署名が、画面の公開鍵によるものではありません。");
  };

  for (const box of document.querySelectorAll(".trail-proof")) {
    const button = box.querySelector(".verify"), list = box.querySelector(".result");
    button.hidden = false;
    button.addEventListener("click", async () => {
      list.replaceChildren();
      button.disabled = true;
      const say = (mark, words) => {
        const item = document.createElement("li"), chip = document.createElement("span");
        chip.className = "chip " + mark;
        chip.textContent = { ok: "正しい", bad: "不正", warn: "未検証" }[mark];
        item.append(chip, " " + words);
        list.append(item);
      };
      try { await verify(box, say); } catch (wrong) { say("bad", "証明の形式が正しくありません。"); }
      button.disabled = false;
    });
  }
})();
