// Equal rows of the form: added, taken away and moved without leaving the page; without a script the same buttons send the form.

export function rows(form, onChange) {
  for (const group of form.querySelectorAll("[data-rows]")) {
    const list = group.querySelector("ol");
    const template = list.lastElementChild.cloneNode(true);
    let count = list.children.length;

    const add = () => {
      const row = template.cloneNode(true);
      const number = count++;
      row.querySelectorAll(".wrong").forEach((one) => one.remove());
      row.querySelectorAll("[id], [for]").forEach((one) => {
        for (const name of ["id", "for"]) if (one.hasAttribute(name)) one.setAttribute(name, one.getAttribute(name).replace(/\d+/, number));
      });
      row.querySelectorAll("input").forEach((input) => { input.value = ""; input.removeAttribute("value"); });
      row.querySelectorAll(".sr").forEach((one) => { one.textContent = ""; });
      list.append(row);
      return row;
    };
    const acts = {
      add: () => add().querySelector("select, input").focus(),
      up: (row) => row.previousElementSibling?.before(row),
      down: (row) => row.nextElementSibling?.after(row),
      off: (row) => {
        const next = row.nextElementSibling ?? row.previousElementSibling ?? add();
        row.remove();
        next.querySelector("input").focus();
      },
    };
    group.addEventListener("click", (event) => {
      const button = event.target.closest("[data-move]");
      if (!button) return;
      event.preventDefault();
      acts[button.dataset.move](button.closest("[data-row]"));
      if (button.isConnected) button.focus();
      if (button.dataset.move === "add") list.lastElementChild.querySelector("select, input").focus();
      onChange();
    });
    group.addEventListener("input", (event) => {
      event.target.closest("[data-row]")?.querySelectorAll(".sr").forEach((one) => { one.textContent = ` ${event.target.closest("[data-row]").querySelector("input").value}`; });
    });
    // What is put back may have more rows, or fewer.
    form.addEventListener("haowen-filling", (event) => {
      const wanted = Math.max(1, (event.detail[`${group.dataset.rows}_name`] ?? []).length);
      while (list.children.length < wanted) add();
      while (list.children.length > wanted) list.lastElementChild.remove();
    });
  }
}
