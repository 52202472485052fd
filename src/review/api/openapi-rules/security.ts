import { at, child, items, text, textOf } from '../document/node.ts';
import type { Hit, Rule } from '../rule.ts';
import type { OpenApi } from '../openapi/contract.ts';
import { changesState, declares } from '../openapi/operation-shape.ts';
import type { Operation } from '../openapi/operation.ts';
import { wordsOf } from '../openapi/path-words.ts';
import { propertiesOf, schemasBeneath } from '../openapi/schema.ts';

const OWASP = 'https://owasp.org/API-Security/editions/2023/en';

/** Who may call, and what leaks. */
export const securityRules: readonly Rule<OpenApi>[] = [
  {
    id: 'api.auth_undeclared',
    severity: 'warn',
    confidence: 'proved',
    why: 'Nothing says who may call it, and what is not said is open in generated servers and gateways.',
    source: `${OWASP}/0xa2-broken-authentication/`,
    fix: 'Declare security for the whole document, and security: [] on what is meant to be public.',
    check: ({ operations, root }) => {
      const open = operations.filter(({ access }) => access === 'undeclared');
      if (open.length === 0) return [];
      if (open.length === operations.length)
        return [{ where: 'all operations', at: root.pointer, detail: `${open.length} operations` }];
      return open.map(hit);
    },
  },
  {
    id: 'api.public_write',
    severity: 'warn',
    confidence: 'heuristic',
    why: 'It changes something and is declared open to everybody.',
    source: `${OWASP}/0xa2-broken-authentication/`,
    fix: 'Ask for authentication, or limit the rate and say in the description why it is public.',
    check: ({ operations }) =>
      operations
        .filter(
          (operation) =>
            changesState(operation) &&
            (operation.access === 'public' || operation.access === 'optional'),
        )
        .filter(({ path }) => !MEANT_PUBLIC.test(path))
        .map(hit),
  },
  {
    id: 'api.unauthorized_undeclared',
    severity: 'info',
    confidence: 'proved',
    why: 'It needs a caller who is known, and does not say what an unknown one gets.',
    source: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2',
    fix: 'Declare 401, and 403 where rights differ; once under components, referred to everywhere.',
    check: ({ operations }) =>
      operations
        .filter(({ access }) => access === 'required')
        .filter((operation) => !declares(operation, '401') && !declares(operation, '403'))
        .map(hit),
  },
  {
    id: 'api.auth_basic',
    severity: 'warn',
    confidence: 'proved',
    why: 'Basic sends the password itself with every request, and cannot be narrowed or expired.',
    source: 'https://www.rfc-editor.org/rfc/rfc7617#section-4',
    fix: 'Use tokens that expire: OAuth 2, or signed API keys in a header.',
    check: ({ schemes }) =>
      schemes
        .filter(({ type }) => type === 'basic')
        .map(({ name, node }) => ({ where: name, at: node.pointer })),
  },
  {
    id: 'api.auth_key_in_query',
    severity: 'warn',
    confidence: 'proved',
    why: 'A key in the address ends up in access logs, browser histories and referrers.',
    source: 'https://www.rfc-editor.org/rfc/rfc6750#section-2.3',
    fix: 'Take the key in a header.',
    check: ({ schemes }) =>
      schemes
        .filter((scheme) => scheme.type === 'apiKey' && scheme.in === 'query')
        .map(({ name, node }) => ({ where: name, at: node.pointer })),
  },
  {
    id: 'api.auth_oauth_flow',
    severity: 'warn',
    confidence: 'proved',
    why: 'The implicit and the password grant are withdrawn: tokens leak through addresses, and passwords through clients.',
    source: 'https://www.rfc-editor.org/rfc/rfc9700#section-2.1.2',
    fix: 'Use the authorization code with PKCE; client credentials between services.',
    check: ({ schemes }) =>
      schemes.flatMap(({ name, node, flows }): Hit[] => {
        const old = flows.filter((flow) => flow === 'implicit' || flow === 'password');
        return old.length === 0 ? [] : [{ where: name, at: node.pointer, detail: old.join(', ') }];
      }),
  },
  {
    id: 'api.secret_in_address',
    severity: 'warn',
    confidence: 'heuristic',
    why: 'A secret in the address ends up in access logs, browser histories and referrers.',
    source: `${OWASP}/0xa2-broken-authentication/`,
    fix: 'Take it in the body or in a header.',
    check: ({ operations }) =>
      operations.flatMap(({ name, parameters }) =>
        parameters
          .filter((one) => one.in === 'query' && SECRET.test(wordsOf(one.name).join('')))
          .map((one): Hit => ({ where: name, at: one.node.pointer, detail: `"${one.name}"` })),
      ),
  },
  {
    id: 'api.secret_in_response',
    severity: 'error',
    confidence: 'heuristic',
    why: 'An answer carries a password or a card’s check digits: whoever reads it, logs included, has it.',
    source: `${OWASP}/0xa3-broken-object-property-level-authorization/`,
    fix: 'Leave it out of responses, or mark it writeOnly.',
    check: (contract) => secretsInResponses(contract),
  },
  {
    id: 'api.server_insecure',
    severity: 'warn',
    confidence: 'proved',
    why: 'Requests travel in the clear, credentials included.',
    source: `${OWASP}/0xa8-security-misconfiguration/`,
    fix: 'Name https servers only; http is for localhost.',
    check: ({ root, isSwagger }) => (isSwagger ? insecureSchemes(root) : insecureServers(root)),
  },
];

const MEANT_PUBLIC =
  /log-?in|sign-?(in|up|out)|register|registration|token|oauth|auth|password|session|webhook|callback|verify|verification|contact|subscribe|invit|public|health|ping|otp|sso|saml/i;

const SECRET =
  /^(password|passwd|pwd|apikey|apitoken|accesstoken|secret|clientsecret|secretkey|authtoken)$/;

const NEVER_SHOWN =
  /^(password|passwd|passwordhash|hashedpassword|passwordsalt|passworddigest|encryptedpassword|cvv|cvc|cvv2)$/;

function hit({ name, node }: Operation): Hit {
  return { where: name, at: node.pointer };
}

function secretsInResponses({ operations, resolve }: OpenApi): readonly Hit[] {
  const told = new Map<string, Hit>();
  for (const { name, responses } of operations) {
    for (const { schema } of responses.flatMap(({ content }) => content)) {
      for (const { schema: inner } of schemasBeneath(schema, resolve)) {
        for (const [key, raw] of propertiesOf(inner, resolve)) {
          const isHidden =
            child(resolve(raw), 'writeOnly').value === true ||
            child(raw, 'writeOnly').value === true;
          const isText = text(resolve(raw), 'type') === 'string';
          if (isText && !isHidden && NEVER_SHOWN.test(wordsOf(key).join('')))
            told.set(raw.pointer, { where: name, at: raw.pointer, detail: `"${key}"` });
        }
      }
    }
  }
  return [...told.values()];
}

function insecureSchemes(root: OpenApi['root']): readonly Hit[] {
  const schemes = items(child(root, 'schemes')).map(textOf);
  const isLocal = /^(localhost|127\.)/.test(text(root, 'host') ?? 'localhost');
  return schemes.includes('http') && !isLocal
    ? [
        {
          where: text(root, 'host') ?? '',
          at: `${root.pointer}/schemes`,
          detail: schemes.includes('https') ? 'http beside https' : 'http only',
        },
      ]
    : [];
}

function insecureServers(root: OpenApi['root']): readonly Hit[] {
  return items(at(root, 'servers')).flatMap((server): Hit[] => {
    const url = text(server, 'url') ?? '';
    const isLocal =
      /^(http|ws):\/\/(localhost|127\.|0\.0\.0\.0|\[::1\]|[\w-]+(:\d+)?(\/|$)|\{)/.test(url);
    return /^(http|ws):\/\//.test(url) && !isLocal ? [{ where: url, at: server.pointer }] : [];
  });
}
