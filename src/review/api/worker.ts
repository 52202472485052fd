import type { SandboxedWork } from '../../core/sandbox.ts';
import { reviewContract } from './review-contract.ts';
import { apiAssignment } from './worker-protocol.ts';

/** The review inside the sandbox child. */
export const run: SandboxedWork = async (input, note) => {
  const assignment = apiAssignment.parse(input);
  note({ phase: 'review' });
  return reviewContract(assignment);
};
