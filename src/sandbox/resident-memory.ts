import { readFile } from 'node:fs/promises';

/** Linux pages; the other sizes in use (16 and 64 KiB on some ARM kernels) only make the limit stricter. */
const pageBytes = 4096;

/**
 * Resident memory of a process from /proc, or null where that cannot be read (it has ended; not Linux).
 * The heap limit of V8 does not count WebAssembly memory, so the kernel is asked.
 */
export async function residentBytes(pid: number): Promise<number | null> {
  const statm = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => null);
  const pages = Number(statm?.split(' ')[1]);
  return Number.isSafeInteger(pages) ? pages * pageBytes : null;
}
