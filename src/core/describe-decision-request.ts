import type { DescribedRequest } from './describe-request.ts';
import type { RequestOf } from './request.ts';

type DecisionRequest = RequestOf<
  | 'save-decision'
  | 'change-decision'
  | 'supersede-decision'
  | 'revisit-decision'
  | 'post-decision'
  | 'export-decisions'
  | 'import-decisions'
  | 'set-context'
  | 'remove-context'
  | 'second-opinion'
  | 'panel'
  | 'run-panel'
>;

/** In words: what is about the decision log, the channel's context, and other opinions. */
export function describeDecisionRequest(request: DecisionRequest): DescribedRequest {
  switch (request.type) {
    case 'save-decision':
      return { did: 'saves this as a decision.', text: 'Save the answer as a decision.' };
    case 'change-decision':
      return about(request.number, `to be ${request.to}`);
    case 'supersede-decision':
      return about(request.number, `to take the place of decision ${request.older}`);
    case 'revisit-decision': {
      const text = `Decision ${request.number} said to look again now.`;
      return { did: `is reminded of decision ${request.number}.`, text };
    }
    case 'post-decision': {
      const text = `Post decision ${request.number}.`;
      return { did: `asked for decision ${request.number}.`, text };
    }
    case 'export-decisions':
      return { did: 'asked for the decision log as files.', text: 'Export all decisions.' };
    case 'import-decisions':
      return { did: 'asked to import decisions.', text: 'Import the decisions in the file.' };
    case 'set-context':
      return setContext(request);
    case 'remove-context':
      return {
        did: 'removes the project context of this channel.',
        text: 'Remove the project context of this channel.',
      };
    case 'second-opinion':
      return secondOpinion(request);
    case 'panel':
      return { did: 'asked for a panel.', text: 'Ask a panel of specialists.' };
    case 'run-panel':
      return { did: 'lets the panel begin.', text: `Run the panel: ${request.agents.join(', ')}.` };
  }
}

function about(number: number, what: string): DescribedRequest {
  return { did: `wants decision ${number} ${what}.`, text: `Change decision ${number} ${what}.` };
}

function setContext({ repository }: RequestOf<'set-context'>): DescribedRequest {
  const from = repository === undefined ? 'the file' : repository.name;
  return {
    did: `gives this channel its project context, from ${from}.`,
    text: `Use ${from} as the project context of this channel.`,
  };
}

function secondOpinion({ agent }: RequestOf<'second-opinion'>): DescribedRequest {
  const whose = agent ?? 'another agent';
  return {
    did: `asked ${whose} for a second opinion.`,
    text: `Give a second opinion on the question above: ${whose}.`,
  };
}
