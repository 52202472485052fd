/**
 * First questions that Slack offers in the messages tab; the manifest carries the same ones. At most four, and whole:
 * Slack sends one as it stands when somebody chooses it.
 */
export const suggestedPrompts = [
  {
    title: 'Review a schema',
    message: 'Please review our database schema. What do you need from me?',
  },
  {
    title: 'Design a system',
    message: 'Help me design a new service, and ask me first what you need to know.',
  },
  {
    title: 'Compare two options',
    message: 'REST or GraphQL for our public API: how do we decide?',
  },
  {
    title: 'Find the bottleneck',
    message: 'An endpoint gets slower as our data grows. Where do we look first?',
  },
] as const;
