// The service worker: the pages a resident needs open without a network; nothing of the interface is ever kept.
const worker = Reflect.get(globalThis, 'self')
const precache: unknown = worker.__precache
const stamp: unknown = worker.__stamp
const name = `huying-${String(stamp)}`

worker.addEventListener('install', (event: { waitUntil(work: Promise<unknown>): void }) => {
  event.waitUntil(caches.open(name).then((cache) => cache.addAll(Array.isArray(precache) ? precache.map(String) : [])).then(() => worker.skipWaiting())) // prettier-ignore
})
worker.addEventListener('activate', (event: { waitUntil(work: Promise<unknown>): void }) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((each) => each !== name).map((each) => caches.delete(each)))).then(() => worker.clients.claim())) // prettier-ignore
})
worker.addEventListener('fetch', (event: { request: Request; respondWith(answer: Promise<Response>): void }) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin || /^\/(api|staff|centre|openapi|health)/.test(url.pathname)) return
  if (url.pathname.startsWith('/assets/')) event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)))
  else if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => caches.match('/index.html').then((kept) => kept ?? Response.error())))
})
