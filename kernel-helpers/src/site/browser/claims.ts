/** Narrows the list of claims to what the reader chooses; without scripts all of them are there. */

const box = document.querySelector<HTMLElement>(".claims-filter")!;
const claims = [...document.querySelectorAll<HTMLElement>("article.claim")];
const sections = [...document.querySelectorAll<HTMLElement>("section.claims")];
const choices = [...box.querySelectorAll("select")];
const status = box.querySelector<HTMLElement>("[role=status]")!;

function narrow(): void {
  for (const claim of claims) {
    claim.hidden = !choices.every(({ name, value }) => value === "" || claim.dataset[name] === value);
  }
  for (const section of sections) section.hidden = !section.querySelector("article.claim:not([hidden])");
  const shown = claims.filter(({ hidden }) => !hidden).length;
  status.textContent = `${shown} of ${claims.length} claims`;
}

/** A link to a claim that is hidden shows all of them again. */
function showLinked(): void {
  const target = document.getElementById(location.hash.slice(1));
  if (!target?.hidden) return;
  for (const choice of choices) choice.value = "";
  narrow();
  target.scrollIntoView();
}

box.addEventListener("change", narrow);
addEventListener("hashchange", showLinked);
box.hidden = false;
narrow();

export {};
