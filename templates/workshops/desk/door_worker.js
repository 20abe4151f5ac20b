/* Keeps the list at the door, and what it looks like, for when the network is gone. Nothing else is kept. */
const KEPT = "door";
const FILES = [{% for file in files %}"{{ file|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const isDoor = (url) => /^\/workshops\/desk\/[0-9A-Z]+\/door\/$/.test(url.pathname);

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (!isDoor(url) && !FILES.includes(url.pathname)) return;
  event.respondWith((async () => {
    const cache = await caches.open(KEPT);
    try {
      const fresh = await fetch(event.request);
      if (fresh.ok && !fresh.redirected) await cache.put(url.pathname, fresh.clone());
      return fresh;
    } catch (gone) {
      return (await cache.match(url.pathname)) ?? Response.error();
    }
  })());
});
