import type { Files } from '../core/file.ts';
import type { IncomingMessage } from '../core/message.ts';
import { earlierOf } from './versions.ts';
import { contractKinds, type ContractKind } from '../review/api/api-review.ts';
import { detectContract } from '../review/api/detect.ts';
import type { Contract, ContractText } from '../review/api/documents.ts';

/** A message, new or of the transcript, as far as it may bring a contract. */
type Brought = Pick<IncomingMessage, 'kind' | 'text' | 'files'>;

/**
 * The contracts that people brought: files that are one, code blocks, and the pasted text of `/api-review`. Two of a
 * kind that are named as an earlier and a later version are one contract with its past. Empty when there is none.
 */
export async function apiSources(
  messages: readonly Brought[],
  files: Files,
  signal: AbortSignal,
): Promise<readonly Contract[]> {
  const shared = messages
    .flatMap((message) => message.files)
    .filter(({ name }) => mayBeContract(name));
  const read = await Promise.all(
    shared.map(async (file) => {
      const content = await files.read(file, signal);
      if (content.kind !== 'text') return [];
      const { text, truncatedBytes } = content;
      return [{ name: file.name, text, truncatedBytes }];
    }),
  );
  const found = read.flat().filter(({ name, text }) => detectContract(text, name) !== null);
  return asVersions([...messages.flatMap(pasted), ...found.map((contract) => alone(contract))]);
}

/** A YAML file may be anything: its text decides. */
function mayBeContract(name: string): boolean {
  return /\.(ya?ml|json|graphqls?|gql|proto)$/i.test(name);
}

function pasted({ kind, text }: Brought): readonly Contract[] {
  const blocks = [...text.matchAll(/```\w*\n?([\s\S]*?)```/g)].map(([, code = '']) => code);
  const contracts = blocks.filter((block) => detectContract(block) !== null);
  if (contracts.length > 0) return contracts.map((code) => alone({ name: 'pasted', text: code }));
  const [, choice, rest = text] = /^Format: (\w+)\n\n([\s\S]*)$/.exec(text) ?? [];
  const format = contractKinds.find((one) => one === choice?.toLowerCase()) ?? null;
  // The command's text is a contract because it was given to that command, if not a file was named in it.
  const isMeant = kind === 'api-review' && !FILE_REVIEW.test(text);
  if (detectContract(rest) === null && !(isMeant && (format !== null || rest.includes('\n'))))
    return [];
  return [alone({ name: 'pasted', text: rest }, format)];
}

/** What `/api-review` stores where it took a file. */
const FILE_REVIEW = /^Review the API contract in the file /;

function alone(contract: ContractText, format: ContractKind | null = null): Contract {
  return { contract, previous: null, format };
}

function asVersions(contracts: readonly Contract[]): readonly Contract[] {
  const [one, two] = contracts;
  if (contracts.length !== 2 || one === undefined || two === undefined) return contracts;
  const kinds = [one, two].map(({ contract }) => detectContract(contract.text, contract.name));
  if (kinds[0] !== kinds[1]) return contracts;
  const earlier = earlierOf(one.contract.name, two.contract.name);
  if (earlier === null) return contracts;
  return earlier === 0
    ? [{ ...two, previous: one.contract }]
    : [{ ...one, previous: two.contract }];
}
