import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Json } from '../data.ts';
import { parseObject } from '../request-body.ts';
import type { DeliverySettings } from '../settings.ts';
import type { Workspace } from '../workspace.ts';
import type { Carrier, Outcome, Parcel, Retry } from './carrier.ts';

/** Slack allows an app this many connections. */
const maxConnections = 10;

/** A client that is closing too needs a moment for the handshake. */
const goodbyeMs = 500;

interface Awaited {
  readonly socket: WebSocket;
  readonly settle: (outcome: Outcome) => void;
}

/** Socket Mode: the app's open connections. An envelope goes to one of them, in turn. */
export class Sockets implements Carrier {
  readonly #workspace: Workspace;
  readonly #settings: () => DeliverySettings;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #tickets = new Set<string>();
  /** Open and not about to be closed. */
  #ready: WebSocket[] = [];
  readonly #awaited = new Map<string, Awaited>();
  #turn = 0;
  #refusing = false;

  constructor(workspace: Workspace, settings: () => DeliverySettings) {
    this.#workspace = workspace;
    this.#settings = settings;
  }

  attach(server: Server): void {
    server.on('upgrade', (request, stream, head) => this.#upgrade(request, stream, head));
  }

  /** How many connections events can go to. */
  get count(): number {
    return this.#ready.length;
  }

  /** How many are open, those that were asked to refresh included. */
  get open(): number {
    return this.#server.clients.size;
  }

  /** From now on `apps.connections.open` fails, and so does every upgrade; what is open stays open. */
  refuse(refusing: boolean): void {
    this.#refusing = refusing;
  }

  /** The path and query of one connection; null while connections are refused. */
  ticket(): string | null {
    if (this.#refusing) return null;
    const ticket = `ticket-${this.#workspace.ids.count()}`;
    this.#tickets.add(ticket);
    return `/link/?ticket=${ticket}&app_id=${this.#workspace.app.id}`;
  }

  /**
   * Tells connections to reconnect, all of them or the oldest `many`. After `warning` they still get events;
   * after `refresh_requested` they do not, and the app closes them.
   */
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled', many = Infinity): void {
    for (const socket of this.#ready.slice(0, many)) {
      if (reason !== 'warning') this.#retire(socket);
      socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'local' } }));
    }
  }

  /** Cuts connections without a word, all of them or the oldest `many`. */
  drop(many = Infinity): void {
    for (const socket of this.#ready.slice(0, many)) socket.terminate();
  }

  /** Sends any text on every connection, for hostile ones. */
  sendRaw(text: string): void {
    for (const socket of this.#ready) socket.send(text);
  }

  send(parcel: Parcel, retry: Retry | null): Promise<Outcome> {
    const socket = this.#ready[this.#turn++ % Math.max(1, this.#ready.length)];
    if (socket === undefined) {
      return Promise.resolve({ acknowledged: false, reason: 'no_connection' });
    }
    const envelopeId = `envelope-${this.#workspace.ids.count()}`;
    return new Promise((resolve) => {
      const settle = (outcome: Outcome): void => {
        clearTimeout(timer);
        this.#awaited.delete(envelopeId);
        resolve(outcome);
      };
      const timer = setTimeout(
        () => settle({ acknowledged: false, reason: 'timeout' }),
        this.#settings().ackTimeoutMs,
      );
      this.#awaited.set(envelopeId, { socket, settle });
      socket.send(JSON.stringify(envelope(envelopeId, parcel, retry)));
    });
  }

  /** Says goodbye on every connection; cuts those that do not answer. */
  async close(): Promise<void> {
    this.#refusing = true;
    this.#server.close();
    await Promise.all([...this.#server.clients].map(sayGoodbye));
  }

  #upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', 'http://local');
    const known = this.#tickets.delete(url.searchParams.get('ticket') ?? '');
    if (!known || this.#refusing || this.#ready.length >= maxConnections) {
      stream.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, stream, head, (socket) => this.#welcome(socket));
  }

  #welcome(socket: WebSocket): void {
    this.#ready.push(socket);
    const pings = setInterval(() => socket.ping(), this.#settings().pingIntervalMs);
    socket.on('message', (data) => this.#acknowledge(Buffer.isBuffer(data) ? data.toString() : ''));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearInterval(pings);
      this.#retire(socket);
      for (const { socket: other, settle } of this.#awaited.values()) {
        if (other === socket) settle({ acknowledged: false, reason: 'socket_closed' });
      }
    });
    socket.send(JSON.stringify(hello(this.#ready.length, this.#workspace.app.id)));
    this.#tell();
  }

  #acknowledge(text: string): void {
    const frame = parseObject(text);
    const awaited = this.#awaited.get(String(frame?.['envelope_id']));
    const payload = frame?.['payload'];
    const response = payload === undefined ? null : parseObject(JSON.stringify(payload));
    // A command may be answered with the bare text of a message.
    const said = typeof payload === 'string' && payload !== '' ? { text: payload } : response;
    awaited?.settle({ acknowledged: true, response: said });
  }

  #retire(socket: WebSocket): void {
    this.#ready = this.#ready.filter((other) => other !== socket);
    this.#tell();
  }

  #tell(): void {
    this.#workspace.feed.emit({ type: 'sockets', open: this.#ready.length });
  }
}

function sayGoodbye(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.terminate(), goodbyeMs);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.close(1001);
  });
}

function hello(connections: number, appId: string): Json {
  return {
    type: 'hello',
    num_connections: connections,
    connection_info: { app_id: appId },
    debug_info: { host: 'local', build_number: 1, approximate_connection_time: 18_060 },
  };
}

function envelope(
  id: string,
  { kind, payload, acceptsResponse }: Parcel,
  retry: Retry | null,
): Json {
  const attempt = { retry_attempt: retry?.number ?? 0, retry_reason: retry?.reason ?? '' };
  return {
    envelope_id: id,
    type: kind,
    payload,
    accepts_response_payload: acceptsResponse,
    ...(kind === 'events_api' ? attempt : {}),
  };
}
