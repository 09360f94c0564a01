import { createCanvas, GlobalFonts, type Canvas } from "@napi-rs/canvas";
import type { DOMWindow } from "jsdom";
import { FONT, fontFiles } from "../base/fonts";
import { IDENTITY, multiply, parseTransform, transformBox, union, type Box, type Matrix } from "./geometry";

const LINE_HEIGHT = 1.3; // Plotly's distance between lines
const ASCENT = 0.97; // Inter's, as a share of the font size
const DESCENT = 0.24;
const DEFAULT_SIZE = 12;

/**
 * Gives the elements of a jsdom page what Plotly asks a browser for: where text lies and how large it is, measured in
 * our font, and canvases to draw heat maps on. Shapes have no size here: Plotly places everything by its texts.
 */
export function giveSizes(window: DOMWindow): void {
  const { SVGElement, Element, HTMLCanvasElement, URL } = window;
  const boundingRect = Element.prototype.getBoundingClientRect; // eslint-disable-line @typescript-eslint/unbound-method
  const boxOf = textBoxes(window);
  Object.assign(SVGElement.prototype, {
    getBBox(this: SVGElement) {
      return asRect(boxOf(this));
    },
    getComputedTextLength(this: SVGElement) {
      const box = boxOf(this);
      return box.right - box.left;
    },
  });
  Element.prototype.getBoundingClientRect = function (this: Element) {
    if (!(this instanceof SVGElement)) return boundingRect.call(this);
    return asRect(transformBox(matrixToPage(this), boxOf(this)));
  };
  Object.assign(HTMLCanvasElement.prototype, canvasMethods());
  URL.createObjectURL = () => "blob:none";
  URL.revokeObjectURL = () => undefined;
}

const asRect = (box: Box): DOMRect =>
  ({ ...box, x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top }) as DOMRect;

/** From an element's own coordinates to the page's. */
function matrixToPage(element: Element): Matrix {
  let matrix = IDENTITY;
  for (let node: Element | null = element; node; node = node.parentElement) {
    matrix = multiply(parseTransform(node.getAttribute("transform")), matrix);
  }
  return matrix;
}

/** The box around the texts in an element, in the coordinates of the element. */
function textBoxes(window: DOMWindow): (element: Element) => Box {
  for (const file of fontFiles()) GlobalFonts.registerFromPath(file, FONT);
  const ruler = createCanvas(1, 1).getContext("2d");

  const textBox = (text: Element): Box => {
    const style = window.getComputedStyle(text);
    const size = parseFloat(style.fontSize) || DEFAULT_SIZE;
    ruler.font = `${style.fontStyle || "normal"} ${style.fontWeight || "normal"} ${size}px ${FONT}`;
    const spans = [...text.querySelectorAll("tspan.line")];
    const lines = (spans.length > 0 ? spans : [text]).map((line) => line.textContent);
    const width = Math.max(...lines.map((line) => ruler.measureText(line).width));
    const x = Number(text.getAttribute("x") ?? 0);
    const y = Number(text.getAttribute("y") ?? 0);
    const anchor = text.getAttribute("text-anchor") ?? style.getPropertyValue("text-anchor");
    const left = x - (anchor === "middle" ? width / 2 : anchor === "end" ? width : 0);
    const bottom = y + DESCENT * size + LINE_HEIGHT * size * (lines.length - 1);
    return { left, top: y - ASCENT * size, right: left + width, bottom };
  };

  const boxOf = (element: Element): Box => {
    if (element.localName === "text" || element.localName === "tspan") return textBox(element);
    const inner = [...element.children].filter((child) => child.localName === "g" || child.localName === "text");
    const filled = inner.filter((child) => child.textContent !== "");
    return union(filled.map((child) => transformBox(parseTransform(child.getAttribute("transform")), boxOf(child))));
  };
  return boxOf;
}

function canvasMethods() {
  const canvases = new WeakMap<HTMLCanvasElement, Canvas>();
  const backing = (element: HTMLCanvasElement): Canvas => {
    let canvas = canvases.get(element);
    if (canvas?.width !== element.width || canvas.height !== element.height) {
      canvas = createCanvas(element.width, element.height);
      canvases.set(element, canvas);
    }
    return canvas;
  };
  return {
    getContext(this: HTMLCanvasElement, kind: string) {
      return kind === "2d" ? backing(this).getContext("2d") : null;
    },
    toDataURL(this: HTMLCanvasElement) {
      return backing(this).toDataURL("image/png");
    },
  };
}
