// Fields of one line that are seen whole: they grow with what is in them, a line break is a blank, Enter goes to the next field.

const IS_GROWN_BY_SHEET = CSS.supports("field-sizing", "content");
const FIELDS = "input:not([type=hidden]), textarea, select, button";

export function lines(form) {
  for (const field of form.querySelectorAll("textarea.line")) {
    field.addEventListener("beforeinput", (event) => {
      if (event.inputType === "insertLineBreak") {
        event.preventDefault();
        next(form, field)?.focus();
        return;
      }
      const text = event.data ?? event.dataTransfer?.getData("text/plain") ?? "";
      if (!/[\r\n]/.test(text) || !event.cancelable) return;
      event.preventDefault();
      document.execCommand("insertText", false, text.trim().replace(/\s*[\r\n]+\s*/g, " ")); // so that undo knows it
    });
    field.addEventListener("input", () => grow(field));
    grow(field);
  }
}

function next(form, field) {
  const seen = [...form.elements].filter((one) => one.matches(FIELDS) && one.checkVisibility() && !one.disabled);
  return seen[seen.indexOf(field) + 1];
}

function grow(field) {
  if (IS_GROWN_BY_SHEET) return;
  field.style.blockSize = "auto";
  field.style.blockSize = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
}
