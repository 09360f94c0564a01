import * as fs from "node:fs";
import * as path from "node:path";
import { writeAtomic } from "./files";
import { localPath } from "./paths";
import { checkPinned } from "./pinned-files";

/** Inter by Rasmus Andersson, SIL Open Font License 1.1: the one font that figures are measured and drawn with. */
export const FONT = "Inter";

const STYLES = [
  "400Regular/Inter_400Regular.ttf",
  "700Bold/Inter_700Bold.ttf",
  "400Regular_Italic/Inter_400Regular_Italic.ttf",
];

export const fontFiles = (): string[] => STYLES.map((style) => require.resolve(`@expo-google-fonts/inter/${style}`));

/**
 * Makes the picture library see our font and no other, so that a picture has the same bytes whatever fonts a machine
 * has. It asks for its fonts once, at the first text that it draws.
 */
export function useOnlyOurFonts(): void {
  checkPinned("font");
  const folder = localPath("fonts");
  const cache = path.join(folder, "cache");
  forgetCache(cache);
  const directories = [...new Set(fontFiles().map((file) => path.dirname(file)))];
  const config = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${directories.map((directory) => `  <dir>${directory}</dir>`).join("\n")}
  <cachedir>${cache}</cachedir>
</fontconfig>
`;
  const file = path.join(folder, "fonts.conf");
  if (!fs.existsSync(file) || fs.readFileSync(file, "utf8") !== config) writeAtomic(file, config);
  process.env.FONTCONFIG_FILE = file;
}

let isForgotten = false;

/** A cache of an earlier process is not used: nobody could tell a damaged one, and three fonts are read in a moment. */
function forgetCache(folder: string): void {
  if (isForgotten) return;
  isForgotten = true;
  try {
    fs.rmSync(folder, { recursive: true, force: true });
  } catch {
    // the disk is read-only, or another process is filling it: the library looks at each cache before it believes it
  }
}
