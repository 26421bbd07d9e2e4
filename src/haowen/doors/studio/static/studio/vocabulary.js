// The article's vocabulary (text/markup) as the editor knows it, and the way in and out of it.
// A block that nobody touched leaves as the very text it came as; one that the editor does not know is kept whole.

const SHOWN_LENGTH = 120;

export function vocabulary(tiptap, surroundings) {
  const { Node, Mark, Heading, Blockquote, ListItem, CodeBlock, Paragraph, Superscript, Code } = tiptap;
  const flag = (name) => ({
    default: false,
    parseHTML: (element) => element.hasAttribute(name),
    renderHTML: (attributes) => (attributes[camel(name)] ? { [name]: "" } : {}),
  });
  const span = (name) => ({
    default: 1,
    parseHTML: (element) => Number(element.getAttribute(name)) || 1,
    renderHTML: (attributes) => (attributes[name] > 1 ? { [name]: attributes[name] } : {}),
  });
  const simple = (name, tag, content, more = {}) =>
    Node.create({
      name, content, ...more,
      parseHTML: () => [{ tag, priority: 60 }],
      renderHTML: ({ HTMLAttributes }) => [tag.replace(/\[(.*)\]/, ""), { ...HTMLAttributes, ...(more.marks_ ?? {}) }, 0],
    });

  return [
    Paragraph.extend({ addAttributes: () => ({ dataLead: flag("data-lead") }) }),
    Heading.extend({ addKeyboardShortcuts() {
      return { "Mod-Alt-2": () => this.editor.commands.toggleHeading({ level: 2 }),
               "Mod-Alt-3": () => this.editor.commands.toggleHeading({ level: 3 }) };
    } }).configure({ levels: [2, 3] }),
    Blockquote.extend({ content: "(block | quoteSource)+" }),
    simple("quoteSource", "footer", "inline*", { defining: true }),
    ListItem.extend({ content: "block+" }),
    CodeBlock.extend({
      addAttributes: () => ({ isPlain: { default: false, parseHTML: (element) => !element.querySelector("code"), renderHTML: () => ({}) } }),
      parseHTML: () => [{ tag: "pre", preserveWhitespace: "full" }],
      renderHTML: ({ node }) => (node.attrs.isPlain ? ["pre", 0] : ["pre", ["code", 0]]),
    }),
    Superscript.extend({ parseHTML: () => [{ tag: "sup:not([data-cite])" }] }),
    Code.extend({ excludes: "" }),
    Mark.create({
      name: "link", priority: 1000, inclusive: false, exitable: true,
      addAttributes: () => ({ href: { default: "" } }),
      parseHTML: () => [{ tag: "a[href]", getAttrs: (element) => ({ href: element.getAttribute("href") }) }],
      renderHTML: ({ HTMLAttributes }) => ["a", HTMLAttributes, 0],
    }),
    Node.create({
      name: "unplaced", group: "block", content: "block+", defining: true,
      parseHTML: () => [{ tag: "aside[data-unplaced]" }],
      renderHTML: () => ["aside", { "data-unplaced": "" }, 0],
    }),
    Node.create({
      name: "note", group: "block", content: "block+", defining: true,
      parseHTML: () => [{ tag: "aside[data-note]" }],
      renderHTML: () => ["aside", { "data-note": "", class: "aside-note" }, 0],
    }),
    poll(Node, surroundings),
    Node.create({
      name: "cite", group: "inline", inline: true, atom: true, selectable: true,
      addAttributes: () => ({ key: { default: "", parseHTML: (element) => element.dataset.cite, renderHTML: (attributes) => ({ "data-cite": attributes.key }) } }),
      parseHTML: () => [{ tag: "sup[data-cite]", priority: 80 }],
      renderHTML: ({ HTMLAttributes }) => ["sup", HTMLAttributes],
      addNodeView: () => ({ node }) => {
        const dom = document.createElement("sup");
        dom.className = "citing";
        dom.dataset.key = node.attrs.key;
        dom.textContent = `[${surroundings.numberOf(node.attrs.key)}]`;
        dom.title = surroundings.titleOf(node.attrs.key);
        return { dom };
      },
    }),
    figure(Node, surroundings),
    Node.create({
      name: "gallery", group: "block", content: "figure+", defining: true, isolating: true,
      parseHTML: () => [{ tag: "div[data-gallery]" }],
      renderHTML: () => ["div", { "data-gallery": "" }, 0],
    }),
    Node.create({ name: "table", group: "block", content: "tableCaption? tableHead? tableBody?", isolating: true,
      parseHTML: () => [{ tag: "table" }], renderHTML: () => ["table", 0] }),
    simple("tableCaption", "caption", "inline*", { isolating: true }),
    simple("tableHead", "thead", "tableRow+"),
    simple("tableBody", "tbody", "tableRow+"),
    simple("tableRow", "tr", "(tableCell | tableHeader)+"),
    ...[["tableCell", "td"], ["tableHeader", "th"]].map(([name, tag]) =>
      Node.create({
        name, content: "block+", isolating: true,
        addAttributes: () => ({ colspan: span("colspan"), rowspan: span("rowspan") }),
        parseHTML: () => [{ tag }], renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
      })),
    Node.create({
      name: "kept", group: "block", atom: true, selectable: true,
      addAttributes: () => ({ html: { default: "", parseHTML: (element) => element.dataset.kept, renderHTML: () => ({}) } }),
      parseHTML: () => [{ tag: "div[data-kept]", priority: 90 }],
      renderHTML: () => ["div", { "data-kept": "" }],
      addNodeView: () => ({ node }) => {
        const dom = document.createElement("div");
        dom.className = "kept-whole";
        const holder = new DOMParser().parseFromString(node.attrs.html, "text/html").body;
        dom.textContent = `${surroundings.words.kept} ${holder.textContent.trim().slice(0, SHOWN_LENGTH)}`;
        return { dom };
      },
    }),
  ];
}

function camel(name) {
  return name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}

// A picture: ours, elsewhere, or missing. Its caption is text of the article; credit and alternative text are asked for beside it.
function figure(Node, surroundings) {
  const words = surroundings.words;
  return Node.create({
    name: "figure", group: "block", content: "inline*", defining: true, isolating: true, draggable: true,
    addAttributes: () => Object.fromEntries(["media", "remote", "alt", "credit", "decorative"].map((name) => [name, { default: name === "decorative" ? false : "", rendered: false }])),
    parseHTML: () => [{
      tag: "figure",
      getAttrs: (element) => {
        const picture = element.querySelector("img");
        return {
          media: picture?.dataset.media ?? "",
          remote: element.dataset.remote ?? "",
          alt: (element.dataset.remote ? element.querySelector("a")?.textContent : picture?.getAttribute("alt")) ?? "",
          credit: element.querySelector("figcaption small[data-credit]")?.textContent ?? "",
          decorative: element.hasAttribute("data-decorative"),
        };
      },
      contentElement: (element) => {
        const caption = element.querySelector("figcaption")?.cloneNode(true) ?? document.createElement("figcaption");
        caption.querySelector("small[data-credit]")?.remove();
        return caption;
      },
    }],
    renderHTML: ({ node }) => {
      const { media, remote, alt, credit, decorative } = node.attrs;
      const marks = { ...(decorative ? { "data-decorative": "" } : {}), ...(credit ? { "data-credit": credit } : {}) };
      if (media) return ["figure", marks, ["img", { "data-media": media, alt: decorative ? "" : alt }], ["figcaption", 0]];
      if (remote) return ["figure", { ...marks, "data-remote": remote }, ["a", { href: remote }, alt], ["figcaption", 0]];
      return ["figure", { ...marks, "data-gap": "picture" }, ["figcaption", 0]];
    },
    addKeyboardShortcuts() {
      return {
        Enter: ({ editor }) => {
          const { $from } = editor.state.selection;
          if ($from.parent.type.name !== "figure") return false;
          const after = $from.after();
          return editor.chain().insertContentAt(after, { type: "paragraph" }).setTextSelection(after + 1).run();
        },
      };
    },
    addNodeView: () => ({ node, getPos, editor }) => pictureView(node, getPos, editor, surroundings, words),
  });
}

// A poll: a question and a list of answers; until when it is open is asked for above it.
function poll(Node, surroundings) {
  return Node.create({
    name: "poll", group: "block", content: "paragraph bulletList", defining: true, isolating: true,
    addAttributes: () => ({ until: { default: "", parseHTML: (element) => element.dataset.poll, renderHTML: (attributes) => ({ "data-poll": attributes.until }) } }),
    parseHTML: () => [{ tag: "aside[data-poll]" }],
    renderHTML: ({ HTMLAttributes }) => ["aside", HTMLAttributes, 0],
    addNodeView: () => ({ node, getPos, editor }) => {
      let now = node;
      const dom = document.createElement("aside");
      const asked = document.createElement("div");
      const contentDOM = document.createElement("div");
      const label = document.createElement("label");
      const day = Object.assign(document.createElement("input"), { type: "date", value: node.attrs.until });
      dom.className = "poll-box";
      asked.className = "asked";
      asked.contentEditable = "false";
      label.append(surroundings.words.pollUntil, day);
      asked.append(said("p", "soft small")(surroundings.words.poll), label);
      day.addEventListener("change", () => {
        const at = getPos();
        if (typeof at === "number") editor.view.dispatch(editor.state.tr.setNodeMarkup(at, null, { ...now.attrs, until: day.value }));
      });
      dom.append(asked, contentDOM);
      return {
        dom, contentDOM,
        update: (next) => { if (next.type !== now.type) return false; now = next; day.value = next.attrs.until; return true; },
        stopEvent: (event) => asked.contains(event.target),
        ignoreMutation: (mutation) => mutation.type !== "selection" && !contentDOM.contains(mutation.target),
      };
    },
  });
}

let counted = 0;

function pictureView(node, getPos, editor, surroundings, words) {
  const number = (counted += 1);
  const dom = document.createElement("figure");
  dom.className = "pic";
  const seen = document.createElement("div");
  seen.contentEditable = "false";
  const caption = document.createElement("figcaption");
  const asked = document.createElement("div");
  asked.className = "stack asked";
  asked.contentEditable = "false";
  let now = node;

  const change = (attributes) => {
    const at = getPos();
    if (typeof at === "number") editor.view.dispatch(editor.state.tr.setNodeMarkup(at, null, { ...now.attrs, ...attributes }));
  };
  const ask = (name, label, tag) => {
    const box = document.createElement("div");
    box.className = "field";
    const input = document.createElement(tag);
    input.id = `picture-${number}-${name}`;
    input.value = node.attrs[name];
    input.maxLength = 300;
    if (tag === "textarea") input.rows = 2;
    const told = document.createElement("label");
    told.htmlFor = input.id;
    told.textContent = label;
    input.addEventListener("input", (event) => { if (!event.isComposing) change({ [name]: input.value.replace(/\s+/g, " ") }); });
    input.addEventListener("compositionend", () => change({ [name]: input.value.replace(/\s+/g, " ") }));
    box.append(told, input);
    asked.append(box);
    return input;
  };
  const inputs = { credit: ask("credit", words.credit, "input"), alt: ask("alt", words.alt, "textarea") };
  const pick = document.createElement("label");
  pick.className = "pick";
  const tick = document.createElement("input");
  tick.type = "checkbox";
  tick.addEventListener("change", () => change({ decorative: tick.checked, alt: tick.checked ? "" : inputs.alt.value }));
  pick.append(tick, words.decorative);
  asked.append(pick);
  dom.append(seen, caption, asked);

  const show = () => {
    const { media, remote, alt, credit, decorative } = now.attrs;
    const source = surroundings.picture(media);
    const key = `${media}|${remote}|${source?.src ?? ""}`;
    if (dom.dataset.shown !== key) {
      dom.dataset.shown = key;
      const shown = document.createElement(source ? "img" : "p");
      dom.classList.toggle("film", Boolean(source?.video));
      if (source) Object.assign(shown, { src: source.src, width: source.width, height: source.height, alt: "" });
      else shown.textContent = media ? words.picture : remote ? `${words.remote} ${remote}` : words.gap;
      seen.replaceChildren(shown);
      if (source?.video) seen.append(chip(words.video), hint(words.captions));
      if (source?.soon) seen.append(hint(source.making?.said ?? "", media));
      inputs.alt.previousSibling.textContent = source?.video ? words.altVideo : words.alt;
      inputs.credit.previousSibling.textContent = source?.video ? words.creditVideo : words.credit;
    }
    caption.dataset.placeholder = words.caption;
    caption.classList.toggle("is-empty", now.content.size === 0);
    if (document.activeElement !== inputs.alt) inputs.alt.value = alt;
    if (document.activeElement !== inputs.credit) inputs.credit.value = credit;
    inputs.alt.disabled = decorative;
    inputs.alt.required = !decorative;
    inputs.alt.setAttribute("aria-invalid", String(Boolean(media) && !alt && !decorative));
    tick.checked = decorative;
    asked.hidden = !media && !remote;
    inputs.credit.parentElement.hidden = pick.hidden = !media;
  };
  show();
  return {
    dom, contentDOM: caption,
    update: (next) => { if (next.type !== now.type) return false; now = next; show(); return true; },
    stopEvent: (event) => asked.contains(event.target) || (event.target === tick),
    ignoreMutation: (mutation) => mutation.type !== "selection" && !caption.contains(mutation.target),
  };
}

const said = (tag, className) => (text) => Object.assign(document.createElement(tag), { className, textContent: text });
const chip = said("span", "chip");
const hint = (text, film = "") => {
  const line = said("p", "soft small")(text);
  if (film) line.dataset.film = film;
  return line;
};

// The body as a document; remembers for every block the text it came as.
export function parse(tiptap, schema, canonical, sources) {
  const { DOMParser: Parser } = tiptap.pm.model;
  const parser = Parser.fromSchema(schema);
  const holder = document.createElement("template");
  holder.innerHTML = canonical;
  const nodes = [];
  const kept = (html) => schema.nodes.kept.create({ html });
  for (const child of [...holder.content.childNodes]) {
    if (child.nodeType === globalThis.Node.TEXT_NODE) {
      if (child.data.trim()) nodes.push(schema.nodes.paragraph.create(null, schema.text(child.data.trim())));
      continue;
    }
    if (child.nodeType !== globalThis.Node.ELEMENT_NODE) continue;
    const source = child.outerHTML;
    const box = document.createElement("div");
    box.append(child.cloneNode(true));
    const inside = parser.parse(box).content;
    const known = inside.childCount === 1 && bare(inside.firstChild.textContent) === bare(readable(child));
    const node = known ? inside.firstChild : kept(source);
    sources.set(node, source);
    nodes.push(node);
  }
  if (!nodes.length) nodes.push(schema.nodes.paragraph.create());
  return schema.topNodeType.create(null, nodes);
}

function bare(text) {
  return text.replace(/\s+/g, "");
}

// The text that the editor holds as text: alternative text of a picture elsewhere and its credit are attributes there.
function readable(element) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll("small[data-credit]").forEach((one) => one.remove());
  const figures = copy.matches("figure[data-remote]") ? [copy] : [...copy.querySelectorAll("figure[data-remote]")];
  figures.forEach((one) => one.querySelector("a")?.remove());
  return copy.textContent;
}

// The document as HTML that the server makes canonical. With `fresh` every block is written anew.
export function written(tiptap, document_, sources, fresh = false) {
  const serializer = tiptap.pm.model.DOMSerializer.fromSchema(document_.type.schema);
  const parts = [];
  document_.forEach((node) => {
    if (node.type.name === "kept") parts.push(node.attrs.html);
    else if (!fresh && sources.has(node)) parts.push(sources.get(node));
    else if (node.type.name !== "paragraph" || node.content.size) parts.push(once(serializer, node));
  });
  return parts.join("\n");
}

// Nodes never change, so each is written once, however often the whole is kept.
const made = new WeakMap();

function once(serializer, node) {
  if (!made.has(node)) made.set(node, block(serializer, node));
  return made.get(node);
}

function block(serializer, node) {
  const holder = document.createElement("template");
  holder.content.append(serializer.serializeNode(node, { document: holder.content.ownerDocument }));
  for (const picture of holder.content.querySelectorAll("figure[data-credit]")) {
    const credit = document.createElement("small");
    credit.setAttribute("data-credit", "");
    credit.textContent = picture.getAttribute("data-credit");
    picture.removeAttribute("data-credit");
    picture.querySelector("figcaption").append(credit);
  }
  return holder.innerHTML;
}
