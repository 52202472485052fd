import type { Entry } from '../../../wire.ts';

/** Something in a block was pressed or chosen. Resolves when the app has taken it. */
export type OnPress = (press: Press) => Promise<boolean>;

interface Press {
  readonly actionId: string;
  readonly blockId?: string | undefined;
  readonly value?: Entry | undefined;
}
