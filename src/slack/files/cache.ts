/** Remembers what was read, bounded by bytes; what was not asked for the longest goes first. */
export interface Cache<T> {
  get(key: string): T | undefined;
  set(key: string, value: T, bytes: number): void;
}

export function createCache<T>(maxBytes: number): Cache<T> {
  // A Map keeps the order of insertion: the first key is the one that was not asked for the longest.
  const kept = new Map<string, { readonly value: T; readonly bytes: number }>();
  let total = 0;

  function drop(key: string): void {
    total -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  }

  return {
    get(key) {
      const hit = kept.get(key);
      if (hit === undefined) return undefined;
      kept.delete(key);
      kept.set(key, hit);
      return hit.value;
    },
    set(key, value, bytes) {
      drop(key);
      if (bytes > maxBytes) return;
      kept.set(key, { value, bytes });
      total += bytes;
      for (const oldest of kept.keys()) {
        if (total <= maxBytes) return;
        drop(oldest);
      }
    },
  };
}
