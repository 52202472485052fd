import { lightFetch } from '../anthropic/light-fetch.ts';
import type { Model } from '../core/model.ts';
import type { Stores } from '../core/stores.ts';
import type { Tool } from '../core/tool.ts';

/**
 * What the bot's ports are wrapped in, for whoever looks over its shoulder or makes it trouble (the playground). A
 * wrapper keeps the port's contract; the bot itself runs without any.
 */
export interface Around {
  readonly stores: (stores: Stores) => Stores;
  readonly model: (model: Model) => Model;
  readonly tools: (tools: readonly Tool[]) => readonly Tool[];
  /** How the model's server is reached. */
  readonly fetch: typeof fetch;
}

export const nothingAround: Around = {
  stores: (stores) => stores,
  model: (model) => model,
  tools: (tools) => tools,
  fetch: lightFetch,
};
