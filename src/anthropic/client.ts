import Anthropic from '@anthropic-ai/sdk';
import { lightFetch } from './light-fetch.ts';

const officialApi = 'https://api.anthropic.com';

export interface ClientOptions {
  readonly apiKey: string;
  /** Without `/v1`; null for Anthropic's own. */
  readonly baseUrl: string | null;
  readonly compat: 'full' | 'minimal';
  readonly firstByteMs: number;
  readonly fetch?: typeof fetch;
}

/**
 * The SDK's client. The key is passed explicitly: without one the SDK goes looking for profiles on the disk.
 * It neither retries (see `retry.ts`) nor logs (it would print to the console past our redaction).
 */
export function createClient(options: ClientOptions): Anthropic {
  return new Anthropic({
    apiKey: options.apiKey,
    baseURL: options.baseUrl ?? officialApi,
    maxRetries: 0,
    // Covers the time up to the headers only; past them the watchdog counts.
    timeout: options.firstByteMs,
    logLevel: 'off',
    ...(options.compat === 'minimal' && { defaultHeaders: gatewayHeaders(options.apiKey) }),
    fetch: options.fetch ?? lightFetch,
  });
}

/** Gateways know the API's first version, and some of them only its first way to send a key. */
function gatewayHeaders(apiKey: string): Record<string, string> {
  return { 'anthropic-version': '2023-06-01', 'x-api-key': apiKey };
}
