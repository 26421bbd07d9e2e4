// Says what is read, and nothing about who reads: no cookie, no storage, nothing measured of the device.
// Whoever asks not to be tracked sends nothing, and neither does a browser that a program drives.
const unwanted = navigator.doNotTrack === "1" || navigator.globalPrivacyControl || navigator.webdriver;
const parts = ["related", "past", "hot", "headlines", "originals", "latest"];
const pages = { "": "front", c: "channel", t: "tag", s: "series", o: "original", hot: "hot", search: "search" };
const first = location.pathname.split("/")[1];
const page = first.startsWith("@") ? "publisher" : pages[first];
const idOf = (link) => /^\/a\/([0-9A-Za-z]+)$/.exec(link.pathname)?.[1];
const placeOf = (node) => {
  const part = node.closest("[data-part]")?.dataset.part;
  return parts.includes(part) ? part : page;
};
const titleOf = (link) => (link.dataset.title ? [link.dataset.title] : []);
const came = () => {
  // Feeds name themselves, as most programs that show them do not. The address that is passed on does not.
  if (location.hash === "#feed") {
    history.replaceState(history.state, "", location.pathname + location.search);
    return "feed";
  }
  try {
    const from = new URL(document.referrer);
    return from.origin === location.origin ? from.pathname + from.search : from.hostname;
  } catch {
    return "";
  }
};

let waiting = [];
const send = () => {
  while (waiting.length) navigator.sendBeacon("/b", JSON.stringify(waiting.splice(0, 40)));
};

const watchLists = () => {
  const said = new Set(), timers = new Map();
  const links = [...document.querySelectorAll("main a[href]")].filter((link) => link.origin === location.origin && idOf(link) && placeOf(link) && link.closest("li"));
  const note = (link) => {
    const key = `${idOf(link)} ${placeOf(link)}`;
    if (said.has(key)) return;
    said.add(key);
    waiting.push(["shown", idOf(link), placeOf(link), ...titleOf(link)]);
  };
  // An item counts as shown when it was in view for a second.
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      clearTimeout(timers.get(target));
      if (isIntersecting) timers.set(target, setTimeout(() => { note(target); seen.unobserve(target); }, 1000));
    }
  }, { threshold: 0.5 });
  for (const link of links) {
    seen.observe(link);
    link.addEventListener("click", () => { note(link); waiting.push(["followed", idOf(link), placeOf(link), ...titleOf(link)]); send(); });
  }
};

const watchArticle = (article) => {
  const from = came(), body = document.querySelector("[data-part=body]");
  let since = 0, seconds = 0, share = 0, said = 0, isOpen = false;
  const look = () => {
    const box = body.getBoundingClientRect();
    if (box.height) share = Math.max(share, Math.min(1, (innerHeight - box.top) / box.height));
  };
  const tally = () => {
    if (since) seconds += (performance.now() - since) / 1000;
    since = document.visibilityState === "visible" ? performance.now() : 0;
  };
  const report = () => {
    tally();
    if (!isOpen || Math.round(seconds) < 1) return;
    waiting.push(["viewed", article, from, Math.min(1800, Math.round(seconds)), Math.round(share * 100) / 100]);
    seconds = 0;
    said = share;
  };
  const open = () => {
    if (isOpen || document.visibilityState !== "visible") return;
    isOpen = true;
    waiting.push(["opened", article, from]);
    look();
    send();
  };
  tally();
  setTimeout(open, 1000);
  addEventListener("scroll", () => { look(); if (share >= 0.9 && said < 0.9) { said = share; setTimeout(() => { report(); send(); }, 1000); } }, { passive: true });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") { tally(); setTimeout(open, 1000); } else report(); });
  addEventListener("pagehide", report);
  setTimeout(() => { report(); send(); }, 17000);
  for (const share of document.querySelectorAll(".share :is([data-copy], [data-sheet])")) {
    share.addEventListener("click", () => { waiting.push(["shared", article]); send(); });
  }
};

if (!unwanted && "sendBeacon" in navigator) {
  const article = document.querySelector("[data-part=body]") && idOf(location);
  if (article) watchArticle(article);
  if ("IntersectionObserver" in window) watchLists();
  // Registered last, so that what the others have to say is there.
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") send(); });
  addEventListener("pagehide", send);
  setInterval(send, 10000);
}
