// One-key tidy: pure functions over text, and one step over a document that one undo takes back.

const HAN = "\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{323af}";
const BEFORE = new RegExp(`([${HAN}])([A-Za-z0-9@#$%&])`, "gu");
const AFTER = new RegExp(`([A-Za-z0-9%])([${HAN}])`, "gu");
const HALF = new RegExp(`(?<=[${HAN}）」』”》])\\s*([,;!?:])(?=\\s|$|[${HAN}「『“《（])`, "gu");
const STOP = new RegExp(`(?<=[${HAN}）」』”》])\\s*\\.(?=\\s*$|\\s*[${HAN}])`, "gu");
const WIDE = { ",": "，", ";": "；", "!": "！", "?": "？", ":": "：" };
const DIGITS = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g;
const SPACE_BY_WIDE = /[ \u00a0]+(?=[，。、；：！？）」』》])|(?<=[，。、；：！？（「『《])[ \u00a0]+/g;

// A space between Chinese and Latin, Chinese punctuation in Chinese, half-width digits and letters, no doubled blanks.
export function tidy(text) {
  return text
    .replace(DIGITS, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\.{3,}|。{3,}/g, (dots) => (/[\u3400-\u9fff]/.test(text) ? "……" : dots[0] === "." ? "…" : dots))
    .replace(HALF, (_, sign) => WIDE[sign])
    .replace(STOP, "。")
    .replace(BEFORE, "$1 $2")
    .replace(AFTER, "$1 $2")
    .replace(/[ \u00a0\u3000]{2,}/g, " ")
    .replace(SPACE_BY_WIDE, "");
}

// Tidies a whole document in one transaction; code and links' addresses stay. Returns whether anything was changed.
export function tidyDocument(editor) {
  const { state, view } = editor;
  const transaction = state.tr;
  const edits = [];
  state.doc.descendants((node, at, parent) => {
    if (node.type.name === "codeBlock" || node.type.name === "kept") return false;
    if (node.isText && !node.marks.some((mark) => mark.type.name === "code")) edits.push({ node, at, parent });
    return true;
  });
  for (const { node, at } of edits.reverse()) {
    let text = tidy(node.text);
    const $at = state.doc.resolve(at);
    if ($at.parentOffset === 0) text = text.replace(/^[ \u00a0\u3000]+/, "");
    if (text === node.text) continue;
    if (text) transaction.replaceWith(at, at + node.nodeSize, state.schema.text(text, node.marks));
    else transaction.delete(at, at + node.nodeSize);
  }
  const empty = [];
  transaction.doc.forEach((node, at) => {
    if (node.type.name === "paragraph" && !node.textContent.trim() && !node.content.childCount) empty.push([at, at + node.nodeSize]);
  });
  for (const [from, to] of empty.reverse()) if (transaction.doc.childCount > 1) transaction.delete(from, to);
  if (!transaction.docChanged) return false;
  view.dispatch(transaction.setMeta("addToHistory", true));
  return true;
}
