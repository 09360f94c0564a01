import eslint from "@eslint/js";
import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";

/** The rooms of kernel-helpers/src from the ground up. A room may import itself and every room named before it. */
const ROOMS = [
  "base",
  "paper",
  "engine",
  "store",
  "jobs",
  "world",
  "dataset",
  "augmentation",
  "artifacts",
  "teachers",
  "dataset/own", // photographs of the user's: it needs the face detector
  "poisoning",
  "training",
  "cam",
  "defenses",
  "experiments",
  "pretraining",
  "figures",
  "claims",
  "notebook",
  "exercises",
  "site",
  "cli",
];
/** The folders of the room world/, in the same way; the files that lie beside them start everything and may import all. */
const WORLD_FOLDERS = [
  "math",
  "types",
  "mesh",
  "user",
  "light",
  "camera",
  "head",
  "skin",
  "hair",
  "people",
  "accessories",
  "objects",
  "raster",
  "subject",
  "shading",
  "truth",
  "shots",
  "render",
  "things",
  "sets",
];
const forbidden = (names, index) =>
  names.slice(index + 1).map((above) => ({
    group: [`../${above}/*`, `../../${above}/*`, `../../../${above}/*`, `../${above}`],
    message: `${names[index]}/ lies below ${above}/ and must not import it.`,
  }));
const oneWay = (folder, patterns) => ({
  files: [`kernel-helpers/src/${folder}/**/*.ts`],
  rules: { "no-restricted-imports": ["error", { patterns }] },
});
const room = (name, index) => oneWay(name, forbidden(ROOMS, index));
const aboveWorld = forbidden(ROOMS, ROOMS.indexOf("world"));
const worldFolder = (name, index) => oneWay(`world/${name}`, [...aboveWorld, ...forbidden(WORLD_FOLDERS, index)]);

/** Functions whose last bits are the engine's choice: pictures and draws must be the same everywhere. */
const INEXACT = [
  "sin",
  "cos",
  "tan",
  "asin",
  "acos",
  "atan",
  "atan2",
  "exp",
  "log",
  "pow",
  "hypot",
  "cbrt",
  "tanh",
  "random",
];
const exactRoom = {
  files: ["kernel-helpers/src/world/**/*.ts", "kernel-helpers/src/base/seed.ts"],
  rules: {
    "no-restricted-properties": [
      "error",
      ...INEXACT.map((property) => ({
        object: "Math",
        property,
        message: "It differs between machines: use base/exact-math.",
      })),
    ],
    "no-restricted-syntax": [
      "error",
      {
        selector: "BinaryExpression[operator='**']",
        message: "It differs between machines: multiply, or use base/exact-math.",
      },
    ],
  },
};

export default tseslint.config(
  {
    ignores: [
      "**/dist/",
      "build/",
      "local/",
      ".venv/",
      ".venv-bench/",
      ".venv-workflow/",
      "node_modules/",
      "data/",
      "figures/",
    ],
  },
  eslint.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.recommendedTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-confusing-void-expression": "off",
      eqeqeq: "error",
      "no-console": "error",
    },
  },
  { files: ["test/**/*.ts"], rules: { "@typescript-eslint/no-unused-expressions": "off" } },
  {
    files: ["**/*.mjs", "**/*.cjs"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        Buffer: "readonly",
        require: "readonly",
        module: "readonly",
        __dirname: "readonly",
        setImmediate: "readonly",
        setTimeout: "readonly",
        clearTimeout: "readonly",
        URL: "readonly",
      },
    },
  },
  ...ROOMS.map(room),
  ...WORLD_FOLDERS.map(worldFolder),
  exactRoom,
  prettier,
);
