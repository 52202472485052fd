import type { IncomingMessage } from 'node:http';
import type { CallData } from './data.ts';
import type { Settings } from './settings.ts';

export type TokenKind = CallData['token'];

export function bearer(request: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

export function tokenKind(token: unknown, settings: Settings): TokenKind {
  if (token === undefined || token === '') return 'none';
  if (token === settings.botToken) return 'bot';
  return token === settings.appToken ? 'app' : 'unknown';
}
