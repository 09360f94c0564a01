import type { Rgb } from "../math/color";
import { valueNoise } from "../math/noise";
import { cube, mix, smoothstep } from "../math/scalar";
import { ObjectAttribute } from "../mesh/vertex-attributes";
import { bandanaPrint } from "../objects/bandana-print";
import { Material } from "../types/mesh";
import type { Fragment } from "./fragment";
import { shadeTeeth, shadeTongue } from "./mouth";
import { addReflection, type Gloss } from "./reflection";
import type { Scene } from "./scene";

type Shader = (f: Fragment, scene: Scene) => void;

const gloss: Gloss = { roughness: 0.5, strength: 0.5, f0: 0.5, openness: 0.5 };

function setGloss(roughness: number, strength: number, f0: number, openness: number): Gloss {
  gloss.roughness = roughness;
  gloss.strength = strength;
  gloss.f0 = f0;
  gloss.openness = openness;
  return gloss;
}

/** A diffuse surface of the given colour; the key light reaches `wrap` (in cosine) past the edge of the light. */
function diffuse(f: Fragment, { key }: Scene, red: number, green: number, blue: number, wrap: number): void {
  const direct = Math.max(0, (f.nDotL + wrap) / (1 + wrap)) * f.lit;
  f.red = red * (f.softRed + key.red * direct);
  f.green = green * (f.softGreen + key.green * direct);
  f.blue = blue * (f.softBlue + key.blue * direct);
}

function addMirror(f: Fragment): void {
  f.red += f.mirrorRed;
  f.green += f.mirrorGreen;
  f.blue += f.mirrorBlue;
}

/** A colour that only soft light reaches. */
const softOnly =
  ([red, green, blue]: Rgb): Shader =>
  (f) => {
    f.red = red * f.softRed;
    f.green = green * f.softGreen;
    f.blue = blue * f.softBlue;
  };

/** A plain diffuse colour under a gloss. */
const painted =
  ([red, green, blue]: Rgb, wrap: number, { roughness, strength, f0 }: Omit<Gloss, "openness">): Shader =>
  (f, scene) => {
    diffuse(f, scene, red, green, blue, wrap);
    addReflection(f, scene, setGloss(roughness, strength, f0, f.openness));
    addMirror(f);
  };

const BANDANA: Rgb = [0.42, 0.018, 0.024];
const PRINT_WHITE: Rgb = [0.72, 0.7, 0.68];

/** Printed cotton with a faint fuzz at its rim. */
const bandana: Shader = (f, scene) => {
  const u = f.attributes[ObjectAttribute.U];
  const v = f.attributes[ObjectAttribute.V];
  const x = f.attributes[ObjectAttribute.ClothX];
  const y = f.attributes[ObjectAttribute.ClothY];
  const print = bandanaPrint(u, v, x, y);
  const white = Math.max(0, print);
  const dark = Math.min(0, print);
  const weave = 0.9 + 0.2 * valueNoise(x * 90, y * 90, 0, 3);
  const fuzz = cube(1 - f.nDotV) * 0.07;
  const darkOther = dark < 0 ? 0.4 : 1;
  diffuse(
    f,
    scene,
    mix(BANDANA[0], PRINT_WHITE[0], white) * (1 + dark * 0.8) * weave + fuzz,
    mix(BANDANA[1], PRINT_WHITE[1], white) * darkOther * weave + fuzz * 0.8,
    mix(BANDANA[2], PRINT_WHITE[2], white) * darkOther * weave + fuzz * 0.8,
    0.12,
  );
};

/** Zinc oxide reflects about four fifths of all light: more than any skin. */
const TAPE_WHITE: Rgb = [0.83, 0.82, 0.79];
/** Ribs of the tape's cloth over its length. */
const TAPE_RIBS = 56;

/** White cloth tape: matt, with fine ribs across; light that gets under its thin edges is lost. */
const tape: Shader = (f, scene) => {
  const u = f.attributes[ObjectAttribute.U];
  const v = f.attributes[ObjectAttribute.V];
  const rib = u * TAPE_RIBS - Math.floor(u * TAPE_RIBS) < 0.5 ? 0.965 : 1;
  const edge = 0.8 + 0.2 * smoothstep(0, 0.05, Math.min(v, 1 - v, 3.6 * u, 3.6 * (1 - u)));
  const k = (0.95 + 0.07 * valueNoise(u * 44, v * 12, 0, 8)) * rib * edge;
  diffuse(f, scene, TAPE_WHITE[0] * k, TAPE_WHITE[1] * k, TAPE_WHITE[2] * k, 0.08);
  addReflection(f, scene, setGloss(0.6, 0.35, 0.035, f.openness));
  addMirror(f);
};

/** Share of light that comes back through a graded lens, at its upper and lower edge. */
const LENS_THROUGH = { top: 0.006, bottom: 0.065 };

/** Graded grey glass: the surroundings and the lamp mirrored sharply, and below the eye a little of the cheek behind. */
const lens: Shader = (f, scene) => {
  const k = mix(LENS_THROUGH.bottom, LENS_THROUGH.top, smoothstep(-0.95, 0.35, f.attributes[ObjectAttribute.V]));
  addReflection(f, scene, setGloss(0.06, 1, 0.085, 1));
  f.red = k * f.softRed + f.mirrorRed;
  f.green = 0.8 * k * f.softGreen + f.mirrorGreen;
  f.blue = 0.7 * k * f.softBlue + f.mirrorBlue;
};

/** Gold. */
const metal: Shader = (f, scene) => {
  addReflection(f, scene, setGloss(0.22, 0.75, 0.9, f.openness * 0.5 + 0.5));
  f.red = 0.92 * (f.mirrorRed + 0.12 * f.softRed);
  f.green = 0.64 * (f.mirrorGreen + 0.12 * f.softGreen);
  f.blue = 0.24 * (f.mirrorBlue + 0.1 * f.softBlue);
};

const OBJECT_SHADERS: Partial<Record<Material, Shader>> = {
  [Material.Teeth]: shadeTeeth,
  [Material.Tongue]: shadeTongue,
  [Material.Lash]: softOnly([0.012, 0.009, 0.008]),
  [Material.Cloth]: bandana,
  [Material.Lens]: lens,
  [Material.Frame]: painted([0.012, 0.011, 0.011], 0, { roughness: 0.3, strength: 0.8, f0: 0.045 }),
  [Material.Metal]: metal,
  [Material.Tape]: tape,
  [Material.Pearl]: painted([0.7, 0.665, 0.62], 0.2, { roughness: 0.22, strength: 1.3, f0: 0.06 }),
};

/** Everything that is neither skin nor eyeball nor hair. */
export function shadeObject(material: Material, f: Fragment, scene: Scene): void {
  const shader = OBJECT_SHADERS[material];
  if (!shader) throw new Error(`shadeObject: material ${Material[material]} has a shader of its own`);
  shader(f, scene);
}
