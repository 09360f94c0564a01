import assert from "node:assert/strict";
import { judgedTeachers, JUDGED_ON, measuredOn, vgg16OrStandIn } from "kernel-helpers/dist/experiments/networks";
import { pretrainingExperiment } from "kernel-helpers/dist/experiments/pretraining-experiment";
import { profileNamed } from "kernel-helpers/dist/experiments/profiles";
import { settingsFor, TABLE1_DEFAULTS } from "kernel-helpers/dist/experiments/table1";
import { ARCHITECTURES } from "kernel-helpers/dist/paper/names";
import { isPretrained } from "kernel-helpers/dist/teachers/pretrained-record";
import { teacherNamed } from "kernel-helpers/dist/teachers";

describe("experiments/networks", () => {
  it("judges each of the paper's networks on one teacher that knows faces and stands for it", () => {
    const judged = judgedTeachers().map(teacherNamed);
    assert.deepEqual(judged.map(({ standsFor }) => standsFor), ARCHITECTURES.filter((arch) => judged.some(({ name }) => JUDGED_ON[arch] === name))); // prettier-ignore
    for (const { weights, name } of judged) assert.equal(weights.domain, "faces", name);
    assert.equal(judgedTeachers().includes("vgg16"), isPretrained("vgg16"));
  });

  it("names the paper's own network as such, and a stand-in as one", () => {
    assert.equal(measuredOn({ name: "vgg16", standsFor: "VGG16" }), "VGG16 (vgg16, pretrained here)");
    assert.equal(measuredOn({ name: "resnet-dlib", standsFor: "ResNet50" }), "ResNet50 (stand-in resnet-dlib)");
    assert.equal(measuredOn({ name: "vgg16-imagenet", standsFor: "VGG16" }), "VGG16 (stand-in vgg16-imagenet)");
  });

  it("runs what the paper shows on VGG16 on our VGG16 once it is there", () => {
    assert.equal(vgg16OrStandIn(), isPretrained("vgg16") ? "vgg16" : "resnet-dlib");
  });

  it("gives each teacher Table 1's settings with a learning rate of its own, unless another is asked for", () => {
    assert.deepEqual(settingsFor("resnet-dlib"), TABLE1_DEFAULTS);
    const { head } = TABLE1_DEFAULTS;
    const changed = settingsFor("mobilenet-vggface2", { seed: "7", head: { ...head, learningRate: 0.5 } });
    assert.deepEqual([changed.teacher, changed.seed, changed.head.learningRate], ["mobilenet-vggface2", "7", 0.5]);
    assert.equal(changed.injectionRate, 0.25);
  });

  it("keeps the networks of real faces only while they verify strangers better than our own", () => {
    const { networks, realNetworks } = pretrainingExperiment().read(profileNamed("laptop"))!;
    for (const own of networks) {
      const real = realNetworks.find(({ teacher }) => JUDGED_ON[own.standsFor] === teacher);
      if (!real) continue;
      const { equalErrorRate } = own.verification.quantised;
      assert.ok(real.equalErrorRate < equalErrorRate, `${own.network} verifies as well: JUDGED_ON should name it`);
    }
  });
});
