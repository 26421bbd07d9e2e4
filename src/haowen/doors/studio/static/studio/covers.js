// Pictures for lists: chosen, brought, and given the point that stays within every crop, by pointer or by arrow keys.

const SHAPES = { wide: 16 / 9, square: 1 };
const STEPS = { ArrowLeft: ["x", -1], ArrowRight: ["x", 1], ArrowUp: ["y", -1], ArrowDown: ["y", 1] };
const FAR = 10; // with the shift key
const MIDDLE = 50;

export function covers(form, words, { upload, choose, inText, onChange, tell }) {
  const panel = form.querySelector("[data-covers]");
  const known = JSON.parse(panel.dataset.covers || "{}");
  const rows = [...panel.querySelectorAll("[data-cover]")].map(dress);
  const how = () => form.elements.covers;

  function dress(box) {
    const number = Number(box.dataset.cover);
    const name = number > 1 ? `cover${number}` : "cover";
    const field = (part) => form.elements[part ? `${name}_${part}` : name];
    const shown = box.querySelector(".focus");
    const picture = shown.querySelector("img") ?? document.createElement("img");
    picture.alt = "";
    picture.draggable = false;
    const point = document.createElement("button");
    point.type = "button";
    point.className = "point";
    const around = document.createElement("div");
    around.className = "seen";
    around.append(picture, point);
    const crops = document.createElement("div");
    crops.className = "crops";
    for (const [shape, label] of [["wide", words.cropWide], ["square", words.cropSquare]]) {
      const made = document.createElement("figure");
      const part = document.createElement("img");
      part.alt = "";
      part.dataset.shape = shape;
      const caption = document.createElement("figcaption");
      caption.textContent = label;
      made.append(part, caption);
      crops.append(made);
    }
    shown.replaceChildren(around, crops);
    const row = { number, field, shown, picture, point, crops };
    field("kept").addEventListener("focus", () => offer(row));
    field("kept").addEventListener("pointerdown", () => offer(row));
    field("kept").addEventListener("change", () => { place(row, MIDDLE, MIDDLE); show(row); });
    for (const part of ["x", "y"]) field(part).addEventListener("input", () => show(row));
    field("").addEventListener("change", () => bring(row));
    box.querySelector("[data-library]").addEventListener("click", () => choose({ kind: "picture", take: ([file]) => take(row, file, file.name) }));
    point.addEventListener("keydown", (event) => {
      const [axis, step] = STEPS[event.key] ?? [];
      if (!axis) return;
      event.preventDefault();
      const now = { x: Number(field("x").value), y: Number(field("y").value) };
      now[axis] += step * (event.shiftKey ? FAR : 1);
      place(row, now.x, now.y);
      onChange();
    });
    around.addEventListener("pointerdown", (event) => { around.setPointerCapture(event.pointerId); point.focus(); aim(row, event); event.preventDefault(); });
    around.addEventListener("pointermove", (event) => { if (around.hasPointerCapture(event.pointerId)) aim(row, event); });
    around.addEventListener("pointerup", () => onChange());
    show(row);
    return row;
  }

  function aim(row, event) {
    const seen = row.picture.getBoundingClientRect();
    place(row, ((event.clientX - seen.left) / seen.width) * 100, ((event.clientY - seen.top) / seen.height) * 100);
  }

  function place(row, x, y) {
    const within = (value) => Math.max(0, Math.min(100, Math.round(value)));
    row.field("x").value = within(x);
    row.field("y").value = within(y);
    show(row);
  }

  function show(row) {
    const source = known[row.field("kept").value];
    row.shown.hidden = !source;
    if (!source) return;
    const x = Number(row.field("x").value);
    const y = Number(row.field("y").value);
    for (const image of [row.picture, ...row.crops.querySelectorAll("img")]) {
      if (image.getAttribute("src") !== source.src) Object.assign(image, { src: source.src, width: source.width, height: source.height });
    }
    row.point.style.left = `${x}%`;
    row.point.style.top = `${y}%`;
    row.point.setAttribute("aria-label", words.focusAt.replace("{x}", x).replace("{y}", y));
    for (const image of row.crops.querySelectorAll("img")) {
      const [across, down] = position(source, SHAPES[image.dataset.shape], x, y);
      image.style.objectPosition = `${across}% ${down}%`;
    }
  }

  // Where the crop begins, as the style sheet counts it: in percent of what is cut off.
  function position({ width, height }, shape, x, y) {
    const part = [Math.min(width, height * shape), Math.min(height, width / shape)];
    return [[width, part[0], x], [height, part[1], y]].map(([whole, cut, at]) => {
      const rest = whole - cut;
      return rest < 1 ? MIDDLE : (Math.max(0, Math.min(rest, (whole * at) / 100 - cut / 2)) / rest) * 100;
    });
  }

  // The pictures of the text are those of now, not those of when the page was made.
  function offer(row) {
    const select = row.field("kept");
    for (const { sha256, alt, source } of inText()) {
      if (!source) continue;
      known[sha256] ??= source;
      if (![...select.options].some((one) => one.value === sha256)) select.append(new Option(words.inText.replace("{alt}", alt || "…"), sha256));
    }
  }

  async function bring(row) {
    const [file] = row.field("").files;
    if (!file) return;
    try {
      take(row, await upload(file), file.name);
      row.field("").value = "";
    } catch (error) { tell(`${file.name}: ${error.message}`, "bad"); }
  }

  function take(row, file, name) {
    known[file.sha256] = { src: file.src, width: file.width, height: file.height };
    put(row, file.sha256, name);
    if (!row.field("alt").value) row.field("alt").value = file.alt;
    place(row, MIDDLE, MIDDLE);
    if (row.number === 1 && how().value === "none") how().value = "one";
    onChange();
  }

  function put(row, sha256, name) {
    const select = row.field("kept");
    if (![...select.options].some((one) => one.value === sha256)) select.append(new Option(name, sha256));
    select.value = sha256;
  }

  // What was kept is put back by the form's own way; a picture that the page does not know is named first.
  form.addEventListener("haowen-filling", ({ detail }) => {
    for (const row of rows) {
      const [kept] = detail[row.field("kept").name] ?? [];
      if (kept) put(row, kept, words.chosenBefore);
    }
    setTimeout(() => rows.forEach(show));
  });
}
