// The panel of sources: read from the form's own rows, cited from the text, numbered by their first use there.

// ``citedKeys`` returns what the text cites, in its order.
export function references(form, words, onChange, onCite, citedKeys) {
  const panel = form.querySelector("[data-references]");
  const rows = () => [...panel.querySelectorAll(".refrow")];
  const field = (row, name) => row.querySelector(`[name=reference_${name}]`);
  const value = (row, name) => field(row, name)?.value.trim() ?? "";
  const isFilled = (row) => ["title", "outlet", "authors", "dated_on", "url"].some((name) => value(row, name));

  const key = (row) => {
    const input = field(row, "key");
    if (!input.value) input.value = `r${[...crypto.getRandomValues(new Uint8Array(4))].map((byte) => byte.toString(36)).join("")}`.slice(0, 8);
    return input.value;
  };
  const list = () => rows().filter(isFilled).map((row) => ({
    key: key(row), title: value(row, "title"), outlet: value(row, "outlet"), authors: value(row, "authors"),
    dated_on: value(row, "dated_on"), url: value(row, "url"), accessed_on: value(row, "accessed_on"),
  }));

  // As the reader's page counts: what is cited by its first use, the rest as it stands.
  const numbers = () => {
    const listed = list().map((row) => row.key);
    const used = [...new Set(citedKeys())].filter((one) => listed.includes(one));
    return new Map([...used, ...listed.filter((one) => !used.includes(one))].map((one, at) => [one, at + 1]));
  };

  const dress = (row) => {
    if (row.querySelector("[data-cite]")) return;
    const cite = document.createElement("button");
    cite.type = "button";
    cite.className = "btn";
    cite.dataset.cite = "";
    cite.textContent = words.cite;
    cite.addEventListener("click", () => { if (isFilled(row)) onCite(key(row)); else field(row, "title").focus(); });
    row.querySelector(".stack").append(cite);
  };
  const more = () => {
    const last = rows().at(-1);
    if (!isFilled(last)) return last;
    const copy = last.cloneNode(true);
    const number = rows().length;
    copy.querySelector("summary b").textContent = words.source.replace("{n}", number + 1);
    copy.querySelectorAll("summary code, summary .soft, .wrong, [data-cite]").forEach((one) => one.remove());
    copy.querySelectorAll("[id], [for], [aria-describedby]").forEach((one) => {
      for (const name of ["id", "for", "aria-describedby"]) if (one.hasAttribute(name)) one.setAttribute(name, one.getAttribute(name).replace(/\d+/, number));
    });
    copy.querySelectorAll("input").forEach((input) => { input.value = ""; input.removeAttribute("aria-invalid"); });
    last.after(copy);
    dress(copy);
    return copy;
  };
  rows().forEach(dress);
  panel.addEventListener("input", (event) => { if (!event.isComposing) { more(); onChange(); } });

  return {
    list,
    numberOf: (wanted) => numbers().get(wanted) ?? "?",
    renumber: () => { const known = numbers(); document.querySelectorAll(".citing").forEach((mark) => { mark.textContent = `[${known.get(mark.dataset.key) ?? "?"}]`; }); },
    titleOf: (wanted) => list().find((row) => row.key === wanted)?.title ?? "",
    open: () => { const row = more(); panel.closest("details")?.setAttribute("open", ""); row.open = true; field(row, "title").focus(); },
    fill: (told) => {
      for (const one of told) {
        let row = rows().find((candidate) => field(candidate, "key").value === one.key) ?? more();
        for (const name of Object.keys(one)) if (field(row, name)) field(row, name).value = one[name];
        row.open = false;
        more();
      }
    },
  };
}
