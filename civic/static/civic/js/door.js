/* The list at the door: check-ins are kept on this device first and delivered when there is a network. */
const AGAIN = 15000;
const list = document.querySelector("[data-door]");

if (list) {
  const words = list.dataset;
  const key = `door-${words.door}`;
  const line = document.getElementById("door-state");
  const kept = () => JSON.parse(localStorage.getItem(key) ?? "[]");
  const keep = (rows) => localStorage.setItem(key, JSON.stringify(rows));
  const rows = new Map([...list.querySelectorAll("[data-code]")].map((row) => [row.dataset.code, row]));
  let delivering = false;

  const csrf = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const say = (text) => { if (line.textContent !== text) line.textContent = text; };
  const state = () => {
    const waiting = kept().length;
    const here = list.querySelectorAll("[data-here]").length;
    say(`${words.here.replace("{here}", here).replace("{all}", rows.size)} ${waiting ? words.waiting.replace("{n}", waiting) : words.delivered}`);
  };
  const mark = (code) => {
    const row = rows.get(code);
    if (!row) return;
    row.dataset.here = "";
    const button = row.querySelector("button");
    if (button) { button.disabled = true; button.textContent = words.in; }
  };

  const deliver = async () => {
    const sent = kept();
    if (delivering || !sent.length) return;
    delivering = true;
    try {
      const answer = await fetch(words.to, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": csrf() },
        body: JSON.stringify({ checkins: sent }),
        redirect: "manual",
      });
      if (!answer.ok) { say(words.again.replace("{n}", sent.length)); return; }
      const { told } = await answer.json();
      keep(kept().filter((one) => !(one.code in told)));
      const refused = Object.entries(told).filter(([, word]) => word !== "in" && word !== "already");
      state();
      if (refused.length) say(`${line.textContent} ${words.refused} ${refused.map(([code]) => code).join(", ")}`);
    } catch (gone) {
      state();
    } finally {
      delivering = false;
    }
  };

  for (const [code, row] of rows) {
    const button = row.querySelector("button");
    if (!button) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      keep([...kept().filter((one) => one.code !== code), { code, at: new Date().toISOString() }]);
      mark(code);
      state();
      deliver();
    });
  }
  const find = document.getElementById("door-find");
  find.closest(".field").hidden = false;
  find.addEventListener("input", () => {
    const wanted = find.value.trim().toLowerCase();
    for (const row of rows.values()) row.hidden = !row.dataset.name.toLowerCase().includes(wanted) && !row.dataset.code.toLowerCase().startsWith(wanted);
  });
  const clear = document.getElementById("door-clear");
  clear.hidden = false;
  clear.addEventListener("click", async () => {
    if (kept().length) { state(); return; }
    localStorage.removeItem(key);
    await globalThis.caches?.delete("door");
    for (const one of (await navigator.serviceWorker?.getRegistrations()) ?? []) await one.unregister();
    say(words.cleared);
  });

  for (const one of kept()) mark(one.code);
  state();
  deliver();
  setInterval(deliver, AGAIN);
  window.addEventListener("online", deliver);
  navigator.serviceWorker?.register(words.worker).then(() => navigator.serviceWorker.ready).then(async () => (await caches.open("door")).put(location.pathname, await fetch(location.href))).catch(() => {});
}
