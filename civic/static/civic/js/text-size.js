/* The reader's text size, kept in this browser. */
const SIZES = [100, 125, 150, 175, 200];
const KEY = "civic.text";

const read = () => {
  try { return SIZES.includes(Number(localStorage.getItem(KEY))) ? Number(localStorage.getItem(KEY)) : 100; } catch { return 100; }
};

const apply = (size) => {
  if (size === 100) delete document.documentElement.dataset.text;
  else document.documentElement.dataset.text = String(size);
};

apply(read());

for (const group of document.querySelectorAll("[data-text-size]")) {
  group.hidden = false;
  group.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const at = SIZES.indexOf(read()) + Number(button.value);
    const size = SIZES[Math.max(0, at) % SIZES.length];  // phones show one button: after the largest comes the normal size
    try { localStorage.setItem(KEY, String(size)); } catch { /* private windows may refuse; the size then lasts a page */ }
    apply(size);
    group.querySelector("[role=status]").textContent = `${size}%`;
  });
}
