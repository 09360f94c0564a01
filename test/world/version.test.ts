import assert from "node:assert/strict";
import { worldVersion } from "kernel-helpers/dist/world";
import { withoutComments } from "kernel-helpers/dist/world/version";

describe("worldVersion", () => {
  it("is twelve hexadecimal digits, always the same in one build", () => {
    assert.match(worldVersion(), /^[0-9a-f]{12}$/);
    assert.equal(worldVersion(), worldVersion());
  });

  it("does not depend on comments, but on code", () => {
    const code = ["/** a", " * b", " */", "const a = 2 * 3; // kept", "// c", "const b = a", ""].join("\n");
    assert.equal(withoutComments(code), "const a = 2 * 3; // kept\nconst b = a\n");
  });
});
