import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { codeVersion, versionOf } from "kernel-helpers/dist/store/code-version";
import { useTemporaryLocal } from "./temporary-local";

const CODE = 'const a = 1; // one\nfunction b() {\n  return "/* text */";\n}\n';

describe("store/code-version", () => {
  const local = useTemporaryLocal();
  const versionWith = (text: string, file = "room/a.js"): string => {
    fs.rmSync(local("room"), { recursive: true, force: true });
    fs.mkdirSync(path.dirname(local(file)), { recursive: true });
    fs.writeFileSync(local(file), text);
    return versionOf(local(), ["room"]);
  };

  it("is twelve hexadecimal digits of the compiled code", () => {
    assert.match(codeVersion("teachers", "engine/native-adam"), /^[0-9a-f]{12}$/);
    assert.notEqual(codeVersion("teachers"), codeVersion("augmentation"));
  });

  it("does not change with comments that fill their lines, nor with blank lines", () => {
    const version = versionWith(CODE);
    const commented = [
      `// a word\n${CODE}`,
      `/** two\n * lines */\n${CODE}`,
      CODE.replace("  return", "\n  /* why */\n  // because\n\n  return"),
      `${CODE}//# sourceMappingURL=a.js.map`,
    ];
    for (const text of commented) assert.equal(versionWith(text), version, text);
  });

  it("changes with the code, wherever a comment stands", () => {
    const texts = [
      CODE,
      CODE.replace("a = 1", "a = 2"),
      CODE.replace("text", "test"),
      `/* x */ const c = 1;\n/* y */\n${CODE}`,
      `/* x */ const c = 2;\n/* y */\n${CODE}`,
    ];
    assert.equal(new Set(texts.map((text) => versionWith(text))).size, texts.length);
  });

  it("changes with a file's name and with its folder's files, and looks into folders", () => {
    const version = versionWith(CODE);
    assert.notEqual(versionWith(CODE, "room/b.js"), version);
    const deep = versionWith(CODE, "room/inner/a.js");
    fs.writeFileSync(local("room", "inner", "new.js"), CODE);
    assert.notEqual(versionOf(local(), ["room"]), deep);
  });

  it("counts only JavaScript, and takes a single file by name", () => {
    const version = versionWith(CODE);
    fs.writeFileSync(local("room", "a.d.ts"), "type A = 1;");
    assert.equal(versionOf(local(), ["room"]), version);
    fs.writeFileSync(local("room", "b.js"), "other");
    assert.equal(versionOf(local(), ["room/a"]), version);
  });
});
