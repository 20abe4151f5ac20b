/* The list at the door: what is done is kept on this device first and delivered when there is a network. */
const AGAIN = 15000;
const list = document.querySelector("[data-door]");

/* What waits for the network: {checkins: [{code, at}], undone: [{code, since}], walkins: [{key, name, at}]} */
const store = (name) => ({
  read: () => ({ checkins: [], undone: [], walkins: [], ...JSON.parse(localStorage.getItem(name) ?? "{}") }),
  change(how) {
    const rows = this.read();
    how(rows);
    localStorage.setItem(name, JSON.stringify(rows));
  },
  drop: () => localStorage.removeItem(name),
});

if (list) {
  const words = list.dataset;
  const kept = store(`door-${words.door}`);
  const line = document.getElementById("door-state");
  const strangers = document.getElementById("door-walkins");
  const rows = new Map([...list.querySelectorAll("[data-code]")].map((row) => [row.dataset.code, row]));
  const count = (all) => all.checkins.length + all.undone.length + all.walkins.length;
  let delivering = false;

  const csrf = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const say = (text) => { if (line.textContent !== text) line.textContent = text; };
  const since = (row) => {
    const all = kept.read();
    const coming = all.checkins.find((one) => one.code === row.dataset.code);
    const gone = all.undone.some((one) => one.code === row.dataset.code);
    return coming?.at ?? (gone ? "" : row.dataset.since ?? "");
  };
  const show = (row) => {
    const here = since(row);
    row.querySelector("[data-tag]").hidden = !here;
    row.querySelector("[data-in]").hidden = Boolean(here);
    row.querySelector("[data-undo]").hidden = !here || here === "elsewhere";
  };
  const state = () => {
    const all = kept.read();
    const guests = strangers.querySelectorAll("li").length;
    const here = [...rows.values()].filter(since).length + guests;
    say(`${words.here.replace("{here}", here).replace("{all}", rows.size + guests)} ${count(all) ? words.waiting.replace("{n}", count(all)) : words.delivered}`);
  };
  const guest = ({ key, name, no }) => {
    let item = strangers.querySelector(`[data-key="${key}"]`);
    if (!item) {
      item = document.getElementById("door-walkin").content.firstElementChild.cloneNode(true);
      item.dataset.key = key;
      item.querySelector("strong").textContent = name;
      item.querySelector(".sr-only").textContent = ` ${name}`;
      item.querySelector("button").addEventListener("click", () => {
        kept.change((all) => { all.walkins = all.walkins.filter((one) => one.key !== key); });
        item.remove();
        state();
      });
      strangers.append(item);
    }
    const waits = kept.read().walkins.some((one) => one.key === key);
    item.querySelector(".tag").textContent = no ? words.full : waits ? words.waits : words.in;
    item.querySelector("button").hidden = !waits || delivering;
  };

  const answered = (sent, { told, undone, walkins, since: written = {} }) => {
    /* What came in is taken back by the moment that the server has written: this device's clock may be wrong. */
    const moment = (one) => written[one.code] ?? one.at;
    kept.change((all) => {
      for (const one of all.undone) {
        const was = sent.find((here) => here.at === one.since && here.code === one.code);
        if (was && told[one.code] === "in") one.since = moment(was);
      }
      const done = (rows, answers, field) => rows.filter((one) => !sent.some((was) => was[field] === one[field] && was.code === one.code && one.code in answers));
      all.checkins = done(all.checkins, told, "at");
      all.undone = done(all.undone, undone, "since");
      all.walkins = all.walkins.filter((one) => !["in", "already"].includes(walkins[one.key]));
      for (const one of all.walkins) one.no = walkins[one.key] ?? one.no;
    });
    for (const one of sent) {
      const row = rows.get(one.code);
      if (row && one.at && told[one.code] === "in") row.dataset.since = moment(one);
      if (row && one.at && told[one.code] === "already" && row.dataset.since !== one.at) row.dataset.since = "elsewhere";
      if (row && one.since && undone[one.code] === "undone" && row.dataset.since === one.since) delete row.dataset.since;
    }
    rows.forEach(show);
    return [...Object.entries(told), ...Object.entries(undone)].filter(([, word]) => !["in", "already", "undone"].includes(word)).map(([code]) => code);
  };
  const deliver = async () => {
    const sent = kept.read();
    if (delivering || !count(sent)) return;
    delivering = true;
    try {
      const answer = await fetch(words.to, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": csrf() },
        body: JSON.stringify(sent),
        redirect: "manual",
      });
      if (!answer.ok) { say(words.again.replace("{n}", count(sent))); return; }
      const told = await answer.json();
      const refused = answered([...sent.checkins, ...sent.undone], told);
      state();
      if (refused.length) say(`${line.textContent} ${words.refused} ${refused.join(", ")}`);
    } catch (gone) {
      state();
    } finally {
      delivering = false;
      for (const one of sent.walkins) guest(kept.read().walkins.find((now) => now.key === one.key) ?? { ...one, no: "" });
    }
  };

  for (const [code, row] of rows) {
    const act = (how) => () => { kept.change(how); show(row); state(); deliver(); };
    row.querySelector("[data-in]").addEventListener("click", act((all) => { all.checkins.push({ code, at: new Date().toISOString() }); }));
    row.querySelector("[data-undo]").addEventListener("click", act((all) => {
      const was = since(row);
      all.checkins = all.checkins.filter((one) => one.code !== code);
      all.undone.push({ code, since: was });
    }));
    show(row);
  }
  const form = document.getElementById("door-walkin-form");
  form.hidden = !globalThis.crypto?.randomUUID;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const field = form.elements.name;
    const name = field.value.trim();
    if (!name) { field.focus(); return; }
    const one = { key: crypto.randomUUID(), name, at: new Date().toISOString() };
    kept.change((all) => { all.walkins.push(one); });
    field.value = "";
    guest(one);
    state();
    deliver();
  });
  const find = document.getElementById("door-find");
  find.closest(".field").hidden = false;
  find.addEventListener("input", () => {
    const wanted = find.value.trim().toLowerCase();
    for (const row of rows.values()) row.hidden = !row.dataset.name.toLowerCase().includes(wanted) && !row.dataset.code.toLowerCase().startsWith(wanted);
  });
  const clear = document.getElementById("door-clear");
  clear.hidden = false;
  clear.addEventListener("click", async () => {
    if (count(kept.read())) { state(); return; }
    kept.drop();
    await globalThis.caches?.delete("door");
    for (const one of (await navigator.serviceWorker?.getRegistrations()) ?? []) await one.unregister();
    say(words.cleared);
  });

  for (const one of kept.read().walkins) guest(one);
  state();
  deliver();
  setInterval(deliver, AGAIN);
  window.addEventListener("online", deliver);
  navigator.serviceWorker?.register(words.worker).then(() => navigator.serviceWorker.ready).then(async () => (await caches.open("door")).put(location.pathname, await fetch(location.href))).catch(() => {});
}
