// The publishing dialog says while one chooses what pressing the button will do, and counts the titles.

import { watch } from "./counting.js";
import { lines } from "./lines.js";

const form = document.querySelector("form.pub");
document.querySelectorAll("[data-count-of]").forEach(watch);
lines(form);

const told = form.querySelector("[data-told]");
const button = form.querySelector("[data-press]");
const chosen = (name) => form.querySelector(`[name="${name}"]:checked`);

function moment() {
  const date = form.elements.date?.value, time = form.elements.time?.value;
  return date && time ? `${date} ${time}` : "…";
}

function look() {
  const channel = chosen("channel"), isLater = chosen("when")?.value === "later";
  if (!channel) return;
  const said = (isLater ? channel.dataset.later : channel.dataset.now).replace("{moment}", moment());
  if (told.textContent !== said) told.textContent = said;
  button.textContent = isLater ? channel.dataset.pressLater : channel.dataset.pressNow;
}

form.addEventListener("change", look);
look();
