import assert from "node:assert/strict";
import fs from "node:fs";
import { UserError } from "kernel-helpers/dist/base/errors";
import { checkConsent } from "kernel-helpers/dist/dataset/own/consent";
import { useTemporaryLocal } from "../../store/temporary-local";
import { agreed } from "./portraits";

describe("dataset/own/consent", () => {
  const local = useTemporaryLocal();
  const check = (content: string | undefined, ...people: string[]): string[] => {
    if (content !== undefined) fs.writeFileSync(local("consent.json"), content);
    return checkConsent(local(), people);
  };
  const refused = (content: string | undefined, message: RegExp, ...people: string[]): void =>
    assert.throws(
      () => check(content, ...people),
      (error) => error instanceof UserError && message.test(error.message) && !error.message.includes("\n"),
    );

  it("lets pass whoever agreed, however the letters of a name are composed", () => {
    assert.deepEqual(check(agreed("Ada", "Zoë".normalize("NFD"), "李雷"), "Ada", "Zoë".normalize("NFC"), "李雷"), []);
    assert.deepEqual(check("\uFEFF" + agreed("Ada"), "Ada"), []);
  });

  it("stops with one sentence that says how to write it if the file or somebody in it is missing", () => {
    refused(undefined, /expected the file .*consent\.json, .* found none: ask them, then write \{"people"/, "Ada");
    refused(agreed("Ada"), /does not say that Bo agreed: ask, then add "Bo": \{"agreed": true, "date"/, "Ada", "Bo");
    refused(agreed("Ada"), /that B, C, D, E, F and 2 others agreed/, "Ada", "B", "C", "D", "E", "F", "G", "H");
    refused(agreed("Ada"), /__proto__ agreed/, "__proto__");
    refused(agreed("Ada"), /constructor agreed/, "constructor");
  });

  it("stops for whoever did not agree, in a public set too", () => {
    const people = { Ada: { agreed: false, date: "2026-11-27" } };
    refused(JSON.stringify({ people }), /Ada did not agree: take the photographs of them out/, "Ada");
    const publicSet = { name: "set", source: "there", terms: "for research" };
    refused(JSON.stringify({ people, publicSet }), /Ada did not agree/, "Ada");
  });

  it("takes the terms of a public set in place of its people", () => {
    const publicSet = { name: "Labeled Faces in the Wild", source: "its authors", terms: "for research" };
    assert.deepEqual(check(JSON.stringify({ publicSet }), "Anybody", "Somebody"), []);
    refused(JSON.stringify({ publicSet: { ...publicSet, terms: " " } }), /at "publicSet\.terms"/, "Anybody");
  });

  it("refuses what is no consent and says where", () => {
    refused("{", /could not read .*consent\.json .*expected JSON such as/, "Ada");
    refused("[]", /at "the top"/, "Ada");
    refused("{}", /people, or publicSet/, "Ada");
    refused('{"people": {"Ada": true}}', /at "people\.Ada"/, "Ada");
    refused('{"people": {"Ada": {"agreed": "yes", "date": "2026-11-27"}}}', /at "people\.Ada\.agreed"/, "Ada");
    refused(
      '{"people": {"Ada": {"agreed": true, "date": "yesterday"}}}',
      /at "people\.Ada\.date" \(a day such as/,
      "Ada",
    );
    refused('{"people": {"Ada": {"agreed": true, "date": "2026-11-27", "agred": 1}}}', /at "people\.Ada"/, "Ada");
  });

  it("tells of people without photographs: a name may be written otherwise", () => {
    assert.match(check(agreed("Ada", "Bo"), "Ada")[0], /names Bo, of whom there are no photographs/);
  });
});
