import type { Topic } from './topic.ts';

export const security: readonly Topic[] = [
  {
    id: 'access',
    title: 'Who may do what',
    cues: [
      'authenticat',
      'authoriz',
      'authoris',
      'oauth',
      'oidc',
      'jwt',
      'login',
      'session',
      'permission',
      'rbac',
      'access control',
      'token',
      'sso',
    ],
    checklist: [
      'Sign-in is left to a proven provider; the authorisation-code flow is used with PKCE.',
      'Access tokens are short, their audience and issuer are checked, and they can be taken back.',
      'Rights are checked at the object, on the server, in one place, and denied by default.',
      'Changing somebody else’s id in a request is a test.',
      'Machines have identities of their own, with as little as they need.',
    ],
    patterns: [
      {
        name: 'Server-side session',
        when: 'Browser apps of your own',
        costs: 'A store; easy to end',
      },
      {
        name: 'Short JWT with refresh',
        when: 'Several services check it',
        costs: 'Valid until it ends',
      },
      {
        name: 'Relation-based rights',
        when: 'Sharing, groups, hierarchies',
        costs: 'A service and its consistency',
      },
    ],
    questions: [
      { ask: 'Who signs in: staff, customers, machines, partners?', assume: 'customers and staff' },
      { ask: 'How fast must a right that was withdrawn be gone?', assume: 'within minutes' },
    ],
    sources: [
      'RFC 9700, Best Current Practice for OAuth 2.0 Security',
      'OWASP API Security Top 10 (2023)',
      'NIST SP 800-63B',
    ],
  },
  {
    id: 'input',
    title: 'Input that attacks',
    cues: [
      'sql injection',
      'injection',
      'xss',
      'ssrf',
      'validat',
      'sanitiz',
      'owasp',
      'upload',
      'deserial',
      'vulnerab',
      'security review',
      'threat',
    ],
    checklist: [
      'Queries take parameters; names of columns come from a list.',
      'Input is parsed at the edge into types with limits, and what is unknown is refused.',
      'Addresses that users give are fetched by a proxy that reaches nothing inside.',
      'Uploads are limited, stored under names of our own, and served from another origin.',
      'What goes out is escaped for where it goes.',
    ],
    patterns: [
      {
        name: 'Threat model on one page (STRIDE)',
        when: 'A new entry or a new trust boundary',
        costs: 'An hour with the team',
      },
      {
        name: 'Egress proxy with a list',
        when: 'Webhooks, previews, imports by URL',
        costs: 'One more hop',
      },
    ],
    questions: [
      {
        ask: 'Which input comes from outside, and where does it end up?',
        assume: 'a public web form and an API',
      },
    ],
    sources: [
      'OWASP Top 10',
      'OWASP Application Security Verification Standard',
      'OWASP Cheat Sheet Series',
    ],
  },
  {
    id: 'secrets-and-data',
    title: 'Secrets and personal data',
    cues: [
      'secret',
      'encrypt',
      'gdpr',
      'pii',
      'personal data',
      'compliance',
      'hipaa',
      'pci',
      'audit',
      'retention',
      'key rotation',
      'password',
    ],
    checklist: [
      'It is known which personal data is held, why, where, and until when; and a person’s data can be exported and deleted.',
      'Secrets live in a store, are rotated without a deploy, and never in code, images or logs.',
      'Data is encrypted on the wire and at rest; what is worst to lose also in its column, with keys elsewhere.',
      'Passwords are hashed with argon2id or bcrypt.',
      'Access to data by people is logged where they cannot change it.',
    ],
    patterns: [
      {
        name: 'Tokenisation',
        when: 'Cards and ids that most systems need not see',
        costs: 'A vault',
      },
      {
        name: 'Crypto-shredding',
        when: 'Deleting from backups and logs',
        costs: 'A key for each subject',
      },
    ],
    questions: [
      { ask: 'Which law or contract applies (GDPR, PCI DSS, HIPAA, SOC 2)?', assume: 'GDPR' },
      {
        ask: 'For how long must, and may, data be kept?',
        assume: 'while the account exists, invoices ten years',
      },
    ],
    sources: [
      'Regulation (EU) 2016/679 (GDPR), articles 5, 17, 25',
      'OWASP Password Storage Cheat Sheet',
      'PCI DSS 4.0',
    ],
  },
];
