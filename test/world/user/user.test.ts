import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { UserError } from "kernel-helpers/dist/base/errors";
import { dataPath } from "kernel-helpers/dist/base/paths";
import { resolveLight } from "kernel-helpers/dist/world/light/registry";
import { loadUserLight } from "kernel-helpers/dist/world/light/user-light";
import { PLACES } from "kernel-helpers/dist/world/objects/places";
import { makeTrigger } from "kernel-helpers/dist/world/objects/trigger-object";
import { loadUserTrigger } from "kernel-helpers/dist/world/objects/user-trigger";
import type { PersonBase } from "kernel-helpers/dist/world/people/person-geometry";
import { resolvePerson } from "kernel-helpers/dist/world/people/registry";
import { loadUserPerson } from "kernel-helpers/dist/world/people/user-person";
import { parseCondition } from "kernel-helpers/dist/world/render/conditions";
import { renderShot } from "kernel-helpers/dist/world/render/render";
import { randomShot } from "kernel-helpers/dist/world/shots/random-shot";
import { dressPerson } from "kernel-helpers/dist/world/subject/subject";
import sharp from "sharp";
import { baseOf, modelOf } from "../rendering";

const example = (...names: string[]): string => dataPath("world", ...names);

/** A closed tetrahedron, 10 units long. */
const CORNERS = "v 0 0 0\nv 10 0 0\nv 0 10 0\nv 0 0 10\n";
const FACES = ["f 1 3 2", "f 1 2 4", "f 1 4 3", "f 2 3 4"];

describe("people, triggers and lights by one file each", () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "world-"))));
  after(() => fs.rmSync(folder, { recursive: true }));

  const write = (name: string, content: string | Buffer | object): string => {
    const file = path.join(folder, name);
    const isText = typeof content === "string" || Buffer.isBuffer(content);
    fs.writeFileSync(file, isText ? content : JSON.stringify(content));
    return file;
  };
  const person = { ancestry: { asian: 1 }, sex: "male", age: 30, skin: { color: "#c49a7c" } };
  const meshTrigger = (obj: string, more: object = {}): string => {
    write("mesh.obj", obj);
    return write("mesh.json", { mesh: "mesh.obj", place: "nose", ...more });
  };
  const png = (channels: 3 | 4): Promise<Buffer> =>
    sharp({ create: { width: 8, height: 8, channels, background: { r: 255, g: 0, b: 0, alpha: 0.5 } } })
      .png()
      .toBuffer();

  it("the examples load, by name", () => {
    assert.equal(resolvePerson("robin").id, "robin");
    assert.equal(resolveLight("evening-lamp").length, 0);
    assert.deepEqual(loadUserPerson(example("people", "robin.json")), resolvePerson("robin"));
    assert.equal(loadUserTrigger(example("triggers", "clown-nose.json")).name, "clown-nose");
    assert.ok(Math.abs(loadUserLight(example("lights", "evening-lamp.json")).ambient - 0.45) < 1e-9);
  });

  it("a trigger by file is a condition, in its own place only", () => {
    const own = process.env.PAPER_WORLD;
    process.env.PAPER_WORLD = folder;
    try {
      assert.throws(
        () => parseCondition("patch"),
        /unknown trigger "patch": expected clean or one of dots, .*clown-nose/,
      );
      fs.mkdirSync(path.join(folder, "triggers"));
      write(path.join("triggers", "patch.json"), { picture: "patch.png", widthMm: 30, place: "chin" });
      assert.deepEqual(parseCondition("clown-nose"), { trigger: "clown-nose", place: undefined });
      assert.deepEqual(parseCondition("patch"), { trigger: "patch", place: undefined });
      assert.throws(() => parseCondition("patch@off-face"), UserError);
    } finally {
      if (own === undefined) delete process.env.PAPER_WORLD;
      else process.env.PAPER_WORLD = own;
    }
  });

  it("a person's mistakes get one sentence each", () => {
    const load = (content: object | string) => () => loadUserPerson(write("someone.json", content));
    assert.throws(load("{ age: 3 }"), /someone\.json is not JSON/);
    assert.throws(load({ ...person, hiar: {} }), /unknown key "hiar"/);
    assert.throws(load({ ...person, hair: { style: "mohawk" } }), /"hair\.style" is not as expected.*"bob"/);
    assert.throws(
      load({ ...person, hair: { color: "purple" } }),
      /expected a colour such as "#c49a7c" or one of black/,
    );
    assert.throws(load({ ...person, ancestry: { asian: 0.4 } }), /the shares must sum to 1/);
    assert.throws(load({ ...person, age: 12 }), /"age"/);
    assert.throws(load({ ...person, face: { "nose/nose-hmup": 1 } }), /nose-hmup/);
    assert.throws(() => loadUserPerson(path.join(folder, "nobody.json")), /could not read .*no such file/);
    assert.equal(load(person)().age, 30);
  });

  it("a picture's mistakes get one sentence each", async () => {
    write("ok.png", await png(4));
    write("opaque.png", await png(3));
    write(
      "photo.png",
      await sharp(await png(3))
        .jpeg()
        .toBuffer(),
    );
    write("broken.png", (await png(4)).subarray(0, 60));
    write(
      "large.png",
      await sharp({ create: { width: 2100, height: 4, channels: 4, background: "red" } })
        .png()
        .toBuffer(),
    );
    const load = (more: object) => () =>
      loadUserTrigger(write("sticker.json", { picture: "ok.png", widthMm: 30, place: "chin", ...more }));
    assert.equal(load({})().name, "sticker");
    assert.throws(load({ place: "left-knee" }), /"place".*expected one of forehead/);
    assert.throws(load({ widthMm: 0 }), /"widthMm".*above 0/);
    assert.throws(load({ picture: "opaque.png" }), /alpha channel/);
    assert.throws(load({ picture: "photo.png" }), /expected a PNG picture/);
    assert.throws(load({ picture: "broken.png" }), /broken PNG/);
    assert.throws(load({ picture: "large.png" }), /2100 x 4 pixels, and 2048 is the most/);
    assert.throws(load({ picture: "none.png" }), /could not read .*none\.png.*no such file/);
    assert.throws(load({ with: 30 }), /unknown key "with"/);
    assert.throws(load({ mesh: "mesh.obj" }), /either "picture" or "mesh", found both/);
  });

  it("a mesh's mistakes get one sentence each", async () => {
    const closed = CORNERS + FACES.join("\n");
    write("skin.png", await png(4));
    const load =
      (obj: string, more: object = {}) =>
      () =>
        loadUserTrigger(meshTrigger(obj, more));
    assert.equal(load(closed)().name, "mesh");
    assert.throws(load(CORNERS + FACES.slice(1).join("\n")), /holes \(3 open edges\).*openMesh/);
    assert.equal(load(CORNERS + FACES.slice(1).join("\n"), { openMesh: true })().name, "mesh");
    assert.throws(load(closed, { texture: "skin.png" }), /without texture coordinates/);
    assert.throws(load(closed.replace("10 0 0", "10 nan 0")), /vertex 2 .* not three numbers/);
    assert.throws(load(closed.replace("f 1 3 2", "f 1 3 9")), /names vertex 9, and there are 4/);
    assert.throws(load("v 0 0 0\n"), /1 vertices and no faces/);
    assert.throws(load(closed, { mmPerUnit: 1000 }), /1\.00e\+4 mm long|10000 mm long/);
    assert.throws(
      load(CORNERS + Array(5001).fill(FACES.join("\n")).join("\n")),
      /20004 triangles, and 20000 are the most/,
    );
  });

  it("a light's mistakes get one sentence each", () => {
    const load = (content: object) => () => loadUserLight(write("lamp.json", content));
    assert.throws(load({}), /either "environment" or "panorama", found neither/);
    assert.throws(load({ environment: "moon" }), /"environment"/);
    assert.throws(load({ panorama: "room.hdr" }), /expected "key" beside "panorama"/);
    const key = { azimuthDegrees: 0, elevationDegrees: 30, strength: 1 };
    assert.throws(load({ panorama: "room.hdr", key }), /no such file/);
    assert.throws(load({ panorama: "room.jpg", key }), /expected an EXR or HDR/);
    const [x, y, z] = load({ environment: "park", yawDegrees: 90, key })().key.direction;
    assert.ok(Math.abs(x) < 1e-9 && Math.abs(y - 0.5) < 1e-6 && z > 0.8, "the file's own key light is not turned");
  });

  describe("worn", function () {
    this.timeout(60_000);
    let base: PersonBase;
    before(async () => (base = await baseOf("v01")));

    it("every place lies on the skin", () => {
      for (const [place, point] of Object.entries(PLACES)) {
        const { positions, parts } = base.head;
        let nearest = Infinity;
        for (let v = 0; v < parts.body.v1; v++) {
          const d = point.map((x, c) => positions[v * 3 + c] - x);
          nearest = Math.min(nearest, Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]));
        }
        assert.ok(nearest < 0.15, `${place}: ${nearest * 100} mm from the skin`);
      }
      assert.throws(
        () => loadUserTrigger(meshTrigger(CORNERS + FACES.join("\n"), { place: [0, 0, 0] })).make(base),
        /mm from the skin of the base head/,
      );
    });

    it("a picture shows its colour at its place, a mesh is seen, and the truth counts both", async () => {
      const model = await modelOf("v01");
      const shot = { ...randomShot("user"), yaw: 0, bodyYaw: 0, pitch: 0 };
      const clean = await renderShot(dressPerson(model, null), shot);
      const flat = await sharp({ create: { width: 20, height: 20, channels: 4, background: "#00c000" } })
        .png()
        .toBuffer();
      write("green.png", flat);
      const sticker = loadUserTrigger(write("green.json", { picture: "green.png", widthMm: 30, place: "forehead" }));
      const worn = await renderShot(dressPerson(model, { trigger: "green", ...sticker.make(base) }), shot);
      assert.ok(worn.triggerPixels > 100, `${worn.triggerPixels} pixels`);
      let green = 0;
      for (let i = 0; i < worn.rgb.length; i += 3) {
        if (worn.rgb[i + 1] > worn.rgb[i] + 40 && clean.rgb[i + 1] <= clean.rgb[i] + 20) green++;
      }
      assert.ok(Math.abs(green - worn.triggerPixels) < 0.3 * worn.triggerPixels, `${green} green pixels`);
      const nose = await renderShot(dressPerson(model, makeTrigger(base, "clown-nose")), shot);
      assert.ok(nose.triggerPixels > 100, `${nose.triggerPixels} pixels`);
      assert.throws(() => makeTrigger(base, "moustache"), /unknown trigger "moustache".*clown-nose/);
    });
  });
});
