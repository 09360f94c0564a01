import { escapeHtml } from "../figures/table-markup";
import { sitePicture } from "./media";
import type { SiteFile } from "./page";

export interface OutputHtml {
  /** Empty where there is nothing to read, such as a progress bar at its end. */
  html: string;
  files: SiteFile[];
}

const DATA_ADDRESS = /src="data:(image\/(?:png|jpeg));base64,([^"]+)"/g;

/**
 * The HTML that a cell shows, as the site has it: pictures are files of known size, tables scroll in a region that the
 * keyboard reaches, alignment is a class, and progress bars are gone.
 */
export async function htmlOutput(source: string): Promise<OutputHtml> {
  const pictures: { bytes: Buffer; mimeType: string }[] = [];
  // taken out first: a parser need not read a megabyte of base64
  const short = source.replace(DATA_ADDRESS, (_, mimeType: string, base64: string) => {
    pictures.push({ mimeType, bytes: Buffer.from(base64, "base64") });
    return `src="${pictures.length - 1}"`;
  });
  const body = parse(short);
  body.querySelectorAll(".paper-progress").forEach((element) => element.remove());
  const files: SiteFile[] = [];
  for (const image of body.querySelectorAll("img")) files.push(await pictureOf(image, pictures));
  body.querySelectorAll<HTMLElement>("[style]").forEach(styleToClass);
  body.querySelectorAll("th").forEach(emptyHeadToCell);
  body
    .querySelectorAll("td")
    .forEach((cell) => cell.classList.toggle("prose", cell.textContent.trim().length >= PROSE));
  body.querySelectorAll("table").forEach(scrolling);
  return { html: body.innerHTML.trim(), files };
}

function parse(html: string): HTMLElement {
  // Loaded at the first output: other commands start faster.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { JSDOM } = require("jsdom") as typeof import("jsdom");
  return new JSDOM(html).window.document.body;
}

async function pictureOf(image: HTMLImageElement, pictures: { bytes: Buffer; mimeType: string }[]): Promise<SiteFile> {
  const { bytes, mimeType } = pictures[Number(image.getAttribute("src"))];
  const wanted = image.getAttribute("width");
  const { file, width, height } = await sitePicture(bytes, mimeType, wanted === null ? undefined : Number(wanted));
  const attributes = { src: file.path, width, height, loading: "lazy", decoding: "async" };
  for (const [name, value] of Object.entries(attributes)) image.setAttribute(name, String(value));
  if (!image.closest("table, a")) inLink(image, file.path);
  return file;
}

/** Leads to the picture in full size, for narrow screens. */
function inLink(image: HTMLImageElement, href: string): void {
  const link = image.ownerDocument.createElement("a");
  link.className = "picture";
  link.setAttribute("href", href);
  image.replaceWith(link);
  link.append(image);
}

function styleToClass(element: HTMLElement): void {
  const align = /text-align:\s*(right|center)/.exec(element.getAttribute("style") ?? "")?.[1];
  if (align) element.classList.add(align);
  element.removeAttribute("style");
}

/** A head without words is announced as nothing: it is a cell. */
function emptyHeadToCell(head: HTMLTableCellElement): void {
  if (head.textContent.trim() !== "" || head.querySelector("img")) return;
  const cell = head.ownerDocument.createElement("td");
  head.replaceWith(cell);
}

function scrolling(table: HTMLTableElement): void {
  const box = table.ownerDocument.createElement("div");
  const heads = [...table.querySelectorAll("th")].map((head) => head.textContent.trim()).filter(Boolean);
  box.className = "scroll";
  const caption = table.caption?.textContent.trim() ?? "";
  if (caption === "") table.caption?.remove();
  else table.caption!.innerHTML = `<span>${table.caption!.innerHTML}</span>`; // stays in sight while the table scrolls
  const label = caption || `Table: ${heads.join(", ")}`;
  const attributes = { role: "region", tabindex: "0", "aria-label": label };
  for (const [name, value] of Object.entries(attributes)) box.setAttribute(name, value);
  table.replaceWith(box);
  box.append(table);
}

/** From so many characters on a cell is prose, which a narrow screen must not squeeze. */
const PROSE = 120;

/** What a cell prints, reached and scrolled with the keyboard. */
export const textOutput = (text: string): string =>
  `<pre class="printed" tabindex="0">${escapeHtml(text.replace(/\n$/, ""))}</pre>`;
