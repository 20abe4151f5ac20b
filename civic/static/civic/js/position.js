/* "Use my present position": asks the device when the button is pressed, never before, and says in words what came of it. */
const box = document.querySelector("[data-position]");
const form = box?.closest("form");
const fields = form && [form.elements.latitude, form.elements.longitude];

if (fields?.every(Boolean) && "geolocation" in navigator) {
  const said = box.querySelector("[data-position-said]");
  const remove = box.querySelector("[data-position-remove]");
  const show = (sentence) => {
    const [latitude, longitude] = fields.map((field) => field.value);
    remove.hidden = !latitude;
    said.textContent = latitude ? `${sentence} (${latitude}, ${longitude})` : sentence;
  };
  const put = (values, sentence) => {
    fields.forEach((field, place) => { field.value = values[place]; });
    show(sentence);
    form.dispatchEvent(new Event("input", { bubbles: true }));
  };
  box.querySelector("[data-position-use]").addEventListener("click", () => {
    said.textContent = box.dataset.asking;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => put([coords.latitude.toFixed(4), coords.longitude.toFixed(4)], box.dataset.found),
      ({ code }) => show(code === 1 ? box.dataset.denied : box.dataset.missing),
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
    );
  });
  remove.addEventListener("click", () => put(["", ""], box.dataset.removed));
  show("");
  box.hidden = false;
}
