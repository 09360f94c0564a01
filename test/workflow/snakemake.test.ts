import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { snakemakeCommand } from "kernel-helpers/dist/cli/workflow/snakemake";
import { paper } from "../cli/paper";
import { temporaryLocal, whyNoSnakemake } from "./stores";

describe("paper workflow", function () {
  this.timeout(300_000);
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-workflow-"))));
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  const says = async (args: string[], message: RegExp, env: NodeJS.ProcessEnv = {}) => {
    const local = path.join(folder, "local");
    const { code, stdout, stderr } = await paper(["workflow", "table1", "--profile", "smoke", ...args], { local, env });
    assert.equal(code, 1, stderr);
    assert.equal(stdout, "");
    assert.match(stderr, message);
    assert.equal(stderr.trimEnd().split("\n").length, 1);
  };

  it("says in one sentence that Snakemake is absent, and how it comes", () => {
    assert.throws(() => snakemakeCommand(folder), {
      name: "UserError",
      message: 'Snakemake is not installed here: run "npm run setup -- --workflow" first',
    });
  });

  it("says in one sentence that Slurm or Kubernetes is absent", async () => {
    const bare = { PATH: folder, HOME: folder, KUBECONFIG: "", KUBERNETES_SERVICE_HOST: undefined };
    await says(["--on", "slurm"], /^paper: Slurm is not here, its sbatch is not on the PATH: .* --on local\n$/, bare);
    await says(["--on", "kubernetes"], /^paper: Kubernetes is not configured here, expected .*kube.config/, bare);
  });

  it("says in one sentence that a place is none", async () => {
    await says(
      ["--on", "mars"],
      /^paper: expected local, slurm, kubernetes or a folder with a config\.yaml .*"mars"\n$/,
    );
  });

  describe("with Snakemake", () => {
    before(function () {
      const reason = whyNoSnakemake();
      if (!reason) return;
      process.stdout.write(`      skipped: ${reason}\n`);
      this.skip();
    });

    it("reads the profile for Kubernetes, as far as that goes without a cluster", async () => {
      const kubeconfig = path.join(folder, "kubeconfig");
      fs.writeFileSync(kubeconfig, "apiVersion: v1\nkind: Config\n");
      const args = ["workflow", "table1", "--profile", "smoke", "--on", "kubernetes", "--gpus", "1", "--dry-run"];
      const local = temporaryLocal();
      try {
        const { code, stderr } = await paper(args, { local, env: { KUBECONFIG: kubeconfig } });
        assert.equal(code, 0, stderr);
        assert.match(stderr, /checkpoint plan:/);
      } finally {
        fs.rmSync(local, { recursive: true, force: true });
      }
    });
  });
});
