/* What htmx needs from us: the CSRF token with every write. Its settings stand in <meta name="htmx-config">. */
const csrf = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = csrf();
});
document.addEventListener("htmx:afterSwap", () => {
  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();
});
