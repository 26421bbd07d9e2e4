// Whether two sources are the same one: by DOI, by address, by nearly the same title. The rules are those of
// ``text/references/sameness.py``; one table of cases is asked of both.

const DOI = /10\.\d{4,9}\/[^\s?#]+/;
const letters = (text) => [...text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")];

export function address(url) {
  const doi = DOI.exec(decodeURIComponent(safe(url)));
  if (doi && /doi\.org|doi:/i.test(url)) return `doi:${doi[0].toLowerCase()}`;
  let parsed;
  try { parsed = new URL(url); } catch { return ""; }
  if (!parsed.hostname) return "";
  const kept = [...parsed.searchParams].filter(([name, value]) => value && !/^(utm_|spm$|from$|share|fbclid|gclid|ref$)/i.test(name)).sort();
  const query = kept.map(([name, value]) => `${name}=${value}`).join("&");
  return `${parsed.hostname.replace(/^(www|m)\./, "")}${parsed.pathname.replace(/\/+$/, "")}${query ? `?${query}` : ""}`;
}

function safe(url) {
  try { decodeURIComponent(url); return url; } catch { return ""; }
}

function parts(text) {
  const found = new Set();
  for (let at = 0; at < text.length - 1; at += 1) found.add(text[at] + text[at + 1]);
  return found;
}

function isNear(one, other) {
  if (one.join("") === other.join("")) return one.length > 3;
  if (Math.min(one.length, other.length) < 10) return false;
  const [mine, theirs] = [parts(one), parts(other)];
  const both = [...mine].filter((part) => theirs.has(part)).length;
  return both / (mine.size + theirs.size - both) > 0.85;
}

export function isSame(one, other) {
  const [mine, theirs] = [address(one.url), address(other.url)];
  if (mine && mine === theirs) return true;
  if (mine.startsWith("doi:") && theirs.startsWith("doi:")) return false;
  const years = [one.dated_on.slice(0, 4), other.dated_on.slice(0, 4)];
  return isNear(letters(one.title), letters(other.title)) && (!years[0] || !years[1] || years[0] === years[1]) && (!mine || !theirs || letters(one.outlet).join("") === letters(other.outlet).join(""));
}
