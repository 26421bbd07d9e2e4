// The bar of accessible reading. Its links work without this file; with it the page stays where it is.
const root = document.documentElement;
let guide = null;

const line = () => {
  if ("guide" in root.dataset && !guide) {
    guide = document.createElement("div");
    guide.className = "guide";
    document.body.append(guide);
  } else if (!("guide" in root.dataset)) {
    guide?.remove();
    guide = null;
  }
};
const to = (y) => guide?.style.setProperty("--at", `${Math.round(y)}px`);
addEventListener("pointermove", (event) => to(event.clientY + 16), { passive: true });
addEventListener("focusin", (event) => to(event.target.getBoundingClientRect().bottom + 4));

// What the bar needs this file for is shown now; reading aloud is the article's own button, pressed from here.
const ready = () => {
  const bar = document.querySelector(".aids"), aloud = document.querySelector("[data-aloud]"), speaking = bar?.querySelector("[data-speaking]");
  for (const one of bar?.querySelectorAll("[data-moving]") ?? []) one.hidden = false;
  if (aloud && speaking) {
    const button = speaking.firstElementChild;
    const follow = () => {
      button.textContent = aloud.textContent;
      button.setAttribute("aria-pressed", aloud.getAttribute("aria-pressed") ?? "false");
    };
    speaking.hidden = false;
    button.addEventListener("click", () => aloud.click());
    new MutationObserver(follow).observe(aloud, { attributes: true, childList: true });
    follow();
  }
  line();
};

// A link of the bar answers with the same page made anew: take over what the choice changed, and keep the place.
addEventListener("click", async (event) => {
  const link = event.target.closest?.(".aids a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const bar = link.closest(".aids"), place = [...bar.querySelectorAll("a")].indexOf(link);
  try {
    const answer = await fetch(link.href);
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const name of root.getAttributeNames()) if (!made.documentElement.hasAttribute(name)) root.removeAttribute(name);
    for (const { name, value } of made.documentElement.attributes) root.setAttribute(name, value);
    const anew = made.querySelector(".aids");
    if (anew) bar.replaceWith(anew);
    else bar.remove();
    ready();
    anew?.querySelectorAll("a")[place]?.focus({ preventScroll: true });
  } catch {
    location.assign(link.href);
  }
});
ready();
