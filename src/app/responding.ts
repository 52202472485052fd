import { createConsultSpecialistTool } from '../consultation/tools/consult-specialist.ts';
import { createDispatch } from '../dispatch/dispatch.ts';
import { helpText } from '../dispatch/help.ts';
import { createErPicture } from '../review/diagram/er/er-picture.ts';
import { createCanvases } from '../slack/canvases.ts';
import { createReadEarlier } from '../slack/earlier.ts';
import { createSlackFiles } from '../slack/files/slack-files.ts';
import type { Bot } from '../slack/intake/bot.ts';
import { createTame } from '../slack/text/tame.ts';
import { createPermalink } from '../slack/permalink.ts';
import { createAllowance } from '../turns/allowance.ts';
import { createApiAlone } from '../turns/api-alone.ts';
import { withBackground } from '../turns/background.ts';
import { createRequirements } from '../turns/requirements.ts';
import { createRespond, type Respond, type RespondDeps } from '../turns/respond.ts';
import { createSchemaAlone } from '../turns/schema-alone.ts';
import { createSchemaRequests } from '../turns/schema-requests.ts';
import { approvedHosts } from './approved-hosts.ts';
import { createBackground } from './background.ts';
import { consultWith } from './consult-with.ts';
import type { Parts } from './parts.ts';
import { createReviewers } from './reviewers.ts';
import { createThreadRequests } from './thread-requests.ts';
import { createToolbox } from './toolbox.ts';

/** How a question is answered, assembled from the inside out: reviewers, tools, consultations, requests. */
export function createResponding(parts: Parts, bot: Bot): Respond {
  const { config, agents, model, clients, stores, prices, clock, log } = parts;
  const { botToken: token, apiUrl } = config.slack;
  const files = createSlackFiles({ token, apiUrl, lookup: clients.lookup, log });
  const reviewers = createReviewers();
  const apiDesk = { review: reviewers.reviewApi, files, clock };
  const erDiagram = createErPicture(reviewers.diagrams);
  const schemaDesk = { review: reviewers.reviewSchema, erDiagram, files, clock };
  const tools = parts.around.tools(createToolbox(reviewers, prices, stores.decisions));
  const requirements = createRequirements(stores.channels);
  const client = clients.lookup;
  const readEarlier = createReadEarlier({ client, botUserId: bot.userId, clock });
  const { repositories, gatherBackground } = createBackground({ ...parts, readEarlier });
  const specialist = consultWith({ ...parts, tools, reviewers, files });
  const asking = createConsultSpecialistTool({ agents, consult: specialist });
  const consult = withBackground(
    consultWith({ ...parts, tools: [...tools, ...parts.around.tools([asking])], reviewers, files }),
    gatherBackground,
  );
  const allowance = createAllowance({ limits: config.budgets, ledger: stores.ledger, clock });
  const permalink = createPermalink(bot.url);
  const canvases = createCanvases({ client, workspaceUrl: bot.url, clock, log });
  return createRespond({
    agents,
    dispatch: createDispatching(parts),
    requests: {
      ...createThreadRequests({
        ...parts,
        ...stores,
        files,
        repositories,
        permalink,
        canvases,
        tame: createTame(approvedHosts(config, bot)),
        consult,
        allowance,
      }),
      ...createSchemaRequests(schemaDesk, { hasModel: model.available }),
      'forget-requirements': (turn) => requirements.forget(turn),
    },
    requirements,
    gatherBackground,
    hasModel: model.available,
    alone: model.available ? [] : [createSchemaAlone(schemaDesk), createApiAlone(apiDesk)],
    consult,
    allowance,
    help: (decision) => helpText(decision, agents.list()),
    clock,
  });
}

/** Who answers a turn, of the agents as they are then. */
function createDispatching({ config, agents, model, clock, log }: Parts): RespondDeps['dispatch'] {
  const decideAgent = createDispatch({ model, clock, log });
  return ({ claim, question, lease }, mayAsk) =>
    decideAgent(
      {
        messages: question.messages,
        conversation: claim.conversation,
        agents: agents.list(),
        defaultAgent: config.agents.default,
        mayAsk,
      },
      lease.signal,
    );
}
