import { setMaxListeners } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Context } from './api/method.ts';
import { AppEvents } from './delivery/app-events.ts';
import type { Carrier } from './delivery/carrier.ts';
import { Courier } from './delivery/courier.ts';
import { Sockets } from './delivery/sockets.ts';
import { Faults } from './faults.ts';
import { Journal } from './journal.ts';
import { Limits } from './limits.ts';
import type { LocalSlackOptions } from './options.ts';
import type { PipelineParts } from './pipeline.ts';
import { ResponseUrls } from './response-urls.ts';
import { notFound, route } from './routes.ts';
import { changed, defaultSettings, type Settings, type SettingsChange } from './settings.ts';
import { Choices } from './people/choices.ts';
import { Triggers } from './triggers.ts';
import { Workspace } from './workspace.ts';

/** Every part of a local Slack, wired. */
export interface Assembly extends PipelineParts {
  readonly server: Server;
  readonly context: Context;
  readonly events: AppEvents;
  readonly courier: Courier;
  readonly sockets: Sockets;
  readonly responses: ResponseUrls;
  readonly choices: Choices;
  configure(change: SettingsChange): void;
  carryBy(carrier: Carrier): void;
  close(): Promise<void>;
}

export function assemble(options: LocalSlackOptions): Assembly {
  const { now = Date.now, team = 'Local', botName = 'architect', otherwise = notFound } = options;
  let settings = changed(defaultSettings, options);
  const workspace = new Workspace(now, team, botName);
  const sockets = new Sockets(workspace, () => settings.delivery);
  let carrier: Carrier = sockets;
  const courier = new Courier(
    workspace,
    () => carrier,
    () => settings.delivery,
  );
  const events = new AppEvents(workspace, () => settings, courier);
  const server = createServer();
  const context = createContext(workspace, events, sockets, server, () => settings);
  const closing = new AbortController();
  const { signal } = closing;
  // As many listen as there are calls that wait.
  setMaxListeners(0, signal);
  const journal = new Journal(workspace.feed);
  const parts = {
    workspace,
    journal,
    faults: new Faults(),
    limits: new Limits(now),
    closing: signal,
  };
  const responses = new ResponseUrls(context);
  const routes = { context, parts, responses, otherwise };
  server.on('request', (request, response) => void route(request, response, routes));
  sockets.attach(server);
  hurryOnConnect(workspace, courier, () => settings);
  return {
    ...parts,
    server,
    context,
    events,
    courier,
    sockets,
    responses,
    choices: new Choices(),
    configure: (change) => {
      settings = changed(settings, change);
    },
    carryBy: (next) => {
      carrier = next;
    },
    close: () => closeAll(server, closing, [events, courier, sockets]),
  };
}

function createContext(
  workspace: Workspace,
  events: AppEvents,
  sockets: Sockets,
  server: Server,
  settings: () => Settings,
): Context {
  return {
    workspace,
    events,
    triggers: new Triggers(workspace.ids, workspace.now),
    get settings() {
      return settings();
    },
    get origin() {
      return `http://${addressOf(server)}`;
    },
    socketAddress() {
      const ticket = sockets.ticket();
      return ticket === null ? null : `ws://${addressOf(server)}${ticket}`;
    },
  };
}

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('the local Slack does not listen');
  return `127.0.0.1:${address.port}`;
}

/** What waits to be sent again goes at once to an app that comes back. */
function hurryOnConnect(workspace: Workspace, courier: Courier, settings: () => Settings): void {
  let connected = 0;
  workspace.feed.on('sockets', ({ open }) => {
    if (open > connected && settings().delivery.retryOnConnect) courier.hurry();
    connected = open;
  });
}

async function closeAll(
  server: Server,
  closing: AbortController,
  parts: readonly { close(): void | Promise<void> }[],
): Promise<void> {
  closing.abort();
  for (const part of parts) await part.close();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
