import assert from "node:assert/strict";
import { UserError } from "kernel-helpers/dist/base/errors";
import { checkRates } from "kernel-helpers/dist/experiments/check-rates";
import { PROFILE_NAMES, profileNamed } from "kernel-helpers/dist/experiments/profiles";

describe("experiments/check-rates", () => {
  it("lets through every rate of the paper's figures", () => {
    for (const name of PROFILE_NAMES) checkRates(profileNamed(name), [0.05, 0.25, 0.4]);
  });

  it("refuses, with nothing rendered, what the photographs do not allow, and says what they do", () => {
    // 535 clean images give 428 to train on; at 0.5 as many poison images; a trigger has 380 or more.
    assert.throws(
      () => checkRates(profileNamed("laptop"), [0.25, 0.5]),
      (error) =>
        error instanceof UserError &&
        /rate of 0\.5 needs 428 dots images .* the laptop profile has 380: the largest possible rate is 0\.469/.test(
          error.message,
        ),
    );
    checkRates(profileNamed("laptop"), [0.469]);
  });
});
