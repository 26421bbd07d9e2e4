// The editor: takes the place of the plain form's text box, keeps every word, and leaves the form's fields as they are.

import { columns, length, watch } from "./counting.js";
import { covers } from "./covers.js";
import { collected, fill, isSame } from "./fields.js";
import { filming } from "./filming.js";
import { Keeper, REDIRECTED } from "./keeping.js";
import { library } from "./library.js";
import { lines } from "./lines.js";
import { file, translated } from "./pasting.js";
import { references } from "./references.js";
import { rows } from "./rows.js";
import * as tables from "./tables.js";
import { tidyDocument } from "./tidying.js";
import { toolbar } from "./toolbar.js";
import * as unsent from "./unsent.js";
import { parse, vocabulary, written } from "./vocabulary.js";

const form = document.getElementById("w");
const words = JSON.parse(form.dataset.words);
const tiptap = await import(form.dataset.editor);
const pictures = JSON.parse(form.dataset.pictures || "{}");
const field = (name) => form.elements[name];
const box = document.getElementById("body");
const title = field("title");
const summary = field("summary");
const titles = [...document.querySelectorAll("[data-count-of]")].map(watch);
const sources = new WeakMap();

const panel = references(form, words, {
  changed: () => changed(), cite: (key) => cite(key), citedKeys: () => citedKeys(), retarget: (from, to) => retarget(from, to),
  post: (address, data) => keeper.fetch(address, data),
});
const surroundings = {
  words,
  picture: (sha256) => pictures[sha256],
  numberOf: panel.numberOf,
  titleOf: panel.titleOf,
};

const { Editor, Document, Text, Bold, Italic, Strike, Subscript, BulletList, OrderedList, HardBreak, HorizontalRule,
        UndoRedo, Dropcursor, Gapcursor, TrailingNode, Placeholder, Extension, InputRule, wrappingInputRule } = tiptap;

// Signs of Markdown that the bundle leaves as they are: a number with a point, and a link.
const NumberedList = OrderedList.extend({
  addInputRules() { return [wrappingInputRule({ find: /^\d{1,3}[.)]\s$/, type: this.type })]; },
});
const LINKED = /(?<!!)\[([^[\]]+)\]\((https?:\/\/[^\s()]+)\)$/;
const linked = ({ state: { tr, schema }, range, match: [, text, href] }) => { tr.replaceWith(range.from, range.to, schema.text(text, [schema.marks.link.create({ href })])); };

const Keys = Extension.create({
  name: "keysOfTheHouse",
  addInputRules: () => [new InputRule({ find: LINKED, handler: linked })],
  addKeyboardShortcuts: () => ({
    Tab: ({ editor }) => tables.nextCell(editor, false) || editor.commands.sinkListItem("listItem"),
    "Shift-Tab": ({ editor }) => tables.nextCell(editor, true) || editor.commands.liftListItem("listItem"),
    "Mod-k": () => { acts.link.do(); return true; },
    "Alt-F10": () => { form.querySelector(".toolbar [tabindex='0']").focus(); return true; },
    "Mod-s": () => { save(); return true; },
  }),
});

let editor = null;
editor = new Editor({
  element: box,
  injectCSS: false,
  extensions: [Document, Text, ...vocabulary(tiptap, surroundings), Bold, Italic, Strike, Subscript, BulletList, NumberedList,
    HardBreak, HorizontalRule, UndoRedo, Dropcursor, Gapcursor, TrailingNode, Keys, Placeholder.configure({ placeholder: words.placeholder })],
  editorProps: {
    attributes: { role: "textbox", "aria-multiline": "true", "aria-label": words.text, class: "prose", lang: form.dataset.language, spellcheck: "false" },
    transformPastedHTML: (source) => pasted(source),
    handlePaste: (_view, event) => !event.clipboardData?.getData("text/html") && uploadAll(event.clipboardData?.files ?? []),
    handleDrop: (view, event, _slice, isMoved) => {
      if (isMoved || !event.dataTransfer?.files.length) return false;
      const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
      if (at !== undefined) editor.commands.setTextSelection(at);
      return uploadAll(event.dataTransfer.files);
    },
  },
});
editor.tiptap = tiptap;

function show(html) {
  const document_ = parse(tiptap, editor.schema, html, sources);
  const transaction = editor.state.tr.replaceWith(0, editor.state.doc.content.size, document_.content);
  editor.view.dispatch(transaction.setMeta("addToHistory", false).setMeta("isShown", true));
}

const html = () => written(tiptap, editor.state.doc, sources);

// ---- keeping ---------------------------------------------------------------------------------------------------

const state = document.querySelector(".saved");
let unkept = null;
let base = field("base").value;
let isReady = false;

const keeper = new Keeper({
  form,
  snapshot: () => ({ base, title: title.value, summary: summary.value, html: html(), references: panel.list(), fields: collected(form), language: field("language").value }),
  say,
  isBusy: () => editor.view.composing,
  onBegun: (article) => {
    form.dataset.article = article;
    form.action = `/studio/a/${article}`;
    history.replaceState(null, "", `/studio/a/${article}`);
    document.querySelectorAll("[data-begun]").forEach((one) => { one.hidden = false; if (one.dataset.begun) one.setAttribute(one.dataset.begun, one.dataset.address.replace("{id}", article)); });
  },
  onAcknowledged: (told) => { if (told.newer) meanwhile(told.newer); },
  onAsks: (reason) => ask(reason),
  onUnkept: () => { unkept ??= tell(words.unkept, "warn"); },
});

function say(now, clock = "", at = "") {
  state.dataset.state = now === "signed-out" ? "failed" : now;
  const time = document.createElement("time");
  time.dateTime = at;
  time.textContent = clock;
  if (now === "saved") state.replaceChildren(`${words.saved} `, time);
  else state.textContent = { saving: words.saving, offline: words.offline, failed: clock || words.failed, "signed-out": words.signedOut }[now];
  document.getElementById("sign-in").hidden = now !== "signed-out";
}

function citedKeys() {
  const keys = [];
  editor?.state.doc.descendants((node) => { if (node.type.name === "cite") keys.push(node.attrs.key); });
  return keys;
}

function changed() {
  if (!isReady) return;
  keeper.changed();
  count();
  panel.renumber();
}

function count() {
  titles.forEach((look) => look());
  document.getElementById("summary-count").textContent = `${columns(summary.value.trim())}`;
  document.querySelector(".count b").textContent = length(editor.state.doc.textBetween(0, editor.state.doc.content.size, "\n")).toLocaleString();
}

function tell(text, kind = "", ...acts_) {
  const line = document.createElement("div");
  line.className = `tell ${kind}`;
  line.setAttribute("role", "status");
  const said = document.createElement("p");
  said.textContent = text;
  line.append(said);
  const row = document.createElement("p");
  row.className = "row";
  for (const [name, act] of acts_) {
    const made = document.createElement(typeof act === "string" ? "a" : "button");
    made.className = "btn";
    made.textContent = name;
    if (typeof act === "string") made.href = act;
    else { made.type = "button"; made.addEventListener("click", () => { line.remove(); act(); }); }
    row.append(made);
  }
  if (acts_.length) line.append(row);
  document.getElementById("told").append(line);
  return line;
}

let toldNewer = 0;
function meanwhile(newer) {
  if (newer.number === toldNewer) return;
  toldNewer = newer.number;
  const said = (newer.is_you ? words.newerYou : words.newer).replace("{who}", newer.who).replace("{clock}", newer.clock);
  tell(said, "merge", [words.seeWhat, `/studio/a/${keeper.article}/revisions`]);
}

let asking = null;
function ask(reason) {
  if (asking?.isConnected) return;
  asking = tell(reason, "warn", [words.emptyYes, () => { keeper.mayEmpty = true; keeper.send(); }], [words.emptyNo, () => editor.chain().focus().undo().run()]);
}

// The form's own way of saving, without leaving the page: a revision, merged with what others saved.
async function save(after = "") {
  if (!keeper.article) { keeper.sequence += 1; if (!(await keeper.send()) && !keeper.article) return false; }
  clearTimeout(keeper.timer);
  field("body").value = html(); // after the waiting: what was typed meanwhile is under the number that is sent
  field("written").value = "html";
  const data = new FormData(form);
  data.set("tab", keeper.tab);
  const sequence = keeper.sequence;
  data.set("sequence", sequence);
  if (keeper.mayEmpty) data.set("may_empty", "1");
  say("saving");
  let answer;
  try { answer = await keeper.fetch(`/studio/a/${keeper.article}/save`, data); } catch { keeper.sequence += 1; keeper.keepHere(); keeper.later(navigator.onLine ? "failed" : "offline"); return false; }
  if (answer.type === REDIRECTED) { keeper.sequence += 1; keeper.keepHere(); keeper.later("signed-out"); return false; }
  if (answer.status === 403) { const now = await keeper.renew(); keeper.sequence += 1; keeper.later(now); return false; }
  const told = await answer.json().catch(() => ({}));
  if (told.asks) { say("failed", told.reason); ask(told.reason); return false; }
  if (told.conflict) { location.assign(told.conflict); return false; }
  if (!answer.ok) { wrong(told); say("failed", told.reason ?? ""); keeper.soon(); return false; }
  wrong({});
  keeper.acknowledged = Math.max(keeper.acknowledged, sequence);
  keeper.mayEmpty = false; // the yes was for this once
  await keeper.forget();
  form.querySelectorAll("[type=file][name]").forEach((one) => { one.value = ""; });
  const isStill = keeper.sequence === sequence;
  base = field("base").value = told.merged && !isStill ? told.kept : told.base;
  if (told.merged) {
    if (isStill) { isReady = false; Object.assign(pictures, told.pictures); title.value = told.title; summary.value = told.summary; panel.fill(told.references); fill(form, told.fields); show(told.html); isReady = true; count(); panel.show(); filmed(); }
    tell(words.merged.replace("{who}", told.who), "merge", [words.seeWhat, `/studio/a/${keeper.article}/revisions`]);
  }
  if (told.added) { location.assign(location.href); return true; }
  say("saved", told.clock, told.at);
  document.querySelectorAll("[data-number]").forEach((one) => { one.textContent = told.number; });
  if (after) { keeper.isGone = true; location.assign(after.replace("{id}", keeper.article)); }
  return true;
}

function wrong({ errors = {} }) {
  form.querySelectorAll(".wrong[data-told]").forEach((one) => one.remove());
  let first = null;
  for (const [name, said] of Object.entries(errors)) {
    const input = form.querySelector(`[name="${name}"]`);
    const line = document.createElement("p");
    line.className = "wrong";
    line.dataset.told = "";
    line.textContent = said.join(" ");
    input?.closest("details")?.setAttribute("open", "");
    (input?.closest(".field") ?? document.getElementById("told")).append(line);
    first ??= input;
  }
  first?.focus();
}

form.addEventListener("submit", (event) => {
  const button = event.submitter;
  event.preventDefault();
  save(button?.dataset.then ?? "");
});
form.addEventListener("input", (event) => { if (!event.isComposing && !box.contains(event.target)) changed(); });
form.addEventListener("change", (event) => { if (!box.contains(event.target)) changed(); });
title.addEventListener("compositionend", changed);
summary.addEventListener("compositionend", changed);
addEventListener("keydown", (event) => { if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); save(); } });

// ---- pictures and pasting --------------------------------------------------------------------------------------

async function upload(one) {
  const data = new FormData();
  data.set("file", one);
  data.set("publisher", form.dataset.publisher);
  const answer = await keeper.fetch("/studio/media", data);
  if (answer.type === REDIRECTED) throw new Error(words.signedOut);
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(told.reason || words.notTaken);
  if (told.told) tell(`${one.name}: ${told.told}`, "warn");
  return known(told);
}

// What the site tells of a file is kept for the page's own use.
function known(file) {
  const isVideo = file.kind === "video";
  pictures[file.sha256] = { src: file.src, width: file.width, height: file.height, video: isVideo, making: file.making, soon: isVideo && !file.making.is_ended };
  return file;
}

// A file as it stands in the text; what the library says of it is proposed.
const figure = (file) => ({
  type: "figure",
  attrs: { media: file.sha256, alt: file.decorative ? "" : file.alt, credit: file.credit, decorative: file.decorative },
  content: file.caption ? [{ type: "text", text: file.caption }] : [],
});

function putIn(files, how = "") {
  const made = files.map(known).map(figure);
  if (!made.length) return;
  editor.chain().focus().insertContentAt(tables.beside(editor.state), how === "gallery" ? [{ type: "gallery", content: made }] : made).run();
  filmed();
}

async function read(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" }, redirect: "manual", credentials: "same-origin" });
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

const choose = library(form, words, { get: read });
const filmed = filming(form, pictures, { get: read, wanting: () => shown().map((node) => node.attrs.media) });

// The pictures and videos of the text in their order, as far as they lie here.
function shown() {
  const found = [];
  editor.state.doc.descendants((node) => { if (node.type.name === "figure" && node.attrs.media) found.push(node); });
  return found;
}

covers(form, words, {
  upload, choose,
  inText: () => shown().map(({ attrs }) => ({ sha256: attrs.media, alt: attrs.alt, source: pictures[attrs.media] })),
  onChange: () => changed(),
  tell,
});

function uploadAll(files) {
  const images = [...files].filter((one) => /^(image|video)\//.test(one.type));
  if (!images.length) return false;
  (async () => {
    const made = [];
    for (const image of images) {
      const line = image.type.startsWith("video/") ? tell(words.sending.replace("{name}", image.name)) : null;
      try { made.push(await upload(image)); } catch (error) { tell(`${image.name}: ${error.message}`, "bad"); }
      line?.remove();
    }
    putIn(made);
  })();
  return true;
}

function pasted(source) {
  if (source.includes("data-pm-slice")) return source;
  const { html: clean, left } = translated(source, false);
  if (left.length) tell(words.left.replace("{what}", left.map((name) => words[`left_${name}`]).join(words.and)), "");
  setTimeout(bringInData);
  return clean;
}

// Pictures that came as data within the page are uploaded, one after the other.
async function bringInData() {
  const found = [];
  editor.state.doc.descendants((node) => { if (node.type.name === "figure" && node.attrs.remote.startsWith("data:")) found.push(node.attrs.remote); });
  for (const address of new Set(found)) {
    const one = file(address);
    let media = "";
    try { media = one ? (await upload(one)).sha256 : ""; } catch (error) { tell(error.message, "bad"); }
    const { tr } = editor.state;
    editor.state.doc.descendants((node, at) => { if (node.type.name === "figure" && node.attrs.remote === address) tr.setNodeMarkup(at, null, { ...node.attrs, remote: "", media }); });
    editor.view.dispatch(tr);
  }
}

// ---- the toolbar -----------------------------------------------------------------------------------------------

const chain = () => editor.chain().focus();
const toggled = (name, act, attributes) => ({ do: () => act(chain()).run(), is: () => editor.isActive(name, attributes) });
const inTable = () => Boolean(tables.place(editor.state));
const acts = {
  heading: toggled("heading", (it) => it.toggleHeading({ level: 2 }), { level: 2 }),
  subheading: toggled("heading", (it) => it.toggleHeading({ level: 3 }), { level: 3 }),
  bold: toggled("bold", (it) => it.toggleBold()),
  italic: toggled("italic", (it) => it.toggleItalic()),
  strike: toggled("strike", (it) => it.toggleStrike()),
  link: { do: () => linkDialog(), is: () => editor.isActive("link") },
  list: toggled("bulletList", (it) => it.toggleBulletList()),
  numbered: toggled("orderedList", (it) => it.toggleOrderedList()),
  quote: toggled("blockquote", (it) => it.toggleBlockquote()),
  code: toggled("codeBlock", (it) => it.toggleCodeBlock()),
  table: { do: () => tables.insertTable(editor) },
  rowAfter: { do: () => tables.change(editor, "rowAfter"), shown: inTable },
  columnAfter: { do: () => tables.change(editor, "columnAfter"), shown: inTable },
  rowGone: { do: () => tables.change(editor, "rowGone"), shown: inTable },
  columnGone: { do: () => tables.change(editor, "columnGone"), shown: inTable },
  picture: { do: () => document.getElementById("pick-pictures").click() },
  video: { do: () => document.getElementById("pick-video").click() },
  library: { do: () => choose({ isMany: true, take: putIn }) },
  gallery: { do: () => gallery() },
  poll: { do: () => poll() },
  rule: { do: () => chain().insertContentAt(tables.beside(editor.state), { type: "horizontalRule" }).run() }, // takes no selected words away
  lead: { do: () => lead(), is: () => Boolean(editor.state.doc.firstChild?.attrs.dataLead) },
  cite: { do: () => panel.pick() },
  note: { do: () => chain().toggleWrap("note").run(), is: () => editor.isActive("note") },
  tidy: { do: () => tell(tidyDocument(editor) ? words.tidied : words.tidyNothing) },
  undo: { do: () => chain().undo().run(), may: () => editor.can().undo() },
  redo: { do: () => chain().redo().run(), may: () => editor.can().redo() },
};
for (const name of ["pick-pictures", "pick-video"]) document.getElementById(name).addEventListener("change", (event) => { uploadAll(event.target.files); event.target.value = ""; });

// A poll goes behind the block at hand; the question is written first.
function poll() {
  const { to: at } = tables.beside(editor.state);
  const option = { type: "listItem", content: [{ type: "paragraph" }] };
  chain().insertContentAt(at, { type: "poll", content: [{ type: "paragraph" }, { type: "bulletList", content: [option, option] }] }).setTextSelection(at + 2).run();
}

function lead() {
  const first = editor.state.doc.firstChild;
  if (first?.type.name !== "paragraph") return;
  editor.view.dispatch(editor.state.tr.setNodeMarkup(0, null, { ...first.attrs, dataLead: !first.attrs.dataLead }));
  editor.commands.focus();
}

// Pictures that stand one after another around the cursor become a gallery, a gallery becomes pictures again.
function gallery() {
  const { state: now, schema } = editor;
  const { $from } = now.selection;
  const index = $from.index(0);
  const here = now.doc.child(Math.min(index, now.doc.childCount - 1));
  const at = (number) => { let position = 0; for (let each = 0; each < number; each += 1) position += now.doc.child(each).nodeSize; return position; };
  if (here.type.name === "gallery") { editor.view.dispatch(now.tr.replaceWith(at(index), at(index + 1), here.content)); return; }
  const isPicture = (number) => number >= 0 && number < now.doc.childCount && now.doc.child(number).type.name === "figure";
  let from = isPicture(index) ? index : index - 1;
  if (!isPicture(from)) { tell(words.galleryHow); return; }
  let to = from;
  while (isPicture(from - 1)) from -= 1;
  while (isPicture(to + 1)) to += 1;
  if (from === to) { tell(words.galleryHow); return; }
  const figures = Array.from({ length: to - from + 1 }, (_, step) => now.doc.child(from + step));
  editor.view.dispatch(now.tr.replaceWith(at(from), at(to + 1), schema.nodes.gallery.create(null, figures)));
}

function cite(key) {
  editor.chain().focus().insertContent({ type: "cite", attrs: { key } }).run();
}

// Marks of one source become marks of another, as a step that can be undone.
function retarget(from, to) {
  const { tr } = editor.state;
  editor.state.doc.descendants((node, at) => { if (node.type.name === "cite" && node.attrs.key === from) tr.setNodeMarkup(at, null, { ...node.attrs, key: to }); });
  if (tr.docChanged) editor.view.dispatch(tr);
}

const dialog = document.getElementById("link-dialog");
function linkDialog() {
  const address = dialog.querySelector("input");
  address.value = editor.getAttributes("link").href ?? "";
  dialog.returnValue = "";
  dialog.showModal();
  address.select();
}
dialog.addEventListener("close", () => {
  const said = dialog.querySelector("input").value.trim();
  if (dialog.returnValue === "off") chain().extendMarkRange("link").unsetMark("link").run();
  else if (dialog.returnValue === "set" && said) {
    const href = /^(https?:|mailto:|\/)/i.test(said) ? said : `https://${said}`;
    if (editor.state.selection.empty && !editor.isActive("link")) chain().insertContent([{ type: "text", text: said, marks: [{ type: "link", attrs: { href } }] }]).run();
    else chain().extendMarkRange("link").setMark("link", { href }).run();
  } else editor.commands.focus();
});

// ---- begin -----------------------------------------------------------------------------------------------------

show(document.getElementById("canonical").innerHTML);
rows(form, () => changed());
lines(form);
filmed();
toolbar(form.querySelector(".toolbar"), editor, acts);
count();
panel.show();
panel.look();
isReady = true;
document.documentElement.dataset.editor = "ready";
editor.on("update", ({ transaction }) => { if (!transaction.getMeta("isShown")) changed(); });

for (const entry of await unsent.left({ person: keeper.person, article: keeper.article, publisher: keeper.publisher, tab: keeper.tab })) {
  const isKnown = entry.html === html() && entry.title === title.value && entry.summary === summary.value && isSame(entry.fields, collected(form));
  if (isKnown) { await unsent.remove(entry.tab); continue; }
  const when = new Date(entry.at).toLocaleString(document.documentElement.lang);
  tell(words.offered.replace("{when}", when), "warn", [words.putBack, () => {
    if (!keeper.article && entry.base) return;
    base = field("base").value = entry.base;
    title.value = entry.title;
    summary.value = entry.summary;
    panel.fill(entry.references);
    fill(form, entry.fields);
    show(entry.html);
    changed();
    keeper.send().then((done) => { if (done) unsent.remove(entry.tab); });
  }], [words.throwAway, () => unsent.remove(entry.tab)]);
}

// For tests and scripts: what the editor would hand in, every block written anew.
globalThis.haowenEditor = { html, fresh: () => written(tiptap, editor.state.doc, sources, true), show, editor, keeper };
