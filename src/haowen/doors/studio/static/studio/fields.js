// The form's fields beyond title, summary, text and sources: kept with every autosave, put back with the text.

const APART = new Set(["csrfmiddlewaretoken", "publisher", "base", "written", "shown_tab", "shown_sequence", "may_empty", "title", "summary", "body"]);
const isOther = (name) => name && !APART.has(name) && !name.startsWith("reference_");

export function collected(form) {
  const fields = {};
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && isOther(name)) (fields[name] ??= []).push(value);
  return fields;
}

// Boxes that were not ticked are not named; a field that did not exist then stays as it is.
export function fill(form, fields) {
  if (!fields) return;
  form.dispatchEvent(new CustomEvent("haowen-filling", { detail: fields }));
  const nth = {};
  for (const input of form.elements) {
    const { name, type } = input;
    if (!isOther(name) || type === "file" || type === "submit" || type === "button") continue;
    if (type === "checkbox" || type === "radio") { input.checked = (fields[name] ?? []).includes(input.value); continue; }
    const at = (nth[name] = (nth[name] ?? -1) + 1);
    if (name in fields) input.value = fields[name][at] ?? "";
  }
}

// Whether two readings of the form say the same; nothing kept says nothing else.
export const isSame = (one, other) => !one || JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
