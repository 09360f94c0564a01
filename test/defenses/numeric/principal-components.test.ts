import assert from "node:assert/strict";
import { principalComponents } from "kernel-helpers/dist/defenses/numeric/principal-components";
import { assertClose, CLASSES, golden } from "../golden";

describe("principalComponents", () => {
  it("gives scikit-learn's scores, signs included, and variances", () => {
    CLASSES.forEach((rows, c) => {
      const { scores, variances } = principalComponents(rows, 10);
      assertClose(scores.slice(0, 12).flatMap((row) => [...row]), golden.clusters[c].scores); // prettier-ignore
      assertClose(variances, golden.clusters[c].variances);
    });
  });

  it("has nothing in components beyond the rank", () => {
    const { scores } = principalComponents([[0, 0, 0], [1, 1, 0], [2, 2, 0]], 2); // prettier-ignore
    assertClose(scores.map((row) => row[0]), [-Math.SQRT2, 0, Math.SQRT2], 1e-12); // prettier-ignore
    assert.deepEqual(scores.map((row) => row[1]), [0, 0, 0]); // prettier-ignore
  });
});
