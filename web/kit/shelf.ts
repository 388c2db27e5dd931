// Small shelves in IndexedDB for what must outlive a page without a network; works in pages and in the service worker.
export type Shelves<Name extends string> = <T>(
  shelf: Name,
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T>,
) => Promise<T | null>

/** Where storage is refused the answer is null and everything else goes on without it. */
export function openShelves<Name extends string>(name: string, build: (base: IDBDatabase) => void): Shelves<Name> {
  let base: Promise<IDBDatabase> | null = null
  const opened = (): Promise<IDBDatabase> => {
    base ??= new Promise<IDBDatabase>((done, fail) => {
      const request = indexedDB.open(name, 1)
      request.onupgradeneeded = () => build(request.result)
      request.onsuccess = () => done(request.result)
      request.onerror = () => fail(request.error)
    })
    return base
  }
  return async <T>(shelf: Name, mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | null> => {
    try {
      const at = await opened()
      return await new Promise<T>((done, fail) => {
        const change = at.transaction(shelf, mode)
        const request = ask(change.objectStore(shelf))
        change.oncomplete = () => done(request.result)
        change.onerror = () => fail(change.error)
        change.onabort = () => fail(change.error)
      })
    } catch {
      return null
    }
  }
}
