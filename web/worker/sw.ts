// The service worker: the pages that residents and staff need open without a network; nothing of the interface is ever kept.
import { deliverAll } from '../resident/deliver.ts'
import { deliverFindings } from '../staff/finding-shelf.ts'

declare const self: ServiceWorkerGlobalScope
// all three are filled in by the build
declare const __precache: readonly string[]
declare const __staff: readonly string[]
declare const __stamp: string

const cacheName = `huying-${__stamp}`

self.addEventListener('install', (event) => {
  event.waitUntil(install().then(() => self.skipWaiting()))
})
self.addEventListener('activate', (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((each) => each !== cacheName).map((each) => caches.delete(each)))).then(() => self.clients.claim())) // prettier-ignore
})
self.addEventListener('message', (event) => {
  if (event.data === 'keep-staff') event.waitUntil(keepStaff().catch(() => undefined)) // the next visit tries again
})
self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin || /^\/(api|centre|openapi|health)/.test(url.pathname)) return
  if (url.pathname.startsWith('/assets/')) event.respondWith(keptOrFetched(request))
  else if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => caches.match(pageAt(url.pathname)).then((kept) => kept ?? Response.error()))) // prettier-ignore
})
// What waited for the network goes even when the page is closed; throwing asks the browser to try again later.
self.addEventListener('sync', (event: Event) => {
  if (!(event instanceof ExtendableEvent)) return
  const isFindings = Reflect.get(event, 'tag') === 'findings'
  const isDone = isFindings ? deliverFindings(() => true).then(({ left }) => left === 0) : deliverAll()
  event.waitUntil(isDone.then((isAll) => (isAll ? undefined : Promise.reject(new Error('later')))))
})

const pageAt = (path: string): string => (/^\/staff(\/|$)/.test(path) ? '/staff.html' : path.startsWith('/verify') ? '/verify.html' : '/index.html')

/** A device that had the staff's pages before has them after a new version as well. */
async function install(): Promise<void> {
  const hadStaff = await caches.match('/staff.html')
  await (await caches.open(cacheName)).addAll([...__precache, ...(hadStaff ? __staff : [])])
}

/** Only on devices that have opened a staff page: residents' phones need not carry them. All of it or nothing. */
async function keepStaff(): Promise<void> {
  const cache = await caches.open(cacheName)
  if (!(await cache.match('/staff.html'))) await cache.addAll([...__staff])
}

/** What was left out of the first download for its weight is kept at its first use. */
async function keptOrFetched(request: Request): Promise<Response> {
  const kept = await caches.match(request)
  if (kept) return kept
  const fresh = await fetch(request)
  if (fresh.ok) await (await caches.open(cacheName)).put(request, fresh.clone())
  return fresh
}
