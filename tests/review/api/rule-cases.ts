import { expect, test } from '@jest/globals';

/** For each rule what must make it speak, and what is near to it and must not. */
export type RuleCases<Input> = Readonly<
  Record<string, { readonly speaks: readonly Input[]; readonly silent: readonly Input[] }>
>;

/** Tests that every rule has such cases, and that each of them holds. `found` gives the ids of what was found. */
export function testRules<Input>(
  rules: readonly { readonly id: string }[],
  cases: RuleCases<Input>,
  found: (input: Input) => readonly string[],
): void {
  test('have a case each where they speak and one where they must not', () => {
    expect(Object.keys(cases).toSorted()).toEqual(rules.map(({ id }) => id).toSorted());
    for (const { speaks, silent } of Object.values(cases))
      expect([speaks, silent]).not.toContainEqual([]);
  });

  test.each(Object.entries(cases))('%s', (id, { speaks, silent }) => {
    for (const [index, input] of speaks.entries())
      expect({ index, input, found: found(input) }).toEqual({
        index,
        input,
        found: expect.arrayContaining([id]),
      });
    for (const [index, input] of silent.entries())
      expect({ index, input, found: found(input) }).toEqual({
        index,
        input,
        found: expect.not.arrayContaining([id]),
      });
  });
}
