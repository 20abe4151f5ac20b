/* A form that htmx saves while somebody types (data-autosave): says when it could not, tries again, warns before leaving. */
const AGAIN = 5000;
const form = document.querySelector("form[data-autosave]");
let unsaved = false;

const fail = () => {
  const line = document.getElementById("saved");
  if (line && line.textContent !== form.dataset.failed) line.textContent = form.dataset.failed;
  setTimeout(() => window.htmx.trigger(form, "again"), AGAIN);
};

if (form) {
  form.addEventListener("input", () => { unsaved = true; });
  form.addEventListener("submit", () => { unsaved = false; });
  form.addEventListener("htmx:sendError", fail);
  form.addEventListener("htmx:timeout", fail);
  form.addEventListener("htmx:responseError", (event) => { if (event.detail.xhr.status >= 500) fail(); });
  form.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) unsaved = false; });
  window.addEventListener("online", () => { if (unsaved) window.htmx.trigger(form, "again"); });
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
}
