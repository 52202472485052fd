import { FORM_PHRASE, type FormQuestion } from '../../core/reply.ts';
import { type Fact, facts } from './facts.ts';

/** What is asked of each fact. Each default is the modest middle: a design for it is seldom wrong, and says so. */
const questions: Readonly<Record<Fact, Omit<FormQuestion, 'id'>>> = {
  load: {
    label: 'Load',
    question: 'How busy is it at its peak?',
    options: ['10 requests/s', '100 requests/s', '1,000 requests/s', '10,000 requests/s'],
    default: '100 requests/s',
  },
  data: {
    label: 'Data',
    question: 'How much data is there, and how fast does it grow?',
    options: [
      '1 GB, slow growth',
      '50 GB, doubling in a year',
      '1 TB, doubling in a year',
      '10 TB or more',
    ],
    default: '50 GB, doubling in a year',
  },
  targets: {
    label: 'Targets',
    question: 'Which latency and availability are promised?',
    options: [
      'none promised',
      'p95 below 1 s, 99.5 % available',
      'p95 below 300 ms, 99.9 % available',
      'p99 below 100 ms, 99.99 % available',
    ],
    default: 'p95 below 300 ms, 99.9 % available',
  },
  stack: {
    label: 'Stack',
    question: 'What does it have to fit into?',
    options: [
      'PostgreSQL and containers in one cloud region',
      'MySQL and virtual machines',
      'Serverless on one cloud provider',
      'Kubernetes with a message broker',
      'Nothing yet',
    ],
    default: 'PostgreSQL and containers in one cloud region',
  },
  consistency: {
    label: 'Consistency',
    question: 'How soon must everybody see the same?',
    options: [
      'At once, for everything',
      'At once for money and stock, seconds elsewhere',
      'Seconds later is fine',
      'Minutes later is fine',
    ],
    default: 'At once for money and stock, seconds elsewhere',
  },
  team: {
    label: 'Team',
    question: 'Who builds and runs it?',
    options: ['1–2 engineers', '3–8 engineers', 'Several teams', 'Teams with a platform team'],
    default: '3–8 engineers',
  },
  compliance: {
    label: 'Compliance',
    question: 'Which rules apply?',
    options: ['None', 'GDPR', 'GDPR, data stays in the EU', 'PCI DSS', 'HIPAA'],
    default: 'GDPR',
  },
  budget: {
    label: 'Budget',
    question: 'What may it cost to run?',
    options: ['Below $500 a month', 'Below $5,000 a month', 'Below $50,000 a month', 'No limit'],
    default: 'Below $5,000 a month',
  },
};

/** More is an interrogation. */
const MOST_QUESTIONS = 5;

/** The questions for what is not known, the most telling first. */
export function questionsFor(stated: ReadonlySet<Fact>): readonly FormQuestion[] {
  return facts
    .filter((fact) => !stated.has(fact))
    .slice(0, MOST_QUESTIONS)
    .map((fact) => ({ id: fact, ...questions[fact] }));
}

/** The form in words: for those who see no buttons, and for the transcript. */
export function writeQuestions(form: readonly FormQuestion[]): string {
  const lines = form.map(
    ({ label, question, default: value }) =>
      `- **${label}:** ${question} _Else I assume: ${value}._`,
  );
  const count = form.length === 1 ? 'One thing' : `${form.length} things`;
  return [
    `${count} ${FORM_PHRASE}, and nobody has said them yet. Choose what you know below and send it; or just write, in your own words. What stays open I assume, list as assumed, and you can contradict it at any time.`,
    lines.join('\n'),
  ].join('\n\n');
}
