import { saveFigure } from "kernel-helpers/dist/figures/figure";

/** Draws figure after figure into one folder until it is killed; each has its number in all three files. Argument: the folder. */
async function drawOn(folder: string): Promise<never> {
  for (let number = 0; ; number++) {
    const data = [{ type: "scatter" as const, x: [1, 2, 3], y: [number, 1, 2] }];
    await saveFigure(
      "figure",
      { data, layout: { title: { text: `number ${number}` } }, alt: `number ${number}` },
      folder,
    );
    if (number === 0) process.stdout.write("drawn\n");
  }
}

void drawOn(process.argv[2]);
