/* While somebody chooses, the server recalculates the bar and the browser keeps the draft (an encrypted cookie that only
   the answer can set). The words of the bar are replaced inside one role=status: they are spoken once for each act. */
const form = document.querySelector("form[data-ballot]");
let waiting;
let running;

async function recalculate() {
  running?.abort();
  running = new AbortController();
  const body = new FormData(form);
  body.set("do", "bar");
  try {
    const answer = await fetch(form.action, { method: "POST", body, signal: running.signal, credentials: "same-origin" });
    if (answer.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch (error) {
    if (error.name !== "AbortError") return; // the buttons of the form still work
  }
}

function show(fresh) {
  for (const selector of [".budget-bar__words", "#ballot-excess", "#ballot-over"]) {
    const [old, now] = [document.querySelector(selector), fresh.querySelector(selector)];
    if (old && now && old.innerHTML !== now.innerHTML) old.innerHTML = now.innerHTML;
  }
  const [old, now] = [document.querySelector(".budget-bar progress"), fresh.querySelector(".budget-bar progress")];
  if (old && now) old.replaceWith(now);
}

form?.addEventListener("change", (event) => {
  if (event.target.name !== "project") return;
  clearTimeout(waiting);
  waiting = setTimeout(recalculate, 250);
});
