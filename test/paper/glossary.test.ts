import assert from "node:assert/strict";
import { UserError } from "kernel-helpers/dist/base/errors";
import { define, glossary } from "kernel-helpers/dist/paper/glossary";

describe("define", () => {
  it("finds a term by name, short form, other case, hyphen or plural", () => {
    for (const name of ["Attack success rate", "ASR", "asr", "attack-success rate", "attackSuccessRate"]) {
      assert.equal(define(name).term, "Attack success rate");
    }
    assert.equal(define("triggers").term, "Trigger");
    assert.equal(define("Spectral Signatures").term, "Spectral Signatures");
  });

  it("names the nearest term when there is none", () => {
    const complaint = (error: unknown) =>
      error instanceof UserError && error.message === 'the glossary has no "entropie"; the nearest term is "Entropy"';
    assert.throws(() => define("entropie"), complaint);
  });

  it("gives every name to one term only", () => {
    const names = glossary().flatMap(({ term, aliases = [] }) => [term, ...aliases].map((name) => name.toLowerCase()));
    assert.deepEqual(
      names.filter((name, i) => names.indexOf(name) < i),
      [],
    );
    for (const name of names) assert.ok(define(name));
  });
});
