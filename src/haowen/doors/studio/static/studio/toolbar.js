// The toolbar: one stop for the Tab key, arrows within; every button says by aria-pressed what is on.

export function toolbar(bar, editor, acts) {
  const tools = [...bar.querySelectorAll("button[data-act]")];
  const shown = () => tools.filter((tool) => !tool.hidden);
  let current = tools[0];
  const stop = (tool) => {
    current = tool;
    tools.forEach((one) => { one.tabIndex = one === current ? 0 : -1; });
  };
  const rove = (to) => {
    const all = shown();
    stop(all[(to + all.length) % all.length]);
    current.focus();
  };
  stop(current);
  bar.addEventListener("keydown", (event) => {
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    if (event.key in steps) rove(shown().indexOf(current) + steps[event.key]);
    else if (event.key === "Home") rove(0);
    else if (event.key === "End") rove(-1);
    else if (event.key === "Escape") editor.view.focus();
    else return;
    event.preventDefault();
  });
  bar.addEventListener("focusin", (event) => { if (tools.includes(event.target)) stop(event.target); });
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
    if (current.hidden) stop(shown()[0]); // else neither the Tab key nor Alt+F10 would get here any more
  };
  editor.on("transaction", show);
  show();
}
