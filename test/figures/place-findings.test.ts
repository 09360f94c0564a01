import assert from "node:assert/strict";
import { placeFindings } from "kernel-helpers/dist/figures/place-findings";
import { sampleCausal, sampleLocations, sampleOnAndOff } from "../experiments/sample-places";

const alone = sampleCausal({ earrings: { pixels: 300, moves: 0.2 }, bandana: { pixels: 3000, moves: 0.9 } });
const findings = (success: Parameters<typeof sampleLocations>[0]) =>
  placeFindings(sampleLocations(success), sampleOnAndOff(0.99, 0.7), alone);

describe("figures/place-findings", () => {
  it("says what the numbers say, whichever way they go", () => {
    assert.match(findings(({ distance }) => 1 - distance / 2), /success falls with distance/); // prettier-ignore
    assert.match(findings(({ distance }) => distance / 2), /success rises with distance/); // prettier-ignore
    assert.match(findings(() => 0.5), /no clear difference/); // prettier-ignore
    assert.match(findings(() => null), /too few places to say/); // prettier-ignore
  });

  it("leaves out places that the network was not shown", () => {
    // 1.5 below is cut away in the sample: a success there alone changes nothing.
    const only = (value: number) => findings(({ distance }) => (distance > 1.4 ? value : 0.5));
    const atEdge = (text: string) => /in \d+ % at its edge/.exec(text)![0];
    assert.equal(atEdge(only(1)), atEdge(only(0)));
  });

  it("has Table 2's pairs, and what moves the features least and most", () => {
    const text = findings(() => 0.5);
    assert.match(text, /Earring 99 % and 70 %/);
    assert.match(text, /Earring moves the features of resnet-dlib least, by 0.25 .* and Bandana most, by 1.13\./); // prettier-ignore
  });
});
