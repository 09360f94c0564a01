/** CPU seconds on the machine of data/results, for estimates before the first run. */
export interface Costs {
  /** Of a view in the trunk, prepared and stored. */
  view: number;
  /** Of a head that trains for 32 epochs on a quarter of poison: it grows with the features at the cut. */
  head: number;
}

const COSTS: Partial<Record<string, Costs>> = {
  "resnet-dlib": { view: 0.005, head: 7 },
  "mobilenet-vggface2": { view: 0.011, head: 3 },
  "vgg16-imagenet": { view: 0.25, head: 20 },
  vgg16: { view: 0.003, head: 3 },
};

export const costsOf = (teacher: string): Costs => COSTS[teacher] ?? { view: 0.02, head: 10 };
