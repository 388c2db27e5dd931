// The service worker: the pages a resident needs open without a network; nothing of the interface is ever kept.
import { deliverAll } from '../resident/deliver.ts'

declare const self: ServiceWorkerGlobalScope
// both are filled in by the build
declare const __precache: readonly string[]
declare const __stamp: string

const cacheName = `huying-${__stamp}`

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll([...__precache])).then(() => self.skipWaiting())) // prettier-ignore
})
self.addEventListener('activate', (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((each) => each !== cacheName).map((each) => caches.delete(each)))).then(() => self.clients.claim())) // prettier-ignore
})
self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin || /^\/(api|staff|centre|openapi|health)/.test(url.pathname)) return
  if (url.pathname.startsWith('/assets/')) event.respondWith(keptOrFetched(request))
  else if (request.mode === 'navigate') {
    const page = url.pathname.startsWith('/verify') ? '/verify.html' : '/index.html'
    event.respondWith(fetch(request).catch(() => caches.match(page).then((kept) => kept ?? Response.error())))
  }
})
// Reports that waited for the network go even when the page is closed; throwing asks the browser to try again later.
self.addEventListener('sync', (event: Event) => {
  if (event instanceof ExtendableEvent) event.waitUntil(deliverAll().then((isDone) => (isDone ? undefined : Promise.reject(new Error('later'))))) // prettier-ignore
})

/** What was left out of the first download for its weight is kept at its first use. */
async function keptOrFetched(request: Request): Promise<Response> {
  const kept = await caches.match(request)
  if (kept) return kept
  const fresh = await fetch(request)
  if (fresh.ok) await (await caches.open(cacheName)).put(request, fresh.clone())
  return fresh
}
