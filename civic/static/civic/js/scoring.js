/* The score sheet: the draft saves itself, keys give scores, and phones show dossier or sheet. Buttons do the same without it. */
const form = document.querySelector("form[data-draft]");
const WAIT = 700;  // milliseconds of quiet before what was typed is saved; a chosen score is saved at once
const AGAIN = 5000;
const KEY = "civic.scoring-keys";

const draft = (form) => {
  const status = form.querySelector("[data-status]");
  const version = form.elements.namedItem("version");
  let timer = 0, running = false, dirty = false, stale = false, leaving = false;
  const say = (name) => { if (status.textContent !== form.dataset[name]) status.textContent = form.dataset[name]; };

  const save = async () => {
    clearTimeout(timer);
    if (running || stale || leaving || !dirty) return;
    running = true;
    dirty = false;
    say("saving");
    let wait = 0;
    try {
      const answer = await fetch(form.dataset.draft, {
        method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, keepalive: true, redirect: "error",
      });
      if (answer.ok) {
        version.value = (await answer.json()).version;
        say(dirty ? "saving" : "saved");  // "saved" stands only while nothing is newer
      } else {
        stale = answer.status < 500;
        dirty = true;
        say(stale ? "stale" : "failed");
        wait = AGAIN;
      }
    } catch {
      dirty = true;
      say("failed");
      wait = AGAIN;
    }
    running = false;
    if (dirty && !stale) timer = setTimeout(save, wait);
  };

  const soon = (wait) => {
    dirty = true;
    if (!stale) say("saving");
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };
  form.addEventListener("input", (event) => soon(event.target.type === "radio" ? 0 : WAIT));
  form.addEventListener("focusout", () => { if (dirty) save(); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });
  form.addEventListener("submit", () => { leaving = true; clearTimeout(timer); });
  window.addEventListener("beforeunload", (event) => { if (dirty && !leaving) event.preventDefault(); });
};

const keys = (form) => {
  const box = form.querySelector("#keys");
  for (const one of form.querySelectorAll("[data-keys]")) one.hidden = false;
  try { box.checked = localStorage.getItem(KEY) !== "off"; } catch { box.checked = true; }
  box.addEventListener("change", () => {
    try { localStorage.setItem(KEY, box.checked ? "on" : "off"); } catch { /* private windows may refuse; it then lasts a page */ }
  });

  const groups = [...form.querySelectorAll("fieldset")].filter((one) => one.querySelector("input[type=radio]"));
  const chosen = (group) => group.querySelector("input[type=radio]:checked");
  const here = () => groups.findIndex((one) => one.closest(".field").contains(document.activeElement));
  const enter = (index) => {
    const group = groups[Math.min(Math.max(index, 0), groups.length - 1)];
    const target = chosen(group) ?? group.querySelector("input[type=radio]");
    target.focus();
    group.scrollIntoView({ block: "nearest" });
  };
  const score = (level) => {
    const at = here() >= 0 ? here() : Math.max(groups.findIndex((one) => !chosen(one)), 0);
    const target = groups[at].querySelector(`input[type=radio][value="${level}"]`);
    if (!target) return;
    target.focus();
    target.click();
    groups[at].scrollIntoView({ block: "nearest" });
  };
  const typing = (target) => target.matches("textarea, select, input:not([type=radio], [type=checkbox])");

  document.addEventListener("keydown", (event) => {
    if (!box.checked || event.altKey || event.metaKey || event.isComposing) return;
    if (event.ctrlKey) {
      if (event.key !== "Enter" || !form.contains(event.target)) return;
      event.preventDefault();
      form.requestSubmit(form.querySelector('button[name="then"][value="next"]'));
      return;
    }
    if (typing(event.target) || event.target.closest("a, button, summary") || form.offsetParent === null) return;
    if (/^[0-5]$/.test(event.key)) score(event.key);
    else if (event.key === "j") enter(here() + 1);
    else if (event.key === "k") enter(here() < 0 ? 0 : here() - 1);
    else return;
    event.preventDefault();
  });
};

const tabs = (list) => {
  const buttons = [...list.querySelectorAll("[role=tab]")];
  const narrow = matchMedia("(max-width: 63.99rem)");
  const part = (button) => document.getElementById(button.getAttribute("aria-controls"));
  const show = (chosen) => {
    for (const button of buttons) {
      const on = button === chosen;
      button.setAttribute("aria-selected", String(on));
      button.tabIndex = on ? 0 : -1;
      part(button).hidden = narrow.matches && !on;
    }
  };
  const arrange = () => {
    list.hidden = !narrow.matches;
    for (const button of buttons) {
      const panel = part(button);
      if (narrow.matches) { panel.setAttribute("role", "tabpanel"); panel.setAttribute("aria-labelledby", button.id); }
      else { panel.removeAttribute("role"); panel.removeAttribute("aria-labelledby"); }
    }
    for (const jump of document.querySelectorAll("[data-jump]")) jump.hidden = narrow.matches;
    show(buttons.find((one) => one.getAttribute("aria-selected") === "true"));
  };
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[role=tab]");
    if (button) show(button);
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length];
    show(next);
    next.focus();
  });
  narrow.addEventListener("change", arrange);
  if (document.querySelector("[data-focus]") || location.hash === "#sheet") buttons[1].setAttribute("aria-selected", "true"), buttons[0].setAttribute("aria-selected", "false");
  arrange();
};

for (const list of document.querySelectorAll("[data-tabs]")) tabs(list);
if (form) {
  draft(form);
  keys(form);
}
