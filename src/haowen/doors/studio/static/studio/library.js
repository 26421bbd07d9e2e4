// The dialog that shows the publisher's library: search, leaf through it, choose one or several files.

export function library(form, words, { get }) {
  const dialog = document.getElementById("library-dialog");
  const list = dialog.querySelector(".assets");
  const told = dialog.querySelector("[role=status]");
  const search = dialog.querySelector("form");
  const { q, kind } = search.elements;
  const [newer, older] = dialog.querySelectorAll("[data-page]");
  const puts = [...dialog.querySelectorAll("[data-put]")];
  let wanted = { isMany: true };
  let chosen = new Map();
  let page = 1;
  let asked = 0;
  let found = "";

  // ``isMany``: several may be chosen; ``kind``: files of this kind alone; ``take(files, how)`` gets what was chosen.
  function open(asking) {
    wanted = asking;
    chosen = new Map();
    q.value = "";
    kind.value = wanted.kind ?? "";
    kind.closest(".field").hidden = Boolean(wanted.kind);
    list.replaceChildren();
    dialog.showModal();
    q.focus();
    load(1);
  }

  async function load(to) {
    const turn = (asked += 1);
    const where = new URLSearchParams({ publisher: form.dataset.publisher, q: q.value.trim(), kind: kind.value, page: to });
    let answer = null;
    try { answer = await get(`/studio/library?${where}`); } catch { /* said below */ }
    if (turn !== asked) return;
    if (!answer) { found = words.libraryFailed; say(); return; }
    page = answer.page;
    found = answer.count ? words.libraryFound.replace("{n}", answer.count).replace("{page}", page).replace("{pages}", answer.pages) : words.libraryNothing;
    [newer.disabled, older.disabled] = [page <= 1, page >= answer.pages];
    newer.parentElement.hidden = answer.pages < 2;
    list.replaceChildren(...answer.files.map(item));
    list.scrollTop = 0;
    say();
  }

  function item(file) {
    const made = document.createElement("li");
    const label = made.appendChild(document.createElement("label"));
    const input = Object.assign(document.createElement("input"), { type: wanted.isMany ? "checkbox" : "radio", name: "library-file", value: file.sha256, checked: chosen.has(file.sha256) });
    const picture = Object.assign(document.createElement("img"), { src: file.thumb, width: file.width, height: file.height, alt: "", loading: "lazy" });
    const name = Object.assign(document.createElement("span"), { textContent: file.name });
    label.append(input, picture, name);
    for (const text of [file.kind === "video" && words.video, !file.alt && !file.decorative && words.unnamed]) {
      if (text) label.append(Object.assign(document.createElement("span"), { className: "chip", textContent: text }));
    }
    input.addEventListener("change", () => {
      if (!wanted.isMany) chosen.clear();
      if (input.checked) chosen.set(file.sha256, file);
      else chosen.delete(file.sha256);
      say();
    });
    return made;
  }

  function say() {
    told.textContent = chosen.size ? `${found} ${words.libraryChosen.replace("{n}", chosen.size)}` : found;
    const arePictures = [...chosen.values()].every((file) => file.kind === "picture");
    for (const put of puts) {
      const isGallery = put.dataset.put === "gallery";
      put.hidden = isGallery && !wanted.isMany;
      put.disabled = isGallery ? chosen.size < 2 || !arePictures : !chosen.size;
    }
  }

  search.addEventListener("submit", (event) => { event.preventDefault(); load(1); });
  kind.addEventListener("change", () => load(1));
  for (const button of [newer, older]) button.addEventListener("click", async () => {
    await load(page + Number(button.dataset.page));
    if (button.disabled) (button === newer ? older : newer).focus();
  });
  for (const put of puts) put.addEventListener("click", () => { const files = [...chosen.values()]; dialog.close(); wanted.take(files, put.dataset.put); });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  return open;
}
