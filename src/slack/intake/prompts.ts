/** First questions that Slack offers in the messages tab; the manifest carries the same ones. At most four. */
export const suggestedPrompts = [
  { title: 'Review a schema', message: 'Review this schema: ' },
  { title: 'Design a system', message: 'Help me design a system that ' },
  { title: 'Compare two options', message: 'Which fits us better, and why: ' },
  { title: 'Find the bottleneck', message: 'This is slow, where do I look first? ' },
] as const;
