/** Preloaded by clock.test.ts: in this process the time of day starts ten years back, and every look at it finds an earlier one. */
const begin = Date.UTC(2016, 0);
let looks = 0;
const RealDate = Date;

class BackwardsDate extends RealDate {
  constructor(...args: unknown[]) {
    if (args.length === 0) super(BackwardsDate.now());
    else super(...(args as [number]));
  }
  static override now(): number {
    return begin - 60_000 * looks++;
  }
}
globalThis.Date = BackwardsDate as DateConstructor;
