import assert from "node:assert/strict";
import { currentPlanner, isToBeMade, Planner } from "kernel-helpers/dist/jobs/planner";
import { runJobs, type Job } from "kernel-helpers/dist/jobs/pool";

const job = (argument: string, answers?: true): Job<string> => ({
  module: "no/such",
  run: "none",
  argument,
  label: argument,
  ...(answers ? { answers } : {}),
});
const labels = (planner: Planner) => planner.jobs.map(({ label }) => label);
const nothingKnown = { answerOf: () => undefined };

describe("jobs/planner", () => {
  it("takes down the first jobs of each experiment, runs none, and goes no further", async () => {
    const planner = new Planner(nothingKnown);
    let isBehind = false;
    const experiment = async () => {
      await runJobs([]);
      await runJobs([job("a"), job("b")]);
      isBehind = true;
    };
    assert.equal(await planner.follow(experiment), false);
    assert.equal(await planner.follow(() => runJobs([job("c")])), false);
    assert.deepEqual(labels(planner), ["a", "b", "c"]);
    assert.equal(isBehind, false);
    assert.equal(currentPlanner(), undefined);
  });

  it("comes to the end of an experiment with nothing left", async () => {
    const planner = new Planner(nothingKnown);
    assert.equal(await planner.follow(() => runJobs([])), true);
    assert.deepEqual(planner.jobs, []);
  });

  it("hands known answers on, and takes down the jobs without", async () => {
    const answers: Record<string, unknown> = { a: 1, b: [2] };
    const planner = new Planner({ answerOf: ({ label }) => answers[label] });
    let given: unknown;
    await planner.follow(async () => (given = await runJobs([job("a", true), job("b", true)])));
    assert.deepEqual(given, [1, [2]]);
    assert.equal(await planner.follow(() => runJobs([job("a", true), job("c", true), job("b")])), false);
    assert.deepEqual(labels(planner), ["c", "b"], "what is not asked for answers is not looked up");
  });

  it("plans what two experiments share once; the second waits for it", async () => {
    const planner = new Planner(nothingKnown);
    const wanting = (places: string[]) => () => runJobs(places.filter(isToBeMade).map((place) => job(place)));
    assert.equal(await planner.follow(wanting(["x", "y"])), false);
    assert.equal(await planner.follow(wanting(["y", "z"])), false);
    assert.equal(await planner.follow(wanting(["x"])), false, "nothing of its own to be done, and not at its end");
    assert.equal(await planner.follow(wanting([])), true);
    assert.deepEqual(labels(planner), ["x", "y", "z"]);
    assert.equal(isToBeMade("x"), true, "outside a plan everything is");
  });

  it("lets errors through, and is over then", async () => {
    const planner = new Planner(nothingKnown);
    await assert.rejects(
      planner.follow(() => Promise.reject(new Error("no such profile"))),
      /no such profile/,
    );
    assert.equal(currentPlanner(), undefined);
  });
});
