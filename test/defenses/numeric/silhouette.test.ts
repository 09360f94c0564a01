import { silhouette } from "kernel-helpers/dist/defenses/numeric/silhouette";
import { assertClose } from "../golden";

describe("silhouette", () => {
  it("is that of a case worked by hand", () => {
    // 0 and 1 against 5: (4.5 … ) a = 1, b = 5 and 4; the single row counts 0.
    assertClose([silhouette([[0], [1], [5]], [0, 0, 1])], [(4 / 5 + 3 / 4 + 0) / 3]);
  });
});
