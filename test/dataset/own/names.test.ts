import assert from "node:assert/strict";
import { conditionName, isSystemName, nameProblem, personName } from "kernel-helpers/dist/dataset/own/names";
import { CONDITIONS } from "kernel-helpers/dist/paper/triggers";

describe("dataset/own/names", () => {
  it("knows the paper's conditions however they are written, and leaves all others as they are", () => {
    for (const known of CONDITIONS) {
      const title = known.replace(/(^|_)\w/g, (letters) => letters.replace("_", " ").toUpperCase());
      for (const written of [known, title, known.replaceAll("_", "-"), ` ${known.toUpperCase()} `]) assert.equal(conditionName(written), known); // prettier-ignore
    }
    for (const own of ["Hat", "red hat", "帽子", "sunglasses2", "dots@nose"]) assert.equal(conditionName(own), own);
  });

  it("takes composed and decomposed letters as one name", () => {
    assert.equal(personName(" Zoë".normalize("NFD")), "Zoë".normalize("NFC"));
  });

  it("tells system files from others", () => {
    for (const name of [".DS_Store", "._a.jpg", "Thumbs.db", "DESKTOP.INI", "__MACOSX", "a.jpg~"]) assert.ok(isSystemName(name), name); // prettier-ignore
    for (const name of ["a.jpg", "Thumbs.db.jpg", "Dot", "~a.jpg"]) assert.ok(!isSystemName(name), name);
  });

  it("refuses names that would be paths or command a terminal", () => {
    for (const name of ["", "a/b", "a\\b", "a\nb", "\u001b[2J"]) assert.notEqual(nameProblem(name), undefined);
    for (const name of ["Ada", "José María", "李雷", "O'Neil, J."]) assert.equal(nameProblem(name), undefined);
  });
});
