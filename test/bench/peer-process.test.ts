import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { projectRoot } from "kernel-helpers/dist/base/paths";
import { startPeer, withPeers } from "../../bench/peer-process.mjs";

describe("a peer's process", () => {
  const conversation = path.join(projectRoot(), "bench/peers/conversation.mjs");
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-peer-"))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const start = (code: string) => {
    const file = path.join(folder, "peer.mjs");
    fs.writeFileSync(file, `import { converse } from ${JSON.stringify(conversation)};\n${code}`);
    return startPeer(process.execPath, [file], { threads: 3, cwd: folder });
  };

  it("says its version, answers question after question, and ends", async () => {
    const threads = "process.env.TF_NUM_INTRAOP_THREADS";
    const peer = await start(`await converse({ version: "v" + ${threads} }, async (n) => ({ seconds: 2 * n }));`);
    assert.equal(peer.version, "v3");
    assert.deepEqual(await peer.ask(4), { seconds: 8 });
    assert.deepEqual(await peer.ask(5), { seconds: 10 });
    await peer.end();
  });

  it("that ends early says why", async () => {
    await assert.rejects(start(`throw new Error("no weights here");`), /ended before it answered[^]*no weights here/);
    const peer = await start(`await converse({ version: "v" }, () => { throw new Error("out of paper"); });`);
    await assert.rejects(peer.ask(1), /out of paper/);
    await peer.end();
  });

  it("is ended when the work fails, and when another one does not start", async () => {
    const ended: string[] = [];
    const peer = (version: string) => () =>
      Promise.resolve({ version, ask: () => Promise.resolve(0), end: () => Promise.resolve(void ended.push(version)) });
    const fail = () => Promise.reject(new Error("it broke"));
    await assert.rejects(withPeers([peer("a"), peer("b")], fail), /it broke/);
    assert.deepEqual(ended, ["a", "b"]);
    const work = () => Promise.reject(new Error("never reached"));
    await assert.rejects(withPeers([peer("c"), fail, peer("d")], work), /it broke/);
    assert.deepEqual(ended, ["a", "b", "c"]);
    assert.equal(await withPeers([peer("e")], ([{ version }]) => Promise.resolve(version)), "e");
  });
});
