// A reviewer marks a passage in the text and says something about it; passages with remarks are shown where they stand.

const text = document.querySelector(".reviewed");
const passage = document.getElementById("passage");
const paragraph = document.getElementById("paragraph");
const bar = document.querySelector(".marking");
const flat = (said) => said.replace(/\s+/g, " ").trim();

document.querySelectorAll(".scripted").forEach((one) => { one.hidden = false; });

function marked() {
  const selection = getSelection();
  const inside = selection.rangeCount && !selection.isCollapsed && text.contains(selection.getRangeAt(0).commonAncestorContainer);
  return inside ? flat(selection.toString()).slice(0, Number(passage.maxLength)) : "";
}

// A passage is of one paragraph, as what stands in two is no run of the text that is kept.
function take() {
  const said = marked();
  if (!said) return;
  passage.value = said;
  paragraph.value = "";
  document.getElementById("text").focus();
}

let waiting;
document.addEventListener("selectionchange", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => { bar.hidden = !marked(); }, 150);
});
bar.querySelector("[data-remark]").addEventListener("mousedown", (event) => event.preventDefault());
bar.querySelector("[data-remark]").addEventListener("click", take);
paragraph.addEventListener("change", () => { if (paragraph.value) passage.value = ""; });

// Where the browser can mark text without changing it, what was remarked upon is marked.
function runs() {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let whole = "";
  const places = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = 0; at < node.data.length; at += 1) {
      const sign = /\s/.test(node.data[at]) ? " " : node.data[at];
      if (sign === " " && whole.endsWith(" ")) continue;
      whole += sign;
      places.push([node, at]);
    }
  }
  return [whole, places];
}

if (globalThis.CSS?.highlights) {
  const [whole, places] = runs();
  const found = [...document.querySelectorAll("[data-passage]")].flatMap((mark) => {
    const said = flat(mark.textContent), at = said ? whole.indexOf(said) : -1;
    if (at < 0) return [];
    const range = new Range(), last = places[at + said.length - 1];
    range.setStart(...places[at]);
    range.setEnd(last[0], last[1] + 1);
    return [range];
  });
  CSS.highlights.set("remarked", new Highlight(...found));
}
