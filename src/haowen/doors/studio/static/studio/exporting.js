// Shows how far an archive is, in its place, until it is done; without a script there is a link to look again.
const EVERY = 2000;

async function look(place) {
  const answer = await fetch(location.pathname, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.querySelector("[data-progress]");
  if (!now) return location.reload();
  const [said, bar] = [place.querySelector("[role=status]"), place.querySelector("progress")];
  const [saidNow, barNow] = [now.querySelector("[role=status]"), now.querySelector("progress")];
  if (said.textContent !== saidNow.textContent) said.textContent = saidNow.textContent;
  if (bar && barNow) { bar.max = barNow.max; bar.value = barNow.value; } else if (barNow) said.after(barNow);
}

const place = document.querySelector("[data-progress]");
if (place) {
  place.querySelector("[data-again]").hidden = true;
  const again = async () => {
    try { await look(place); } catch { place.querySelector("[data-again]").hidden = false; }
    setTimeout(again, EVERY);
  };
  setTimeout(again, EVERY);
}
