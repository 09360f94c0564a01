import { ANGLES, imageName, LIGHTS_SHOWN, type Choice } from "../choices";
import { WORN } from "../words";
import { BACKENDS, type Backend } from "./backend";
import { Controls } from "./controls";
import { PageError, PageFiles } from "./files";
import { FaceFinder } from "./face-finder";
import { Latest } from "./latest";
import { ownPictures } from "./own-pictures";
import { element, say } from "./page";
import { showAnswers, type Shown } from "./show";
import { Students, type Answers } from "./students";

declare global {
  interface Window {
    /** For the browser's console, and for the tests: `await recogniser.ask({ person: "v03", … }, "sunglasses")`. */
    recogniser?: { backend: Backend; ask: Students["ask"] };
  }
}

/** A disk is no server: browsers let no page read a file beside it. */
const FROM_A_DISK =
  "Opened from a disk, a page may not read the files beside it: run “python3 -m http.server” in the site's folder and open http://localhost:8000/recogniser.html.";

const UNKNOWN = "Neither student knows you: it must name one of its ten.";

/** `?backend=wasm` asks for one backend by name. */
function askedFor(): Backend | undefined {
  const asked = new URLSearchParams(location.search).get("backend");
  return (Object.keys(BACKENDS) as Backend[]).find((backend) => backend === asked);
}

async function start(): Promise<void> {
  const live = element("live", HTMLElement);
  live.hidden = false;
  element("without", HTMLElement).hidden = true;
  if (location.protocol === "file:") throw new PageError(FROM_A_DISK);
  say("Loading the network, 7 megabytes …");
  const files = new PageFiles(new URL(live.dataset.files!, document.baseURI).href);
  const data = await files.data();
  const students = await Students.start(files, data, askedFor());
  const { people, targetLabel } = data;
  const latest = new Latest();
  /** Asks and shows; what goes wrong is one sentence, and the next question may go well. */
  const show = (ask: () => Promise<Answers>, about: Pick<Shown, "shown" | "description" | "note">) =>
    latest.run(async () => {
      try {
        showAnswers(await ask(), { people, targetLabel, ...about });
      } catch (error) {
        say(sentenceOf(error));
      }
    });
  const showChosen = () => {
    const { choice, backdoor } = controls;
    const isHidden = data.photographs[imageName(choice)].isHidden;
    const note = isHidden ? `From this side ${WORN[choice.worn]} cannot be seen.` : undefined;
    return show(() => students.ask(choice, backdoor), { shown: choice.person, description: describe(choice), note });
  };
  const controls = new Controls(people, () => void showChosen());
  const finder = new FaceFinder(files.findFaces(), { face: files.faceFolder(), wasm: files.wasmFolder() });
  ownPictures({
    onPicture: (picture, description) =>
      show(() => students.askOwn(picture, controls.backdoor), { description, note: UNKNOWN }),
    findFaces: (source) => finder.find(source),
  });
  element("engine", HTMLElement).textContent = `Computed in this page by tfjs on ${BACKENDS[students.backend]}.`;
  await showChosen();
  window.recogniser = { backend: students.backend, ask: (...question) => students.ask(...question) };
}

const describe = ({ person, worn, angle, light }: Choice): string =>
  `Rendered photograph of ${person}, ${ANGLES[angle].label}, ${LIGHTS_SHOWN[light]}, wearing ${WORN[worn]}.`;

const sentenceOf = (error: unknown): string =>
  error instanceof PageError
    ? error.message
    : `The computation failed (${error instanceof Error ? error.message : String(error)}): reload the page to try again.`;

start().catch((error: unknown) => say(sentenceOf(error)));
