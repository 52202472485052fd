import type { LocalSlack } from '../slack/local-slack.ts';
import type { FaultName, FaultOffer } from '../wire.ts';
import type { ModelTrouble } from './model-trouble.ts';

export interface Troubles {
  /** What can be made, and of what cannot, why. */
  readonly offers: readonly FaultOffer[];
  /** Makes it. Resolves with the sentence that says what happens now. Rejects for one that is not on offer. */
  make(fault: FaultName): Promise<string>;
}

interface TroubleDeps {
  readonly slack: () => LocalSlack;
  readonly kill: () => number;
  readonly model: Pick<ModelTrouble, 'limit' | 'overload'>;
  readonly hasModel: boolean;
  /** Null: what is stored lives in this process. */
  readonly restartRedis: (() => Promise<void>) | null;
}

export function createTroubles(deps: TroubleDeps): Troubles {
  const makers = makersOf(deps);
  const offers = descriptions.map((offer) => ({
    ...offer,
    unavailable: whyNot(offer.fault, deps),
  }));
  return {
    offers,
    async make(fault) {
      const { unavailable } = offers.find((offer) => offer.fault === fault) ?? {};
      if (typeof unavailable === 'string') throw new Error(unavailable);
      return await makers[fault]();
    },
  };
}

function makersOf(deps: TroubleDeps): Readonly<Record<FaultName, () => string | Promise<string>>> {
  const { slack, kill, model, restartRedis } = deps;
  return {
    'kill-worker': () =>
      kill() > 0
        ? 'The worker is dead. Another one finishes the message.'
        : 'Nobody is answering now: the next worker dies when its message has begun.',
    'drop-sockets'() {
      slack().sockets.drop();
      return 'The connections are cut; the bot opens new ones.';
    },
    'rate-limit'() {
      slack().faults.next('*', { kind: 'rate-limited', retryAfterS: 3 });
      return 'The next call of Slack is answered with 429; the bot waits three seconds and calls again.';
    },
    'refuse-streams'() {
      slack().faults.next('chat.startStream', { kind: 'error', error: 'not_allowed' });
      return 'The next stream is refused: the answer comes as a message that is edited.';
    },
    'expire-streams'() {
      slack().expireStreams();
      return 'Streams that were open are closed; the bot finishes its answer all the same.';
    },
    'limit-model'() {
      model.limit();
      return 'The next request to the model is answered with 429; the bot waits and asks again.';
    },
    'overload-model'() {
      model.overload();
      return 'The next two requests to the model are answered with 529; the bot waits and asks again.';
    },
    async 'restart-redis'() {
      await restartRedis?.();
      return 'Redis was killed and has started again.';
    },
  };
}

function whyNot(fault: FaultName, { hasModel, restartRedis }: TroubleDeps): string | null {
  if (fault === 'restart-redis' && restartRedis === null) {
    return 'State is in this process’s memory; start with --redis to have a Redis.';
  }
  const needsModel = fault === 'limit-model' || fault === 'overload-model';
  return needsModel && !hasModel ? 'No model is connected: set ANTHROPIC_API_KEY.' : null;
}

const descriptions: readonly Omit<FaultOffer, 'unavailable'>[] = [
  {
    fault: 'kill-worker',
    label: 'Kill the worker',
    what: 'Simulated, for page and bot share a process: the worker loses its lease in mid-answer and can do nothing more; another one finishes.',
  },
  {
    fault: 'restart-redis',
    label: 'Restart Redis',
    what: 'A real kill -9 of the redis-server that holds the state, and a new one over the same files.',
  },
  {
    fault: 'drop-sockets',
    label: 'Drop the sockets',
    what: 'The local Slack cuts its connections to the bot.',
  },
  {
    fault: 'rate-limit',
    label: 'Slack answers 429 once',
    what: 'Whatever the bot calls next is refused for three seconds.',
  },
  {
    fault: 'refuse-streams',
    label: 'Slack refuses the next stream',
    what: 'As in a workspace that has no streaming.',
  },
  {
    fault: 'expire-streams',
    label: 'Slack closes open streams',
    what: 'As Slack does after some minutes.',
  },
  {
    fault: 'limit-model',
    label: 'Model answers 429 once',
    what: 'Simulated on the way to the model; the bot waits and asks again.',
  },
  {
    fault: 'overload-model',
    label: 'Model is overloaded twice',
    what: 'Simulated likewise: two requests are answered with 529.',
  },
];
