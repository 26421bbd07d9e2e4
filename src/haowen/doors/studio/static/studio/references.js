// The panel of sources: pasted, linked or typed; put in order, cited from the text, numbered by their first use there.
// The form's own rows hold what it knows, so that what is sent is what is seen.

import { isSame } from "./sameness.js";

const FIELDS = ["title", "outlet", "authors", "dated_on", "url", "accessed_on"];
const PAUSES = [1500, 3000, 5000, 8000, 12000, 20000, 30000];

function button(text, act, name = "btn bare") {
  const made = document.createElement("button");
  made.type = "button";
  made.className = name;
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

// ``on``: ``changed()``, ``cite(key)``, ``citedKeys()`` in the order of the text, ``retarget(from, to)`` of marks, ``post(address, data)``.
export function references(form, words, on) {
  const panel = form.querySelector("[data-references]");
  const list_ = panel.querySelector(".rows");
  const box = form.elements.sources_text;
  const told = panel.querySelector(".told");
  const rows = () => [...list_.querySelectorAll(".refrow")];
  const field = (row, name) => row.querySelector(`[name=reference_${name}]`);
  const value = (row, name) => field(row, name)?.value.trim() ?? "";
  const isFilled = (row) => FIELDS.slice(0, 5).some((name) => value(row, name));
  const said = (row) => Object.fromEntries(FIELDS.map((name) => [name, value(row, name)]));
  const filled = () => rows().filter(isFilled);

  const key = (row) => {
    const input = field(row, "key");
    if (!input.value) input.value = `r${[...crypto.getRandomValues(new Uint8Array(4))].map((byte) => byte.toString(36)).join("")}`.slice(0, 8);
    return input.value;
  };
  const list = () => filled().map((row) => ({ key: key(row), ...said(row) }));

  // As the reader's page counts: what is cited by its first use, the rest as it stands.
  const numbers = () => {
    const listed = filled().map(key);
    const used = [...new Set(on.citedKeys())].filter((one) => listed.includes(one));
    return new Map([...used, ...listed.filter((one) => !used.includes(one))].map((one, at) => [one, at + 1]));
  };

  function tell(text, ...acts) {
    const line = document.createElement("p");
    line.append(text);
    for (const [name, act] of acts) line.append(" ", button(name, () => { line.remove(); act(); }, "btn"));
    told.append(line);
    return line;
  }

  // ---- rows ------------------------------------------------------------------------------------------------------

  function dress(row) {
    if (row.dataset.dressed) return;
    row.dataset.dressed = "1";
    const acts = document.createElement("p");
    acts.className = "row doing";
    acts.append(
      button(words.cite, () => { if (isFilled(row)) on.cite(key(row)); else field(row, "title").focus(); }, "btn"),
      button(words.up, () => move(row, -1)), button(words.down, () => move(row, 1)), button(words.remove, () => remove(row)),
    );
    row.querySelector(".stack").append(acts);
    const summary = row.querySelector("summary");
    summary.draggable = true;
    summary.addEventListener("dragstart", (event) => { dragged = row; event.dataTransfer.effectAllowed = "move"; event.dataTransfer.setData("text/plain", value(row, "title")); });
    summary.addEventListener("dragend", () => { dragged = null; list_.querySelectorAll("[data-over]").forEach((one) => one.removeAttribute("data-over")); });
  }

  let dragged = null;
  list_.addEventListener("dragover", (event) => {
    const row = event.target.closest?.(".refrow");
    if (!dragged || !row) return;
    event.preventDefault();
    list_.querySelectorAll("[data-over]").forEach((one) => one.removeAttribute("data-over"));
    row.dataset.over = isBelow(row, event.clientY) ? "below" : "above";
  });
  list_.addEventListener("drop", (event) => {
    const row = event.target.closest?.(".refrow");
    if (!dragged || !row) return;
    event.preventDefault();
    if (row !== dragged) row[isBelow(row, event.clientY) ? "after" : "before"](dragged);
    settle();
  });
  const isBelow = (row, y) => { const place = row.getBoundingClientRect(); return y > place.top + place.height / 2; };

  function move(row, step) {
    const all = filled();
    const other = all[all.indexOf(row) + step];
    if (!other) return;
    other[step < 0 ? "before" : "after"](row);
    settle();
    row.querySelectorAll(".doing button")[step < 0 ? 1 : 2].focus();
    tellPlace(row);
  }
  function tellPlace(row) {
    told.replaceChildren();
    tell(words.moved.replace("{n}", filled().indexOf(row) + 1).replace("{all}", filled().length));
  }

  function remove(row, text = words.removed) {
    const next = rows()[rows().indexOf(row) + 1];
    const times = on.citedKeys().filter((one) => one === field(row, "key").value).length;
    if (rows().length === 1) blank();
    row.remove();
    settle();
    told.replaceChildren();
    tell(`${text.replace("{title}", value(row, "title").slice(0, 40))}${times ? ` ${words.removedCited}` : ""}`, [words.undo, () => { if (next?.isConnected) next.before(row); else list_.append(row); settle(); row.querySelector("summary").focus(); }]).querySelector("button").focus();
  }

  function blank() {
    const last = rows().at(-1);
    const copy = last.cloneNode(true);
    copy.open = false;
    delete copy.dataset.dressed;
    copy.querySelectorAll("summary .soft, .wrong, .doing").forEach((one) => one.remove());
    const number = blank.next = (blank.next ?? rows().length) + 1;
    copy.querySelectorAll("[id], [for], [aria-describedby]").forEach((one) => {
      for (const name of ["id", "for", "aria-describedby"]) if (one.hasAttribute(name)) one.setAttribute(name, one.getAttribute(name).replace(/\d+/, number));
    });
    copy.querySelectorAll("input").forEach((input) => { input.value = ""; input.removeAttribute("aria-invalid"); });
    last.after(copy);
    dress(copy);
    return copy;
  }
  const more = () => rows().find((row) => !isFilled(row)) ?? blank();
  function put(one) {
    const row = more();
    for (const name of [...FIELDS, "key"]) if (one[name] !== undefined) field(row, name).value = one[name];
    row.open = false;
    return row;
  }

  // ---- what follows from a change --------------------------------------------------------------------------------

  let shownMarks = "";
  let compared = "";
  let twins = new Map();
  function compare(all) {
    const now = JSON.stringify(all.map(said));
    if (now === compared) return;
    compared = now;
    twins = new Map(all.flatMap((row, at) => { const twin = all.slice(0, at).find((other) => isSame(said(row), said(other))); return twin ? [[row, twin]] : []; }));
  }
  function show() {
    const known = numbers();
    const marks = on.citedKeys();
    const cited = new Set(marks);
    shownMarks = marks.join();
    document.querySelectorAll(".citing").forEach((mark) => { mark.textContent = `[${known.get(mark.dataset.key) ?? "?"}]`; });
    const all = filled();
    for (const row of rows()) {
      const isIn = all.includes(row);
      row.hidden = !isIn && !row.open;
      const head = row.querySelector("summary");
      head.querySelector("b").textContent = isIn ? `[${known.get(key(row))}]` : words.newSource;
      head.querySelectorAll("code, .soft").forEach((one) => one.remove());
      const title = document.createElement("span");
      title.className = "soft";
      title.textContent = [value(row, "title"), value(row, "outlet")].filter(Boolean).join(" — ");
      head.append(" ", title);
      if (isIn && !cited.has(key(row))) { const mark = document.createElement("span"); mark.className = "soft uncited"; mark.textContent = words.uncited; head.append(" ", mark); }
    }
    list_.querySelectorAll(".same").forEach((one) => one.remove());
    compare(all);
    for (const [row, twin] of twins) row.after(sameAs(row, twin, known)); // beside the row, which may be closed
  }
  function sameAs(row, twin, known) {
    const line = document.createElement("p");
    line.className = "same small";
    line.append(words.same.replace("{n}", known.get(key(twin))), " ", button(words.merge, () => merge(twin, row), "btn"));
    return line;
  }
  function merge(kept, gone) {
    const isBare = value(kept, "title") === value(kept, "url");
    for (const name of FIELDS) if (value(gone, name) && (!value(kept, name) || (name === "title" && isBare))) field(kept, name).value = value(gone, name);
    on.retarget(key(gone), key(kept));
    remove(gone, words.mergedSource);
  }
  function settle() { show(); on.changed(); }

  // ---- what is handed in -----------------------------------------------------------------------------------------

  async function read() {
    const text = box.value.trim();
    told.replaceChildren();
    if (!text) { box.focus(); return []; }
    const data = new FormData();
    data.set("text", text);
    const waiting = tell(words.readingSources);
    let answer;
    let found = {};
    try { answer = await on.post("/studio/references/read", data); found = await answer.json(); } catch { waiting.textContent = words.notRead; return []; }
    waiting.remove();
    if (!answer.ok) { tell(found.reason || words.notRead); return []; }
    const made = found.references.map(put);
    box.value = "";
    for (const line of found.told) tell(line);
    tell(words.added.replace("{n}", made.length));
    settle();
    look();
    return made;
  }

  // Pages that answer late: what is still empty then is filled, what was typed meanwhile stays.
  let turn = 0;
  let timer = 0;
  function look(isFirst = true) {
    if (isFirst) turn = 0;
    clearTimeout(timer);
    if (turn < PAUSES.length && wanting().length) timer = setTimeout(ask, PAUSES[turn]);
  }
  const asked = new Set();
  const wanting = () => filled().filter((row) => value(row, "url") && value(row, "title") === value(row, "url") && !asked.has(value(row, "url")));
  async function ask() {
    turn += 1;
    const data = new FormData();
    data.set("urls", JSON.stringify(wanting().map((row) => value(row, "url"))));
    try {
      const answer = await on.post("/studio/references/found", data);
      if (answer.ok) take((await answer.json()).found);
    } catch { /* the next turn asks again */ }
    look(false);
  }
  function take(found) {
    let isNew = false;
    for (const row of wanting()) {
      const one = found[value(row, "url")];
      if (!one) continue;
      asked.add(value(row, "url"));
      if (one.trouble) tell(`${value(row, "url")}: ${one.trouble}`);
      for (const name of FIELDS.slice(0, 4)) if (one[name] && (!value(row, name) || (name === "title" && value(row, name) === value(row, "url")))) { field(row, name).value = one[name]; isNew = true; }
    }
    if (isNew) settle();
  }

  panel.querySelector("[data-read]").addEventListener("click", (event) => { event.preventDefault(); read(); });
  panel.querySelector("[data-by-hand]").addEventListener("click", byHand);
  function byHand() {
    const row = more();
    panel.closest("details")?.setAttribute("open", "");
    row.hidden = false;
    row.open = true;
    field(row, "title").focus();
  }

  panel.addEventListener("input", (event) => { if (!event.isComposing && list_.contains(event.target)) show(); });
  panel.addEventListener("compositionend", show);
  panel.addEventListener("change", (event) => {
    const row = event.target.closest(".refrow");
    if (!row || event.target.name !== "reference_url" || !value(row, "url") || value(row, "accessed_on")) return;
    const today = new Date();
    field(row, "accessed_on").value = `${today.getFullYear()}-${String(today.getMonth() + 1).padStart(2, "0")}-${String(today.getDate()).padStart(2, "0")}`;
    if (!value(row, "title")) { field(row, "title").value = value(row, "url"); look(); }
    show();
  });
  list_.addEventListener("toggle", (event) => { if (event.target.matches?.(".refrow") && !event.target.open) show(); }, true);

  // ---- citing from the text --------------------------------------------------------------------------------------

  const picker = document.getElementById("cite-dialog");
  function pick() {
    const known = numbers();
    const all = filled().sort((one, other) => known.get(key(one)) - known.get(key(other)));
    if (!all.length) { panel.closest("details")?.setAttribute("open", ""); box.focus(); tell(words.noSources); return; }
    const choices = picker.querySelector(".choices");
    choices.replaceChildren(...all.map((row) => {
      const item = document.createElement("li");
      item.append(button(`[${known.get(key(row))}] ${[value(row, "title"), value(row, "outlet")].filter(Boolean).join(" — ")}`, () => { picker.close(); on.cite(key(row)); }, "btn bare"));
      return item;
    }));
    picker.showModal();
    choices.querySelector("button").focus();
  }
  picker.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...picker.querySelectorAll(".choices button")];
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
  });
  picker.querySelector("[data-new]").addEventListener("click", () => { picker.close(); panel.closest("details")?.setAttribute("open", ""); box.focus(); });

  rows().forEach((row) => { dress(row); if (isFilled(row) && !row.querySelector(".wrong")) row.open = false; });
  rows().forEach((row) => { if (!isFilled(row)) row.open = false; });

  return {
    list,
    pick,
    show,
    renumber: () => { if (on.citedKeys().join() !== shownMarks) show(); },
    look,
    numberOf: (wanted) => numbers().get(wanted) ?? "?",
    titleOf: (wanted) => list().find((row) => row.key === wanted)?.title ?? "",
    fill: (whole) => {
      const keys = new Set(whole.map((one) => one.key));
      for (const row of filled()) if (!keys.has(field(row, "key").value)) for (const name of [...FIELDS, "key"]) field(row, name).value = "";
      const placed = whole.map((one) => {
        const row = rows().find((candidate) => field(candidate, "key").value === one.key) ?? more();
        for (const name of [...FIELDS, "key"]) field(row, name).value = one[name] ?? "";
        return row;
      });
      list_.prepend(...placed);
      show();
    },
  };
}
