import type { Topic } from './topic.ts';

export const designing: readonly Topic[] = [
  {
    id: 'decisions',
    title: 'Comparing options and deciding',
    rule: 'Decide fast what is easy to undo, and with care what is not. Doing nothing is an option with a price.',
    cues: [
      'trade-off',
      'tradeoff',
      'compare',
      'versus',
      'pros and cons',
      'which one',
      'which option',
      'our options',
    ],
    checklist: [
      'Doing nothing is one of the options, with its price.',
      'Each option is held against the same stated requirements.',
      'It is said how hard the way back is: what is easy to undo is decided fast.',
      'The record names context, decision, consequences, and when to look at it again.',
    ],
    patterns: [
      {
        name: 'Architecture decision record',
        when: 'A newcomer would ask why',
        costs: 'A page, written the same day',
      },
      {
        name: 'Spike with a question and an end',
        when: 'The options differ in something measurable',
        costs: 'Days; code that is thrown away',
      },
    ],
    questions: [
      { ask: 'Which two requirements would you not give up?', assume: 'none stated' },
      {
        ask: 'By when must it be decided, and what does waiting cost?',
        assume: 'within the quarter',
      },
    ],
    sources: [
      'Michael Nygard, “Documenting Architecture Decisions”',
      'MADR, Markdown Architectural Decision Records',
      'SEI, Architecture Tradeoff Analysis Method',
    ],
  },
  {
    id: 'decision-records',
    title: 'Writing a decision down',
    rule: 'One page, written the day it is decided: the situation with its numbers, the options with their price (doing nothing is one), the decision as “we will …”, what gets better and worse, and the sign to look again. It has a number and is never edited: a later one replaces it.',
    cues: [
      'adr',
      'decision record',
      'decision log',
      'write down a decision',
      'document decisions',
      'document our decisions',
      'rfc process',
      'design doc',
    ],
    checklist: [
      'A newcomer understands from it alone why the other options lost.',
      'It stands beside the code or where everybody looks, and is found by its words.',
      'Consequences name what gets worse, and who carries it.',
      'It says who decided, when, and what would make you decide again.',
      'Only what is hard to undo, or what people ask about twice, gets one.',
    ],
    patterns: [
      { name: 'Nygard’s five headings', when: 'Most decisions', costs: 'An hour' },
      {
        name: 'MADR, with options and their arguments',
        when: 'Several sound options',
        costs: 'Half a day',
      },
      {
        name: 'RFC with a date',
        when: 'Several teams must live with it',
        costs: 'Weeks; somebody has to end it',
      },
    ],
    questions: [
      {
        ask: 'Who will read it in two years, and what will he ask?',
        assume: 'a newcomer; why not the obvious',
      },
    ],
    sources: [
      'Michael Nygard, “Documenting Architecture Decisions”',
      'MADR, Markdown Architectural Decision Records',
    ],
  },
  {
    id: 'whole-design',
    title: 'Designing a system',
    rule: 'Begin with one deployable and one relational database; each further part needs a number that asks for it.',
    cues: [
      'architecture',
      'greenfield',
      'from scratch',
      'where do i start',
      'where to start',
      'where do we start',
      'first backend',
      'design a ',
      'design an ',
      'design our',
      'design the',

      'system design',
      'high-level design',
      'build a system',
      'build a service',
      'build a platform',
      'build a backend',
      'build an app',
      'tech stack',
      'how would you build',
      'entwirf',
      'concevoir',
      'diseñ',
      'need to build',
      'want to build',
      'our architecture',
      'my architecture',
      'the architecture',
    ],
    checklist: [
      'The few flows that matter are written down, from the caller to the last write, with who may fail on the way.',
      'Each kind of data has one owner and one home; copies say how old they may be.',
      'The load, the growth and the targets are numbers, and the design is held against them.',
      'It begins with as few parts as carry the first year; each further one has a reason with a number.',
      'For each part it is said what happens without it, and how one would notice.',
      'What is hard to undo (data, public interfaces, vendors) is decided with care, the rest fast.',
    ],
    patterns: [
      {
        name: 'One deployable, modules inside, one relational database',
        when: 'One or two teams, up to a few thousand requests a second',
        costs: 'Discipline at the modules’ borders',
      },
      {
        name: 'The same with a queue and workers beside it',
        when: 'Slow or bursty work, outside systems',
        costs: 'Repeats to bear, lag to watch',
      },
      {
        name: 'Services by capability',
        when: 'Teams block each other, or parts scale or fail apart',
        costs: 'Network, operations, consistency between services',
      },
    ],
    questions: [
      {
        ask: 'Which three flows must never go wrong, and what does it cost when they do?',
        assume: 'those that take money or orders',
      },
      {
        ask: 'What is already there that it must fit into?',
        assume: 'a relational database and one cloud region',
      },
    ],
    sources: [
      'Simon Brown, The C4 Model',
      'Ford, Richards, Sadalage, Dehghani, Software Architecture: The Hard Parts',
      'Martin Kleppmann, Designing Data-Intensive Applications',
    ],
  },
];
