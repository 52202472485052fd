import type { Entries, UploadedFile } from '../wire.ts';
import { readUpload } from './upload.ts';
import { pickedBy } from './view/blocks/options.ts';

/** A form knows one name a field; a view knows two ids. */
export function fieldName(blockId: string, actionId: string): string {
  return `${blockId}\n${actionId}`;
}

/** What stands in the fields; several values of one field (checkboxes, files) as several. */
export async function valuesOf(form: HTMLFormElement): Promise<Entries> {
  const values: Record<string, Record<string, Entries[string][string]>> = {};
  const data = new FormData(form);
  for (const name of new Set(data.keys())) {
    // A browser sends the line break as CR LF.
    const [blockId = '', actionId = ''] = name.split(/\r?\n/);
    if (actionId === '') continue;
    const field = form.elements.namedItem(name);
    const type = field instanceof HTMLInputElement ? field.type : '';
    const entry = type === 'file' ? await filesIn(data.getAll(name)) : textsIn(data, name, type);
    values[blockId] = { ...values[blockId], [actionId]: entry };
  }
  return values;
}

function textsIn(data: FormData, name: string, type: string): string | readonly string[] {
  const all = data
    .getAll(name)
    .flatMap((value) => (typeof value === 'string' ? pickedBy(type, value) : []));
  return all.length === 1 ? (all[0] ?? '') : all;
}

/** A field without a file holds one of no name. */
function filesIn(entries: readonly FormDataEntryValue[]): Promise<readonly UploadedFile[]> {
  const files = entries.filter((entry) => entry instanceof File && entry.name !== '');
  return Promise.all(files.filter((entry) => entry instanceof File).map(readUpload));
}
