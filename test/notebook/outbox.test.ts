import assert from "node:assert/strict";
import { Outbox, type Sender } from "kernel-helpers/dist/notebook/kernel/outbox";

/** A socket that takes one message at a time, as zeromq's do, until it is told to go on. */
function slowSocket() {
  const taken: string[] = [];
  let goOn: (() => void) | undefined;
  const socket: Sender = {
    closed: false,
    send(frames) {
      if (goOn) throw Object.assign(new Error("Socket is busy writing"), { code: "EBUSY" });
      taken.push(frames[0] as string);
      return new Promise((resolve) => (goOn = resolve));
    },
  };
  const next = async () => {
    const resolve = goOn;
    goOn = undefined;
    resolve?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { socket, taken, next };
}

describe("notebook/kernel/outbox", () => {
  it("sends at once where the socket is free", () => {
    const { socket, taken } = slowSocket();
    new Outbox(socket).send(["a"]);
    assert.deepEqual(taken, ["a"]);
  });

  it("keeps the order while the socket is busy, and loses nothing", async () => {
    const { socket, taken, next } = slowSocket();
    const outbox = new Outbox(socket);
    for (const message of ["a", "b", "c"]) outbox.send([message]);
    assert.deepEqual(taken, ["a"]);
    await next();
    assert.deepEqual(taken, ["a", "b"]);
    outbox.send(["d"]);
    await next();
    await next();
    assert.deepEqual(taken, ["a", "b", "c", "d"]);
    await next();
    outbox.send(["e"]);
    assert.deepEqual(taken.at(-1), "e");
  });

  it("lets other errors through", () => {
    const socket: Sender = { closed: false, send: () => { throw new Error("no such socket"); } }; // prettier-ignore
    assert.throws(() => new Outbox(socket).send(["a"]), /no such socket/);
  });
});
