// How far the smaller versions of the videos in the text are: seen at each video, and said aloud only when it is another stage.

const PAUSES = [2000, 3000, 5000, 8000, 12000];

// ``wanting()`` gives the hashes of the videos in the text; ``get(address)`` reads JSON; ``known`` is what is known of files.
export function filming(form, known, { wanting, get }) {
  const told = document.getElementById("filmed");
  let turn = 0;
  let timer = 0;

  function look() {
    clearTimeout(timer);
    if (open().length) timer = setTimeout(ask, PAUSES[Math.min(turn, PAUSES.length - 1)]);
  }
  const open = () => wanting().filter((sha256) => known[sha256]?.soon);

  async function ask() {
    turn += 1;
    if (document.visibilityState === "visible") {
      try {
        const { files } = await get(`/studio/library?${new URLSearchParams({ publisher: form.dataset.publisher, of: open().join() })}`);
        files.forEach(take);
      } catch { /* the next turn asks again */ }
    }
    look();
  }

  function take({ sha256, name, making }) {
    if (!making) return;
    const before = known[sha256].making;
    Object.assign(known[sha256], { making, soon: !making.is_ended });
    document.querySelectorAll(`[data-film="${sha256}"]`).forEach((line) => { line.textContent = making.said; });
    if (before?.state !== making.state) { told.textContent = `${name}: ${making.said}`; turn = 0; }
  }

  return look;
}
