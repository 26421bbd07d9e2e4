// How long a text is for the host's limits: a full-width character counts one, any other a half.

const FULL = /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;

const WIDE = new RegExp(FULL, "gu");

// Asked at every key of a whole text: signs are counted, and those that are wide once more.
export function columns(text) {
  let halves = text.match(WIDE)?.length ?? 0;
  for (const _sign of text) halves += 1;
  return Math.floor((halves + 1) / 2);
}

export function length(text) {
  return columns(text.replace(/\s+/g, ""));
}

// Says under a title how long it is, and in words what is wrong with that; the words are the page's own.
export function watch(hint) {
  const input = document.getElementById(hint.dataset.countOf);
  const number = document.createElement("span"), said = document.createElement("span");
  said.setAttribute("role", "status");
  hint.replaceChildren(number, " ", said);
  const look = () => {
    const long = columns(input.value.trim().replace(/\s+/g, " "));
    const words = !long ? "" : long < Number(hint.dataset.least) ? hint.dataset.short : long > Number(hint.dataset.most) ? hint.dataset.long : "";
    number.textContent = hint.dataset.number.replace("{n}", long);
    if (said.textContent !== words) said.textContent = words;
    hint.toggleAttribute("data-wrong", Boolean(words));
  };
  input.addEventListener("input", look);
  look();
  return look;
}
