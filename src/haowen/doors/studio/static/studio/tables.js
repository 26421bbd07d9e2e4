// Rows and columns of tables, by making the table anew: small tables, exact results.

export const CELL = (schema, head) => schema.nodes[head ? "tableHeader" : "tableCell"].create(null, schema.nodes.paragraph.create());

export function insertTable(editor, rows = 3, columns = 3) {
  const { schema } = editor;
  const row = (head) => schema.nodes.tableRow.create(null, Array.from({ length: columns }, () => CELL(schema, head)));
  const table = schema.nodes.table.create(null, [
    schema.nodes.tableHead.create(null, row(true)),
    schema.nodes.tableBody.create(null, Array.from({ length: rows - 1 }, () => row(false))),
  ]);
  const where = beside(editor.state);
  editor.chain().focus().insertContentAt(where, table.toJSON(), { updateSelection: false }).setTextSelection(where.from + FIRST_CELL).run();
}

const FIRST_CELL = 5; // within table, head, row, cell and its paragraph

// Where what stands by itself is put in: in place of an empty line, otherwise behind the block of the cursor, never into it.
export function beside({ selection: { $to } }) {
  if (!$to.depth) return { from: $to.pos, to: $to.pos };
  const block = $to.node(1);
  const isEmpty = block.type.name === "paragraph" && !block.content.size;
  return { from: isEmpty ? $to.before(1) : $to.after(1), to: $to.after(1) };
}

// Where the cursor is: the table, its row and its column.
export function place(state) {
  const { $from } = state.selection;
  let found = null;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const type = $from.node(depth).type.name;
    if (type === "tableCell" || type === "tableHeader") found ??= { column: $from.index(depth - 1) };
    else if (type === "tableRow" && found && found.row === undefined) Object.assign(found, { row: $from.index(depth - 1), part: $from.index(depth - 2) });
    else if (type === "table" && found) return { ...found, table: $from.node(depth), at: $from.before(depth) };
  }
  return null;
}

function hasSpans(table) {
  let spans = false;
  table.descendants((node) => { spans ||= (node.attrs.colspan ?? 1) > 1 || (node.attrs.rowspan ?? 1) > 1; });
  return spans;
}

// Each act is given the parts of the table as arrays of rows of cells, and changes them.
const ACTS = {
  rowAfter: (parts, here, schema) => {
    const rows = parts[here.part].rows;
    const isHead = parts[here.part].type.name === "tableHead" && parts[here.part + 1];
    const cells = Array.from({ length: rows[here.row].length }, () => CELL(schema, false));
    if (isHead) parts[here.part + 1].rows.unshift(cells);
    else rows.splice(here.row + 1, 0, cells);
  },
  rowGone: (parts, here) => { parts[here.part].rows.splice(here.row, 1); },
  columnAfter: (parts, here, schema) => parts.forEach((part) => part.rows.forEach((row) => row.splice(here.column + 1, 0, CELL(schema, part.type.name === "tableHead")))),
  columnGone: (parts, here) => parts.forEach((part) => part.rows.forEach((row) => row.splice(here.column, 1))),
};

// Returns false where there is no table, or one whose cells span others.
export function change(editor, act) {
  const { state, view, schema } = editor;
  const here = place(state);
  if (!here || (act.startsWith("column") && hasSpans(here.table))) return false;
  const parts = [];
  const before = [];
  here.table.forEach((part) => {
    if (part.type.name === "tableCaption") { before.push(part); parts.push({ type: part.type, rows: [], whole: part }); return; }
    const rows = [];
    part.forEach((row) => { const cells = []; row.forEach((cell) => cells.push(cell)); rows.push(cells); });
    parts.push({ type: part.type, rows });
  });
  ACTS[act](parts, here, schema);
  const made = parts
    .map((part) => part.whole ?? (part.rows.some((row) => row.length) ? part.type.create(null, part.rows.filter((row) => row.length).map((cells) => schema.nodes.tableRow.create(null, cells))) : null))
    .filter(Boolean);
  const transaction = state.tr;
  if (made.length > before.length) transaction.replaceWith(here.at, here.at + here.table.nodeSize, schema.nodes.table.create(null, made));
  else transaction.delete(here.at, here.at + here.table.nodeSize);
  const { Selection } = editor.tiptap.pm.state;
  transaction.setSelection(Selection.near(transaction.doc.resolve(Math.min(state.selection.from, transaction.doc.content.size))));
  view.dispatch(transaction.scrollIntoView());
  view.focus();
  return true;
}

// Tab goes to the next cell, and makes a new row behind the last.
export function nextCell(editor, backwards) {
  const { state } = editor;
  const here = place(state);
  if (!here) return false;
  const cells = [];
  here.table.descendants((node, at) => { if (node.type.name === "tableCell" || node.type.name === "tableHeader") cells.push(here.at + 1 + at); });
  const now = cells.findLastIndex((at) => at < state.selection.from);
  const next = cells[now + (backwards ? -1 : 1)];
  if (next === undefined) {
    if (backwards || !change(editor, "rowAfter")) return false;
    return nextCell(editor, false);
  }
  return editor.commands.setTextSelection(next + 2);
}
