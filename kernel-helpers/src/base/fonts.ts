import * as fs from "node:fs";
import * as path from "node:path";
import { writeAtomic } from "./files";
import { localPath } from "./paths";

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
  const folder = localPath("fonts");
  const directories = [...new Set(fontFiles().map((file) => path.dirname(file)))];
  const config = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${directories.map((directory) => `  <dir>${directory}</dir>`).join("\n")}
  <cachedir>${path.join(folder, "cache")}</cachedir>
</fontconfig>
`;
  const file = path.join(folder, "fonts.conf");
  if (!fs.existsSync(file) || fs.readFileSync(file, "utf8") !== config) writeAtomic(file, config);
  process.env.FONTCONFIG_FILE = file;
}
