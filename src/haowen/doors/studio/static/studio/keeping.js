// Autosave: every change is kept in the browser at once, sent at a pause, and forgotten here when it is acknowledged.

import * as unsent from "./unsent.js";

const PAUSE = 1200; // milliseconds without a key; with the request this is within two seconds of a pause
const LONGEST = 8000; // who never pauses is saved all the same
const AT_ONCE_MOST = 60000; // browsers send no more than this from a page that is being left
const TRIES = [1000, 2000, 4000, 8000, 15000, 30000];
export const REDIRECTED = "opaqueredirect";

export class Keeper {
  constructor({ form, snapshot, say, onBegun, onAcknowledged, onAsks, onUnkept, isBusy }) {
    Object.assign(this, { form, snapshot, say, onBegun, onAcknowledged, onAsks, onUnkept, isBusy });
    this.tab = name();
    this.article = form.dataset.article;
    this.publisher = form.dataset.publisher;
    this.person = form.dataset.person;
    this.sequence = 0;
    this.acknowledged = 0;
    this.mayEmpty = false;
    // What this page was opened with, if another window had left it in no revision.
    const [shown, until] = [form.elements.shown_tab.value, Number(form.elements.shown_sequence.value)];
    this.continues = shown && until ? { tab: shown, sequence: until } : null;
    this.tries = 0;
    this.sending = null;
    unsent.live(this.tab);
    addEventListener("online", () => this.send());
    addEventListener("offline", () => this.say("offline"));
    addEventListener("pagehide", () => this.leave());
    addEventListener("beforeunload", (event) => { if (this.isUnsent && !unsent.browser.keeps) event.preventDefault(); });
    document.addEventListener("visibilitychange", () => this.send()); // also when somebody comes back from signing in
  }

  get isUnsent() {
    return this.sequence > this.acknowledged;
  }

  // Something was changed: kept here at once, sent soon.
  changed() {
    this.sequence += 1;
    this.since ??= Date.now();
    this.keepHere();
    if (this.state !== "offline" && this.state !== "failed" && this.state !== "signed-out") this.tell("saving");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), Math.max(0, Math.min(PAUSE, this.since + LONGEST - Date.now())));
  }

  keepHere() {
    const entry = { tab: this.tab, article: this.article, publisher: this.publisher, person: this.person, at: Date.now(),
                    sequence: this.sequence, ...this.snapshot() };
    this.writing = unsent.put(entry).then(() => { if (!unsent.browser.keeps) this.onUnkept(); });
    return this.writing;
  }

  async send() {
    clearTimeout(this.timer);
    if (this.sending) return this.sending;
    if (!this.isUnsent) return true;
    if (this.isBusy()) { this.timer = setTimeout(() => this.send(), 300); return false; }
    this.sending = this.post().finally(() => { this.sending = null; });
    const done = await this.sending;
    if (done && this.isUnsent) this.soon();
    return done;
  }

  // What stands here unsent goes at the next pause.
  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), PAUSE);
  }

  payload(more = {}) {
    return { ...this.snapshot(), tab: this.tab, sequence: this.sequence, may_empty: this.mayEmpty, publisher: this.publisher, continues: this.continues, ...more };
  }

  async post() {
    const said = this.payload();
    this.tell("saving");
    this.since = null;
    let answer;
    try {
      const where = this.article ? `/studio/a/${this.article}/autosaves` : "/studio/autosaves";
      answer = await this.fetch(where, JSON.stringify(said), "application/json");
    } catch {
      return this.later(navigator.onLine ? "failed" : "offline");
    }
    if (answer.type === REDIRECTED) return this.later("signed-out");
    if (answer.status === 403) {
      const now = await this.renew();
      if (now === "saving") this.tries = 0;
      return this.later(now);
    }
    if (answer.status >= 500 || answer.status === 429) return this.later("failed");
    const told = await answer.json().catch(() => ({}));
    if (told.asks === "may_empty") { this.tell("failed", told.reason); this.onAsks(told.reason); return false; }
    if (!answer.ok) { this.tell("failed", told.reason ?? ""); return false; }
    this.tries = 0;
    this.continues = null;
    this.acknowledged = Math.max(this.acknowledged, said.sequence);
    if (!this.article) { this.article = told.article; this.onBegun(told.article); }
    if (!this.isUnsent) await this.forget();
    this.tell(this.isUnsent ? "saving" : "saved", told.clock, told.at);
    this.onAcknowledged(told);
    return true;
  }

  async forget() {
    await this.writing;
    if (!this.isUnsent) await unsent.remove(this.tab);
  }

  // It did not get through: the text stays here, and is sent again.
  later(state) {
    this.tell(state);
    const wait = TRIES[Math.min(this.tries, TRIES.length - 1)];
    this.tries += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), wait);
    return false;
  }

  tell(state, ...more) {
    this.state = state;
    this.say(state, ...more);
  }

  fetch(where, body, type, more = {}) {
    const headers = { "X-CSRFToken": this.token, Accept: "application/json", ...(type ? { "Content-Type": type } : {}) };
    return fetch(where, { method: "POST", body, headers, redirect: "manual", credentials: "same-origin", ...more });
  }

  get token() {
    return this.form.elements.csrfmiddlewaretoken.value;
  }

  // After signing in again the old token is worth nothing: the page as it is now has a new one.
  async renew() {
    try {
      const page = await fetch(this.article ? `/studio/a/${this.article}` : location.href, { redirect: "manual", credentials: "same-origin" });
      if (page.type === REDIRECTED) return "signed-out";
      if (!page.ok) return "failed";
      const fresh = new DOMParser().parseFromString(await page.text(), "text/html").getElementById("w");
      if (!fresh) return "failed";
      if (fresh.dataset.person !== this.person) return "signed-out"; // these words are not those of whoever signed in here since
      this.form.elements.csrfmiddlewaretoken.value = fresh.elements.csrfmiddlewaretoken.value;
      return "saving";
    } catch {
      return navigator.onLine ? "failed" : "offline";
    }
  }

  // The window is being left: what is acknowledged becomes a revision, what is small enough is sent along.
  leave() {
    if (!this.article || this.isGone || this.sequence === 0) return;
    const said = JSON.stringify(this.payload({ is_leaving: true }));
    const isSmall = new Blob([said]).size < AT_ONCE_MOST;
    const where = `/studio/a/${this.article}/${this.isUnsent && isSmall ? "autosaves" : "leave"}`;
    const body = this.isUnsent && isSmall ? said : JSON.stringify({ tab: this.tab, sequence: Math.max(1, this.sequence) });
    this.fetch(where, body, "application/json", { keepalive: true }).catch(() => {});
  }
}

function name() {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
