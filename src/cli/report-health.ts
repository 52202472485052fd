import { writeDiagnoses } from '../doctor/diagnosis.ts';
import { examine } from '../doctor/examine.ts';
import type { ExitCode } from './exit.ts';
import { loadEnvFile } from './process.ts';
import type { Terminal } from './terminal.ts';

/** `architect doctor`. */
export async function reportHealth(
  { json }: { readonly json?: true },
  terminal: Terminal,
): Promise<ExitCode> {
  loadEnvFile();
  const diagnoses = await examine(terminal.env, process.versions.node);
  await terminal.print(
    json ? `${JSON.stringify(diagnoses, null, 2)}\n` : `${writeDiagnoses(diagnoses)}\n`,
  );
  return diagnoses.some(({ condition }) => condition === 'fail') ? 1 : 0;
}
