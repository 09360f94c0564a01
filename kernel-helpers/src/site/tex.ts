/** A formula in TeX as MathML, which browsers draw without scripts, styles or fonts of ours, and screen readers read. */
export type Tex = (tex: string, display: boolean) => string;

interface MathJax {
  tex2mml: (tex: string, options: { display: boolean }) => string;
}

let loading: Promise<Tex> | undefined;

/** Loads MathJax once, in about a second. */
export function loadTex(): Promise<Tex> {
  return (loading ??= load());
}

async function load(): Promise<Tex> {
  // It wants to be started by hand, and reads its parts from beside itself.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const mathjax = require("mathjax") as { init(options: object): Promise<MathJax> };
  const { tex2mml } = await mathjax.init({ loader: { load: ["input/tex"] } });
  return (tex, display) => {
    const mathml = tex2mml(tex, { display })
      .replace(/>\s+</g, "><")
      .replace(/ data-mjx-[a-z]+="[^"]*"/g, "");
    if (mathml.includes("<merror")) throw new Error(`not a formula: ${tex}`);
    return mathml;
  };
}
