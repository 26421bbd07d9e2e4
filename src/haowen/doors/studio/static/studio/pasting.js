// What is pasted or dropped: structure stays, styling does not and is named, pictures come along.

const STYLES = {
  colour: /(?<![-\w])(?:color|background(?:-color)?)\s*:\s*(?!inherit|initial|transparent|windowtext|black|white|auto|rgb\(0, 0, 0\)|rgb\(255, 255, 255\))/i,
  font: /(?:font-family|font-size|line-height|letter-spacing)\s*:/i,
  placing: /(?:text-align\s*:\s*(?:center|right|justify)|text-indent|margin|padding|float|position\s*:)/i,
};
const PLAYERS = "iframe, video, audio, embed, object, mpvoice, qqmusic";

const STYLE = "data-style";

// Styles and handlers under other names: the page's own rules forbid them even in a document that is only read.
function inert(html) {
  return html
    .replace(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/<[a-z](?:[^<>"']|"[^"]*"|'[^']*')*>/gi, (tag) => tag.replace(/(\s)style(\s*=)/gi, `$1${STYLE}$2`).replace(/\son\w+\s*=/gi, " data-off="));
}

// Foreign HTML as the editor can take it, and which styling was left out.
export function translated(html, isOwn) {
  const page = new DOMParser().parseFromString(inert(html), "text/html");
  const left = new Set();
  page.querySelectorAll("script, style, meta, link, title, xml, noscript").forEach((one) => one.remove());
  word(page);
  program(page);
  feet(page);
  for (const element of page.body.querySelectorAll(`[${STYLE}]`)) {
    const style = element.getAttribute(STYLE);
    for (const [name, pattern] of Object.entries(STYLES)) if (pattern.test(style)) left.add(name);
    meaning(element, style);
    element.removeAttribute(STYLE);
  }
  if (page.querySelector("font")) left.add("font");
  for (const player of page.querySelectorAll(PLAYERS)) {
    left.add("player");
    const address = player.getAttribute("src") || player.dataset.src || player.querySelector("source")?.src || "";
    player.replaceWith(...(/^https?:/.test(address) ? [link(page, address)] : []));
  }
  page.querySelectorAll("section, article, div, center").forEach((box) => {
    if (!box.querySelector("p, h1, h2, h3, h4, h5, h6, ul, ol, table, blockquote, figure, img, pre, section, div, aside") && box.textContent.trim()) {
      const line = page.createElement("p");
      line.append(...box.childNodes);
      box.replaceWith(line);
    }
  });
  for (const [from, to] of [["h1", "h2"], ["h4, h5, h6", "h3"]]) page.querySelectorAll(from).forEach((one) => renamed(page, one, to));
  if (!isOwn) pictures(page, left);
  page.body.querySelectorAll("*").forEach((one) => { for (const { name } of [...one.attributes]) if (name === STYLE || name === "data-off" || name === "class" || name === "id" || name.startsWith("on")) one.removeAttribute(name); });
  return { html: page.body.innerHTML, left: [...left] };
}

function renamed(page, element, tag) {
  const made = page.createElement(tag);
  made.append(...element.childNodes);
  element.replaceWith(made);
}

function link(page, address) {
  const line = page.createElement("p");
  const made = line.appendChild(page.createElement("a"));
  made.href = made.textContent = address;
  return line;
}

// Bold, italic and struck text that is said by style alone.
function meaning(element, style) {
  // Google Docs wraps all that is copied into one of these.
  if (/font-weight\s*:\s*(?:normal|400)/i.test(style) && /^(B|STRONG)$/.test(element.tagName)) { element.replaceWith(...element.childNodes); return; }
  if (!element.textContent.trim() || element.querySelector("p, div, li, table")) return;
  const wrap = (tag) => {
    const made = element.ownerDocument.createElement(tag);
    made.append(...element.childNodes);
    element.append(made);
  };
  const isHeading = /^(H[1-6]|B|STRONG|TH)$/.test(element.tagName);
  if (/font-weight\s*:\s*(?:bold|[6-9]00)/i.test(style) && !isHeading) wrap("strong");
  if (/font-style\s*:\s*italic/i.test(style)) wrap("em");
  if (/text-decoration[^;]*line-through/i.test(style)) wrap("s");
}

// What an editor of programs copies: a box that keeps its blanks, in a typeface of equal widths, each line a box of its own.
function program(page) {
  for (const box of page.querySelectorAll(`div[${STYLE}]`)) {
    const style = box.getAttribute(STYLE);
    if (!/white-space\s*:\s*pre/i.test(style) || !/font-family\s*:[^;]*(?:mono|consolas|menlo|courier)/i.test(style)) continue;
    const code = page.createElement("code");
    code.textContent = box.querySelector("div") ? [...box.children].map((line) => line.textContent).join("\n") : box.textContent;
    const made = page.createElement("pre");
    made.append(code);
    box.replaceWith(made);
  }
}

// The last rows of a table belong to it; the text knows no foot.
function feet(page) {
  for (const foot of page.querySelectorAll("tfoot")) {
    const body = [...foot.parentElement.children].findLast((part) => part.localName === "tbody");
    if (!body) { renamed(page, foot, "tbody"); continue; }
    body.append(...foot.children);
    foot.remove();
  }
}

// Word writes lists as paragraphs that say so in their style, and headings as classes.
function word(page) {
  page.querySelectorAll("o\\:p").forEach((one) => one.replaceWith(...one.childNodes));
  const open = []; // the lists that the item at hand stands in, outermost first
  for (const line of [...page.querySelectorAll("p")]) {
    const style = line.getAttribute(STYLE) ?? "";
    const outline = Number(/mso-outline-level\s*:\s*(\d)/i.exec(style)?.[1]);
    if (outline) { renamed(page, line, outline === 1 ? "h2" : "h3"); continue; }
    if (!/mso-list\s*:/i.test(style) || /mso-list\s*:\s*(?:none|skip)/i.test(style)) continue;
    const mark = [...line.querySelectorAll("span")].find((one) => /mso-list\s*:\s*ignore/i.test(one.getAttribute(STYLE) ?? ""));
    const tag = /^\s*[\d\w]{1,3}[.)、]/.test(mark?.textContent ?? "") ? "ol" : "ul";
    mark?.remove();
    const item = page.createElement("li");
    item.append(...line.childNodes);
    const level = Number(/mso-list\s*:[^;]*\blevel(\d)/i.exec(style)?.[1]) || 1;
    if (open[0]?.list.nextElementSibling !== line) open.length = 0;
    while (open.length && (open.at(-1).level > level || (open.at(-1).level === level && open.at(-1).list.localName !== tag))) open.pop();
    if ((open.at(-1)?.level ?? 0) < level) {
      const list = page.createElement(tag);
      if (open.length) open.at(-1).list.lastElementChild.append(list);
      else line.before(list);
      open.push({ level, list });
    }
    open.at(-1).list.append(item);
    line.remove();
  }
}

// A picture elsewhere becomes a marked link, which the site fetches; one within the page's data is uploaded.
function pictures(page, left) {
  for (const picture of page.querySelectorAll("img")) {
    const address = picture.dataset.src || picture.dataset.original || picture.getAttribute("src") || "";
    const isPixel = [picture.getAttribute("width"), picture.getAttribute("height")].every((side) => side === "0" || side === "1");
    const alt = (picture.getAttribute("alt") ?? "").trim();
    if (picture.dataset.media) continue;
    const around = picture.closest("figure");
    if (isPixel || !/^(https?:|data:image\/|\/\/|\/media\/)/.test(address)) { if (!isPixel) left.add("picture"); picture.remove(); continue; }
    const made = page.createElement("figure");
    const own = /^\/media\/([0-9a-f]{64})\//.exec(address.replace(location.origin, ""));
    if (own) { const shown = made.appendChild(page.createElement("img")); shown.dataset.media = own[1]; shown.alt = alt; }
    else {
      const whole = address.startsWith("//") ? `https:${address}` : address;
      made.dataset.remote = whole;
      const leading = made.appendChild(page.createElement("a"));
      leading.href = whole;
      leading.textContent = alt;
    }
    const caption = around?.querySelector("figcaption");
    if (caption && around.querySelectorAll("img").length === 1) { made.append(caption.cloneNode(true)); around.replaceWith(made); continue; }
    const line = picture.closest("p, h2, h3, section, a") ?? picture;
    line.before(made);
    picture.remove();
    if (line !== picture && !line.textContent.trim() && !line.querySelector("img")) line.remove();
  }
}

// A data: address as a file that can be uploaded.
export function file(address) {
  const [, type, data] = /^data:(image\/[\w+.-]+);base64,(.*)$/s.exec(address) ?? [];
  if (!type) return null;
  try {
    const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
    return new File([bytes], `picture.${type.split("/")[1].split("+")[0]}`, { type });
  } catch { return null; }
}
