/** One key on the way to a place in a contract. */
export interface Step {
  readonly key: string;
  /** Given by the author (a property called "example"), not a word of the format. */
  readonly isName: boolean;
}

/** Tells the format's own words from the names that authors give: both may be "example", "type" or "responses". */
export function stepsOf(path: readonly (string | number)[]): readonly Step[] {
  const steps: Step[] = [];
  for (const key of path.map(String)) {
    const holder = steps.at(-1);
    const isName = holder !== undefined && !holder.isName && named.test(holder.key);
    steps.push({ key, isName });
  }
  return steps;
}

/** What maps names to things, in OpenAPI 3, Swagger 2, JSON Schema and AsyncAPI. An index of a list counts as a name. */
const named =
  /^(?:(?:patternP|p)roperties|dependent(?:Schemas|Required)|dependencies|\$defs|definitions|schemas|mapping|paths|pathItems|webhooks|parameters|requestBodies|responses|headers|content|encoding|links|callbacks|securitySchemes|scopes|variables|channels|messages)$/;
