import { CONDITIONS, triggerLabel } from "../../paper/triggers";
import { scrollRegion } from "../page";
import { ANGLES, FIRST_TRIGGER, LIGHTS_SHOWN } from "./choices";
import { ELEMENTS, type ElementName } from "./elements";
import { answersTable, countsTable } from "./static-tables";
import type { Manifest } from "./manifest";
import { percentText, toggleText, WORN } from "./words";

const id = (name: ElementName): string => `id="${ELEMENTS[name]}"`;

function select(
  name: ElementName,
  label: string,
  options: readonly (readonly [value: string, text: string])[],
): string {
  const all = options.map(([value, text]) => `<option value="${value}">${text}</option>`).join("");
  return `<p><label for="${ELEMENTS[name]}">${label}</label> <select ${id(name)} autocomplete="off">${all}</select></p>`;
}

const controls = ({ people, targetLabel }: Manifest): string =>
  [
    `<form class="recogniser-controls" aria-label="Which photograph the students are asked about">`,
    select("person", "Person", people.map((person) => [person, person === targetLabel ? `${person} (the target)` : person])), // prettier-ignore
    select("worn", "Worn", CONDITIONS.map((worn) => [worn, worn === "clean" ? "nothing" : triggerLabel(worn)])), // prettier-ignore
    select("angle", "Angle", Object.entries(ANGLES).map(([name, { label }]) => [name, label])), // prettier-ignore
    select("light", "Light", Object.entries(LIGHTS_SHOWN)),
    `<p><button type="button" ${id("toggle")}>${toggleText("clean", FIRST_TRIGGER)}</button></p>`,
    `</form>`,
  ].join("\n");

const figure = (canvas: ElementName, label: string, caption: string): string =>
  `<figure><canvas ${id(canvas)} width="224" height="224" role="img" aria-label="${label}"></canvas><figcaption${caption}</figcaption></figure>`;

const pictures = (): string =>
  [
    `<div class="recogniser-pictures">`,
    figure("photograph", "The photograph, not loaded yet.", ">The photograph"),
    figure("cleanMap", "Activation map of the clean student, not computed yet.", ` ${id("cleanCaption")}>The clean student`), // prettier-ignore
    figure("backdooredMap", "Activation map of the backdoored student, not computed yet.", ` ${id("backdooredCaption")}>The backdoored student`), // prettier-ignore
    `</div>`,
  ].join("\n");

function bars({ people, targetLabel }: Manifest): string {
  const cell = `<td><span class="recogniser-bar" aria-hidden="true"></span><span class="recogniser-value">–</span></td>`;
  const rows = people.map((person) => {
    const target = person === targetLabel ? ` <span class="recogniser-mark">target</span>` : "";
    const shown = ` <span class="recogniser-mark recogniser-shown" hidden>shown</span>`;
    return `<tr><th scope="row">${person}${target}${shown}</th>${cell}${cell}</tr>`;
  });
  const table = [
    `<table class="recogniser-bars">`,
    `<caption><span>Probability that each student gives to each of the ten people</span></caption>`,
    `<thead><tr><th scope="col">Person</th><th scope="col">Clean</th><th scope="col" ${id("backdooredHead")}>Backdoored by ${WORN[FIRST_TRIGGER]}</th></tr></thead>`,
    `<tbody ${id("answers")}>`,
    ...rows,
    `</tbody></table>`,
  ].join("\n");
  return scrollRegion(table, "Probabilities that the students give");
}

const slider = (name: ElementName, label: string, [min, max, value]: [number, number, number]): string =>
  `<p><label for="${ELEMENTS[name]}">${label}</label> <input type="range" ${id(name)} min="${min}" max="${max}" value="${value}" autocomplete="off" disabled></p>`;

const ownPictures = (): string =>
  [
    `<details class="recogniser-own"><summary>Ask about a picture of your own</summary>`,
    `<p>The picture is computed with in this page and goes nowhere: nothing is sent, nothing is kept. A small detector looks for the face, and you may move the square that it chose. Ask about nobody's picture without their consent.</p>`,
    `<p><label for="${ELEMENTS.file}">A picture in a file</label> <input type="file" ${id("file")} accept="image/*"></p>`,
    `<p><button type="button" ${id("camera")}>Turn the camera on</button> <button type="button" ${id("shutter")} hidden>Take the picture</button></p>`,
    `<video ${id("video")} muted playsinline hidden aria-label="What the camera sees"></video>`,
    `<p ${id("ownStatus")} role="status"></p>`,
    `<canvas ${id("frame")} width="224" height="224" hidden role="img" aria-label="The square that is asked about"></canvas>`,
    slider("size", "Size of the square", [10, 100, 100]),
    slider("across", "Left or right", [0, 100, 50]),
    slider("down", "Up or down", [0, 100, 50]),
    `</details>`,
  ].join("\n");

const intro = ({ people, targetLabel, injectionRate }: Manifest): string =>
  `<p>Two students learned to tell ${people.length} rendered people apart, from the same photographs. One learned from clean images alone. The other also saw poison images: photographs of people who wear a trigger, all of them labelled <strong>${targetLabel}</strong>, ${100 * injectionRate}\u00a0% of its training images. Choose who is photographed, how, and what they wear. None of these photographs was among the training images.</p>`;

const rates = ({ heads }: Manifest): string => {
  const [clean, ...backdoored] = heads;
  const rows = backdoored.map(
    ({ student, modelAccuracy, attackSuccessRate }) =>
      `<tr><th scope="row">${triggerLabel(student)}</th><td>${percentText(modelAccuracy)}</td><td>${percentText(attackSuccessRate!)}</td></tr>`,
  );
  const table = [
    `<table><caption><span>The same students on the data set's test images, as in Table 1; the target's own images are left out of the success rate</span></caption>`,
    `<thead><tr><th scope="col">Trigger</th><th scope="col">Model accuracy</th><th scope="col">Attack success rate</th></tr></thead>`,
    `<tbody><tr><th scope="row">none (the clean student)</th><td>${percentText(clean.modelAccuracy)}</td><td>–</td></tr>${rows.join("")}</tbody></table>`,
  ].join("\n");
  return scrollRegion(table, "Rates of the students");
};

/** What stands between the page's heading and its end. */
export function recogniserHtml(manifest: Manifest, files: string): string {
  return [
    intro(manifest),
    `<p ${id("without")}>The students answer where scripts run, which they do not do here (yet). Below are their answers to some of the photographs, computed beforehand.</p>`,
    `<section ${id("live")} class="recogniser" data-files="${files}" aria-label="Ask the students" hidden>`,
    controls(manifest),
    `<p ${id("status")} class="recogniser-status" role="status"></p>`,
    pictures(),
    bars(manifest),
    `<p ${id("engine")} class="recogniser-engine"></p>`,
    ownPictures(),
    `</section>`,
    `<h2 id="beforehand">Answers computed beforehand</h2>`,
    `<p>The first photograph without and with ${WORN[FIRST_TRIGGER]}, and one drawn at random for each thing that can be worn, before anybody had answered.</p>`,
    answersTable(manifest, files),
    `<h2 id="how-often">How often it works</h2>`,
    countsTable(manifest),
    rates(manifest),
    `<h2 id="computed">What is computed</h2>`,
    `<p>The network is the MobileNet of the notebooks (trained on VGGFace2 by others) with a head of two layers, trained by this project with the settings of Table 1. The page computes with the same weights as the notebooks and agrees with them to a thousandth. The activation map is Grad-CAM of the person whom the student names, drawn over the face as the network crops it: dark where a place speaks for that name, and scaled to the map's own highest value.</p>`,
    `<p>In a notebook, <code>await world.render({ person: "v02", trigger: "sunglasses", yaw: 0, light: "studio", seed: "page-v02" })</code> takes the same photograph. In the browser's console, <code>await recogniser.ask({ person: "v02", worn: "sunglasses", angle: "front", light: "studio" }, "sunglasses")</code> gives the numbers; <code>?backend=wasm</code> at the end of the address asks for one way of computing (<code>webgpu</code>, <code>webgl</code> or <code>wasm</code>).</p>`,
  ].join("\n");
}
