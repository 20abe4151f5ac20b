/* While somebody chooses, the server recalculates the bar and the browser keeps the draft (an encrypted cookie that only
   the answer can set). Everything said stands in one role=status, replaced once for each act: it is spoken once.
   Without this module every button sends the form and the page comes back; nothing is lost. */
const form = document.querySelector("form[data-ballot]");
const again = form?.querySelector(".budget-bar [value=update]");
const LINK = ".budget-bar a[href='#ballot-excess']";
const HERE = ["add", "drop", "up", "down", "more", "less"]; // buttons that need no new page
let waiting;
let running;

async function recalculate(pressed) {
  clearTimeout(waiting);
  running?.abort();
  running = new AbortController();
  const body = new FormData(form);
  body.set("do", "bar");
  if (pressed) body.set(pressed.name, pressed.value);
  try {
    const answer = await fetch(form.action, { method: "POST", body, signal: running.signal, credentials: "same-origin" });
    if (!answer.ok || answer.redirected) form.submit(); // the vote has closed, or the session ended: the page says so
    else show(new DOMParser().parseFromString(await answer.text(), "text/html"), pressed);
  } catch (error) {
    if (error.name !== "AbortError") again.hidden = false; // the buttons of the form still work
  }
}

function show(fresh, pressed) {
  for (const selector of ["#ballot-excess", "#ballot-order", ".budget-bar__words", ".budget-bar progress"]) {
    const [old, now] = [document.querySelector(selector), fresh.querySelector(selector)];
    if (!old || !now) continue;
    if (selector.endsWith("progress")) old.replaceWith(now);
    else if (old.innerHTML !== now.innerHTML) old.innerHTML = now.innerHTML;
  }
  document.querySelector(LINK).hidden = fresh.querySelector(LINK).hidden;
  again.hidden = true;
  follow(JSON.parse(fresh.querySelector("#ballot-state").textContent));
  if (pressed && !pressed.isConnected) focus(pressed);
}

/* The cards say the same as the server's answer. */
function follow({ chosen, points }) {
  for (const box of form.querySelectorAll("input[name=project]")) {
    if (box.value) box.checked = chosen.includes(box.value);
  }
  for (const button of form.querySelectorAll("button[name=add]")) {
    const done = chosen.includes(button.value);
    button.disabled = done;
    const words = button.closest("ul").dataset;
    button.textContent = done ? words.done : words.todo;
  }
  for (const field of form.querySelectorAll("input[name^=points-]")) {
    if (field !== document.activeElement) field.value = points[field.name.slice("points-".length)] ?? 0;
  }
}

/* The pressed button was drawn anew: the focus goes to its successor, else to the nearest thing that stands for it. */
function focus({ name, value }) {
  const of = (one) => [...form.querySelectorAll(`button[name=${one}]`)].find((b) => b.value === value && !b.disabled);
  (of(name) ?? of(name === "up" ? "down" : "up") ?? document.querySelector("#ballot-order") ?? document.querySelector("#projects"))?.focus();
}

form?.addEventListener("change", (event) => {
  if (event.target.name !== "project" && event.target.name !== "mark" && !event.target.name.startsWith("points-")) return;
  clearTimeout(waiting);
  waiting = setTimeout(recalculate, 250);
});

form?.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || !HERE.includes(button.name)) return;
  event.preventDefault();
  const field = button.name === "more" || button.name === "less" ? button.parentElement.querySelector("input") : null;
  if (!field) return void recalculate(button);
  const most = Number(field.max) || Infinity;
  field.value = Math.min(most, Math.max(0, Number(field.value) + (button.name === "more" ? 1 : -1)));
  clearTimeout(waiting);
  waiting = setTimeout(recalculate, 250);
});

if (again) again.hidden = true; // the bar is reckoned anew at each act, without being asked
