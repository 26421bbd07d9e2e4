// The toolbar: one stop for the Tab key, arrows within; every button says by aria-pressed what is on.

export function toolbar(bar, editor, acts) {
  const tools = [...bar.querySelectorAll("button[data-act]")];
  let current = 0;
  const rove = (to, focus = true) => {
    current = (to + tools.length) % tools.length;
    tools.forEach((tool, at) => { tool.tabIndex = at === current ? 0 : -1; });
    if (focus) tools[current].focus();
  };
  rove(0, false);
  bar.addEventListener("keydown", (event) => {
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    if (event.key in steps) rove(current + steps[event.key]);
    else if (event.key === "Home") rove(0);
    else if (event.key === "End") rove(tools.length - 1);
    else if (event.key === "Escape") editor.view.focus();
    else return;
    event.preventDefault();
  });
  bar.addEventListener("focusin", (event) => { const at = tools.indexOf(event.target); if (at >= 0) rove(at, false); });
  bar.addEventListener("mousedown", (event) => { if (event.target.closest("button")) event.preventDefault(); });
  bar.addEventListener("click", (event) => {
    const tool = event.target.closest("button[data-act]");
    if (tool && !editor.view.composing) acts[tool.dataset.act]?.do();
  });
  const show = () => {
    for (const tool of tools) {
      const act = acts[tool.dataset.act];
      if (act?.is) tool.setAttribute("aria-pressed", String(act.is()));
      const isOut = act?.may ? !act.may() : false;
      tool.setAttribute("aria-disabled", String(isOut));
      if (act?.shown) tool.hidden = !act.shown();
    }
  };
  editor.on("transaction", show);
  show();
}
