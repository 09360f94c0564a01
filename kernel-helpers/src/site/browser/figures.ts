/** Makes the figures of a page live: by their button, by a click on the picture, and, on a wide screen, as they come near. */

interface Plot {
  data: unknown[];
  layout: { width?: number; [field: string]: unknown };
}

interface PlotlyLibrary {
  newPlot(element: HTMLElement, data: unknown[], layout: object, config: object): Promise<unknown>;
  purge(element: HTMLElement): void;
}

declare global {
  interface Window {
    Plotly?: PlotlyLibrary;
    paperFigures?: Record<string, Plot>;
  }
}

/** No link to a service and no upload: the page asks nothing of any other host. */
const CONFIG = {
  displaylogo: false,
  displayModeBar: true,
  // what is left does not lie over a title
  modeBarButtonsToRemove: ["select2d", "lasso2d", "zoomIn2d", "zoomOut2d", "autoScale2d"],
  responsive: false,
  showSendToCloud: false,
  plotlyServerURL: "",
};
/** A figure is not made narrower than this, in pixels: it scrolls instead. */
const NARROWEST = 640;

const loads = new Map<string, Promise<void>>();

function load(src: string): Promise<void> {
  const known = loads.get(src);
  if (known) return known;
  const loading = new Promise<void>((resolve, reject) => {
    const script = document.createElement("script");
    script.src = src;
    script.onload = () => resolve();
    script.onerror = () => {
      loads.delete(src);
      reject(new Error(`could not load ${src}`));
    };
    document.head.append(script);
  });
  loads.set(src, loading);
  return loading;
}

function setUp(figure: HTMLElement): void {
  const picture = figure.querySelector<HTMLAnchorElement>("a.picture")!;
  const tools = figure.querySelector<HTMLElement>(".tools")!;
  const button = tools.querySelector("button")!;
  const status = tools.querySelector<HTMLElement>("[role=status]")!;
  let plot: HTMLElement | undefined;
  let busy = false;

  const goLive = async (byReader: boolean): Promise<void> => {
    if (plot || busy) return;
    busy = true;
    if (byReader) status.textContent = "Loading …";
    const place = document.createElement("div");
    try {
      await Promise.all([load(figure.dataset.plotly!), load(figure.dataset.script!)]);
      const { data, layout } = window.paperFigures![figure.dataset.name!];
      const alt = picture.querySelector("img")!.alt;
      Object.entries({ role: "group", tabindex: "0", "aria-label": alt, class: "plot" }).forEach(([name, value]) =>
        place.setAttribute(name, value),
      );
      const full = layout.width ?? picture.clientWidth;
      const width = Math.max(Math.min(full, NARROWEST), Math.min(full, figure.clientWidth));
      picture.after(place);
      await window.Plotly.newPlot(place, data, { ...layout, width }, CONFIG);
      picture.hidden = true;
      plot = place;
      button.textContent = "Back to the picture";
      status.textContent = byReader ? "The figure is live." : "";
      if (byReader) place.focus({ preventScroll: true });
    } catch {
      place.remove();
      status.textContent = "The live figure could not be loaded; the picture stays.";
    } finally {
      busy = false;
    }
  };

  const goBack = (): void => {
    if (!plot) return;
    window.Plotly.purge(plot);
    plot.remove();
    plot = undefined;
    picture.hidden = false;
    button.textContent = "Make this figure live";
    status.textContent = "";
  };

  button.addEventListener("click", () => (plot ? goBack() : void goLive(true)));
  picture.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return; // they want it in another tab
    event.preventDefault();
    void goLive(true);
  });
  tools.hidden = false;
  figure.addEventListener("near", () => void goLive(false), { once: true });
}

/** A megabyte and a half is fetched unasked only where the screen is wide and nobody saves data. */
function watch(figures: readonly HTMLElement[]): void {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  const mayFetch = matchMedia("(min-width: 60rem) and (hover: hover)").matches && connection?.saveData !== true;
  if (!mayFetch || !("IntersectionObserver" in window)) return;
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        target.dispatchEvent(new Event("near"));
      }
    },
    { rootMargin: "200px" },
  );
  figures.forEach((figure) => observer.observe(figure));
}

const figures = [...document.querySelectorAll<HTMLElement>("figure.live")];
figures.forEach(setUp);
watch(figures);

export {};
