import { z } from 'zod';
import { wireUser } from '../wire-format.ts';
import { type Method, method } from './method.ts';
import { Refusal } from './refusal.ts';

/** Who the app is, whom it talks to, and where it connects. */
export const identityMethods: Readonly<Record<string, Method>> = {
  'api.test': method({ token: 'any', perMinute: null, args: z.looseObject({}), run: () => ({}) }),

  'auth.test': method({
    token: 'any',
    perMinute: null,
    args: z.object({}),
    run: (_args, { workspace: { team, app }, origin }) => ({
      url: `${origin}/`,
      team: team.name,
      user: app.name,
      team_id: team.id,
      user_id: app.userId,
      bot_id: app.botId,
      is_enterprise_install: false,
    }),
  }),

  'apps.connections.open': method({
    token: 'app',
    perMinute: 1,
    args: z.object({}),
    run(_args, context) {
      const url = context.socketAddress();
      if (url === null) throw new Refusal('internal_error');
      return { url };
    },
  }),

  'users.info': method({
    scopes: ['users:read'],
    perMinute: 100,
    args: z.object({ user: z.string() }),
    run(args, { workspace }) {
      const person = workspace.people.get(args.user);
      if (person === undefined) throw new Refusal('user_not_found');
      return { user: wireUser(person, workspace) };
    },
  }),
};
