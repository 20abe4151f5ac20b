/* A receipt's QR image leads here with the code behind a #, which no browser sends: put it into the form, and away. */
const field = document.querySelector("[data-receipt]");
if (field && location.hash.length > 1 && !field.value) {
  field.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
}
