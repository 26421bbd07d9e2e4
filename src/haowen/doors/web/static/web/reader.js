// Nothing here is needed to read. Texts come from the page's data attributes, so that this file knows no language.
const root = document.documentElement;
const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

// Near times become relative; the absolute one stays on hover and focus.
const relative = new Intl.RelativeTimeFormat(root.lang, { numeric: "auto" });
for (const time of $$(".meta time, .do time")) {
  if (!time.dateTime.includes("T")) continue;
  const hours = (new Date(time.dateTime) - Date.now()) / 36e5;
  if (hours > 0 || hours < -24) continue;
  time.title = `${time.textContent} ${time.dateTime.slice(11, 16)}`;
  time.textContent = hours > -1 ? relative.format(Math.round(hours * 60), "minute") : relative.format(Math.round(hours), "hour");
}

// Escape folds up what was opened, and leads back to what opened it.
addEventListener("keydown", (event) => {
  const folds = ":is(.mast, .aids) details[open], .share[open]";
  const open = event.key === "Escape" && (event.target.closest?.(folds) ?? $(folds));
  if (!open) return;
  open.open = false;
  $("summary", open).focus();
});

// Sharing: copy the address, or hand it to the system's sheet.
for (const share of $$(".share")) {
  const field = $("input", share), said = $(".said", share), copy = $("[data-copy]", share), sheet = $("[data-sheet]", share);
  field?.addEventListener("focus", () => field.select());
  if (copy) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(field.value);
        said.textContent = copy.dataset.done;
      } catch {
        field.focus();
        field.select();
        said.textContent = copy.dataset.byHand;
      }
    });
  }
  if (sheet && navigator.share) {
    sheet.hidden = false;
    sheet.addEventListener("click", () => navigator.share({ title: document.title, url: field.value }).catch(() => {}));
  }
}

// Reading aloud, sentence by sentence, with the spoken one marked, and the word in it where the voice tells.
const reader = $("[data-aloud]");
if (reader) {
  reader.hidden = false;
  const said = $("[data-aloud-said]"), highlights = "highlights" in CSS ? CSS.highlights : null;
  const speech = window.speechSynthesis;
  let queue = [], at = -1, left = 0, waiting = 0;

  const sentences = () => {
    const found = [];
    for (const block of $$("h1, .prose > *, .prose li, .prose blockquote :is(p, footer), .prose :is(img, figcaption, caption, th, td, aside p, .q, .poll label)")) {
      if (block.matches("ul, ol, blockquote, figure, .scroll, aside, .poll, .gallery, details") || block.parentElement.closest("li, figcaption, th, td, details:not([open])")) continue;
      if (!block.matches("h1, img, figcaption") && block.closest("figure")) continue;
      const text = block.alt ?? block.textContent, lang = block.closest("[lang]")?.lang || root.lang;
      const cuts = typeof Intl.Segmenter === "function"
        ? [...new Intl.Segmenter(lang, { granularity: "sentence" }).segment(text)].map((part) => [part.index, part.index + part.segment.length])
        : [[0, text.length]];
      for (const [from, to] of cuts) if (/[\p{L}\p{N}]/u.test(text.slice(from, to))) found.push({ block, lang, from, to, text: text.slice(from, to).replace(/\[\d+\]/g, (cite) => " ".repeat(cite.length)) });
    }
    return found;
  };
  const range = ({ block, from, to }) => {
    const marked = document.createRange(), walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let passed = 0, begun = false;
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const end = passed + node.length;
      if (!begun && from < end) { marked.setStart(node, from - passed); begun = true; }
      if (begun && to <= end) { marked.setEnd(node, to - passed); break; }
      passed = end;
    }
    return marked;
  };
  const mark = (sentence) => {
    for (const spoken of $$(".spoken")) spoken.classList.remove("spoken");
    for (const name of ["spoken", "word"]) highlights?.delete(name);
    if (!sentence) return;
    if (highlights && !sentence.block.alt) highlights.set("spoken", new Highlight(range(sentence)));
    else sentence.block.classList.add("spoken");
    const box = sentence.block.getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight) sentence.block.scrollIntoView({ block: "center" });
  };
  const word = (sentence, at, length) => {
    if (!highlights || sentence.block.alt) return;
    const from = sentence.from + at, end = length ? at + length : at + sentence.text.slice(at).search(/[\s\p{P}]|$/u);
    const marked = new Highlight(range({ block: sentence.block, from, to: Math.min(sentence.from + end, sentence.to) }));
    marked.priority = 1;
    highlights.set("word", marked);
  };
  const stop = (message = "") => {
    at = -1;
    clearTimeout(waiting);
    queue = [];
    speech?.cancel();
    mark(null);
    reader.textContent = reader.dataset.start;
    reader.setAttribute("aria-pressed", "false");
    said.textContent = message;
  };
  const voice = (lang) => speech.getVoices().find((one) => one.lang.toLowerCase().replace("_", "-").startsWith(lang.slice(0, 2).toLowerCase()));
  const voices = () => new Promise((done) => {
    if (speech.getVoices().length) return done();
    const wait = setTimeout(done, 1500);
    speech.addEventListener("voiceschanged", () => { clearTimeout(wait); done(); }, { once: true });
  });
  // Sentences in a language without a voice are left out, and that is said; the rest follows in reading order.
  const next = () => {
    at += 1;
    const sentence = queue[at];
    if (!sentence) return stop(left ? reader.dataset.left : reader.dataset.end);
    const found = voice(sentence.lang);
    if (!found) {
      left += 1;
      said.textContent = reader.dataset.left;
      return next();
    }
    const utterance = new SpeechSynthesisUtterance(sentence.text);
    utterance.lang = sentence.lang;
    utterance.voice = found;
    utterance.onstart = () => { clearTimeout(waiting); mark(sentence); };
    utterance.onboundary = (event) => { if (event.name !== "sentence" && queue[at] === sentence) word(sentence, event.charIndex, event.charLength); };
    utterance.onend = () => { if (at >= 0 && queue[at] === sentence) next(); };
    utterance.onerror = (event) => { if (!["interrupted", "canceled"].includes(event.error)) stop(reader.dataset.failed); };
    clearTimeout(waiting);
    waiting = setTimeout(() => { if (queue[at] === sentence) stop(reader.dataset.failed); }, 8000);
    speech.speak(utterance);
  };
  reader.addEventListener("click", async () => {
    if (at >= 0) return stop();
    if (!speech) return stop(reader.dataset.none);
    await voices();
    queue = sentences();
    left = 0;
    if (!queue.some((sentence) => voice(sentence.lang))) return stop(reader.dataset.none);
    reader.textContent = reader.dataset.stop;
    reader.setAttribute("aria-pressed", "true");
    said.textContent = "";
    next();
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape" && at >= 0) stop(); });
  addEventListener("pagehide", () => speech?.cancel());
}

// While somebody types a search: what they may mean, as the browser's own list.
for (const field of $$("[data-suggest]")) {
  let last = "", waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const q = (last = field.value.trim());
      if (!q) return;
      const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(q)}`).catch(() => null);
      if (!answer?.ok || q !== last) return;
      const { suggestions } = await answer.json();
      field.list.replaceChildren(...suggestions.map(({ text }) => Object.assign(new Option(), { value: text })));
    }, 120);
  });
}
