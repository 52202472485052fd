import { canonicalUrl } from './url.ts';

export interface ApprovedLinks {
  /**
   * Hosts whose pages may be linked: `wiki.example.com`, or `*.example.com` for every host below it. Without a port
   * it is the usual one of http and https: another port is another server (`wiki.example.com:8443`).
   */
  readonly hosts: readonly string[];
  /** Addresses that a person wrote in the thread; they may be linked again, as they are. */
  readonly urls?: Iterable<string>;
}

/** Decides which addresses may stay links. The function takes what `canonicalUrl` returned. */
export function approveLinks({ hosts, urls = [] }: ApprovedLinks): (url: string) => boolean {
  const exact = new Set(hosts.filter((host) => !host.startsWith('*.')).map(lower));
  const suffixes = hosts
    .filter((host) => host.startsWith('*.'))
    .map((host) => lower(host.slice(1)));
  const written = new Set([...urls].map((url) => canonicalUrl(url)));
  return (url) => {
    if (written.has(url)) return true;
    const { host } = new URL(url);
    return exact.has(host) || suffixes.some((suffix) => host.endsWith(suffix));
  };
}

function lower(host: string): string {
  return host.toLowerCase();
}
