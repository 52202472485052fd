import type { DispatchedBy } from '../../core/dispatch.ts';

/** By what an agent was chosen, as one reads it: "api-designer, asked for by name". */
export const chosenBy: Readonly<Record<DispatchedBy, string>> = {
  explicit: 'asked for by name',
  single: 'the only agent there is',
  owner: 'the thread is its own',
  'small-talk': 'there is nothing to consult about',
  local: 'by the words of the question',
  model: 'chosen by the model',
  default: 'the default, for nothing speaks for another',
};
