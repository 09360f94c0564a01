import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { readMochaSummary, summaryLine } from "../../setup/mocha-summary.mjs";

describe("setup/mocha-summary", () => {
  it("reads what mocha prints, whatever the counts", () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(50), fc.nat(50), (passed, failed, skipped) => {
        const lines = [
          `  ${passed} passing (3s)`,
          skipped ? `  ${skipped} pending` : "",
          failed ? `  ${failed} failing` : "",
        ];
        assert.deepEqual(readMochaSummary(`  room\n    ✔ works\n\n\n${lines.join("\n")}\n`), {
          passed,
          failed,
          skipped,
        });
      }),
    );
  });

  it("believes the last summary, not one that a test printed", () => {
    assert.deepEqual(
      readMochaSummary("  3 passing (1s)\n  2 failing\n\n  7 passing (2m)\n  1 failing\n\n  1) a test"),
      {
        passed: 7,
        failed: 1,
        skipped: 0,
      },
    );
  });

  it("reads a coloured summary", () => {
    const coloured = "\x1b[92m \x1b[0m\x1b[32m 413 passing\x1b[0m\x1b[90m (1m)\x1b[0m\n\x1b[31m  2 failing\x1b[0m\n";
    assert.deepEqual(readMochaSummary(coloured), { passed: 413, failed: 2, skipped: 0 });
  });

  it("counts a mocha that did not get to its end as a failure", () => {
    assert.deepEqual(readMochaSummary("Error: Cannot find module"), { passed: 0, failed: 1, skipped: 0 });
  });

  it("prints the line that ends `npm test`", () => {
    assert.equal(summaryLine({ passed: 12, failed: 0, skipped: 0 }), "12 passed, 0 failed");
    assert.equal(summaryLine({ passed: 12, failed: 1, skipped: 2 }), "12 passed, 1 failed, 2 skipped");
  });
});
