// A live report: asks for new entries now and then while the page is looked at, and says so. Nothing moves by itself.

const EVERY = 30_000;
const told = document.querySelector("[data-live]");
const list = () => document.getElementById("live");
let next = null;
let timer = 0;

async function ask() {
  if (document.hidden || !list() || "ended" in list().dataset) return;
  try {
    const answer = await fetch(told.dataset.live + location.search, { cache: "no-cache" });
    if (answer.ok) {
      next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
      const count = [...(next?.querySelectorAll(".entry[id]") ?? [])].filter((one) => !document.getElementById(one.id)).length;
      if (count || (next && "ended" in next.dataset)) show(count);
    }
  } catch { /* no connection: asked again later */ }
}

function show(count) {
  const button = told.querySelector("button");
  button.hidden = false;
  const said = count === 0 ? told.dataset.end : count === 1 ? told.dataset.one : told.dataset.many.replace("{n}", count);
  if (button.textContent !== said) button.textContent = said;
}

told.querySelector("button").addEventListener("click", (event) => {
  const known = new Set([...document.querySelectorAll(".entry[id]")].map((one) => one.id));
  list().replaceWith(next);
  event.target.hidden = true;
  event.target.textContent = "";
  [...next.querySelectorAll(".entry[id]")].find((one) => !known.has(one.id))?.focus();
});

const again = () => { clearInterval(timer); if (!document.hidden) { timer = setInterval(ask, EVERY); } };
document.addEventListener("visibilitychange", () => { again(); ask(); });
again();
