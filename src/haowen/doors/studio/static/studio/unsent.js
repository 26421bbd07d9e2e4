// What was typed and is not yet acknowledged, in this browser alone, until the site says that it is on disk.

const NAME = "haowen-studio";
const STORE = "unsent";
const KEPT_DAYS = 30;
const DAY = 24 * 3600 * 1000;

let opened = null;
let database = null;
export const browser = { keeps: true }; // not in some private windows, and not when its storage is full

function open() {
  opened ??= new Promise((resolve, reject) => {
    const asking = indexedDB.open(NAME, 1);
    asking.onupgradeneeded = () => asking.result.createObjectStore(STORE, { keyPath: "tab" });
    asking.onsuccess = () => { database = asking.result; resolve(database); };
    asking.onerror = () => reject(asking.error);
  });
  return opened;
}

async function within(mode, act) {
  try {
    // Relaxed: the browser has it at once, whatever becomes of this window; waiting for the disk would hold up the next word.
    const store = (database ?? (await open())).transaction(STORE, mode, { durability: "relaxed" }).objectStore(STORE);
    return await new Promise((resolve, reject) => {
      const asked = act(store);
      store.transaction.commit?.();
      store.transaction.oncomplete = () => resolve(asked.result);
      store.transaction.onerror = store.transaction.onabort = () => reject(store.transaction.error);
    });
  } catch (error) {
    if (browser.keeps) console.warn("what is not sent yet could not be kept in this browser", error);
    browser.keeps = false;
    return undefined;
  }
}

open().catch(() => {});
export const put = (entry) => within("readwrite", (store) => store.put(entry));
export const remove = (tab) => within("readwrite", (store) => store.delete(tab));

// Entries of windows that are gone, of this person, for this article (or, without one, for new articles of a publisher).
export async function left({ person, article, publisher, tab }) {
  const all = (await within("readonly", (store) => store.getAll())) ?? [];
  const alive = await living();
  const found = [];
  for (const entry of all) {
    if (Date.now() - entry.at > KEPT_DAYS * DAY) await remove(entry.tab);
    else if (entry.tab !== tab && entry.person === person && !alive.has(entry.tab) &&
             (article ? entry.article === article : !entry.article && entry.publisher === publisher)) found.push(entry);
  }
  return found.sort((one, other) => other.at - one.at);
}

// A window holds a lock of its name for as long as it lives, so that another knows what it may offer back.
export function live(tab) {
  navigator.locks?.request(`haowen-window-${tab}`, () => new Promise(() => {}));
}

async function living() {
  const held = (await navigator.locks?.query())?.held ?? [];
  return new Set(held.map((lock) => lock.name.replace("haowen-window-", "")));
}
