// How an import goes, looked at again until it has ended: often at first, then ever more seldom; not while nobody looks.

const SOONEST = 1500;
const LATEST = 15000;
let pause = SOONEST;

async function look() {
  const here = document.querySelector("[data-live]");
  if (!here?.hasAttribute("data-open")) return;
  if (document.visibilityState === "hidden") { setTimeout(look, pause); return; }
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" }, credentials: "same-origin", redirect: "manual" });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector("[data-live]");
    pause = now.textContent === here.textContent ? Math.min(LATEST, pause * 1.5) : SOONEST;
    put(here, now);
    if (!now.hasAttribute("data-open")) document.querySelectorAll("[data-while-open]").forEach((one) => one.remove());
  } catch {
    pause = Math.min(LATEST, pause * 2);
  }
  setTimeout(look, pause);
}

// Only what changed is replaced, so that neither the focus nor a reader's place is lost.
function put(here, now) {
  here.toggleAttribute("data-open", now.hasAttribute("data-open"));
  const status = here.querySelector("[role=status]");
  const told = now.querySelector("[role=status]");
  if (status.textContent !== told.textContent) status.replaceChildren(...told.childNodes);
  const before = [...here.children].filter((one) => one !== status);
  const after = [...now.children].filter((one) => one !== told);
  if (before.length !== after.length) { before.forEach((one) => one.remove()); here.append(...after); return; }
  before.forEach((one, at) => { if (!one.isEqualNode(after[at])) list(one, after[at]); });
}

function list(one, other) {
  if (one.tagName !== "OL" || one.children.length !== other.children.length) { one.replaceWith(other); return; }
  [...one.children].forEach((row, at) => { if (!row.isEqualNode(other.children[at])) row.replaceWith(other.children[at].cloneNode(true)); });
}

setTimeout(look, SOONEST);
