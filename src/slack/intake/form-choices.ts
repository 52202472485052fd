import type { ThreadRequest } from '../../core/request.ts';
import { FORM_BLOCK, formFieldId } from '../callbacks.ts';
import type { BlockAction } from './delivery.ts';

/**
 * The request of a form's button with what was chosen in its menus: the button knows the questions and what is assumed
 * of each; what was chosen is no assumption any more.
 */
export function withChoices(request: ThreadRequest, state: BlockAction['state']): ThreadRequest {
  if (request.type !== 'answer-questions') return request;
  const chosen = state?.values[FORM_BLOCK] ?? {};
  const fields = request.assumed.map((field) => ({
    field,
    entered: chosen[formFieldId(field.id)]?.selected_option?.value,
  }));
  return {
    ...request,
    answers: [
      ...request.answers,
      ...fields.flatMap(({ field, entered }) =>
        entered === undefined ? [] : [{ ...field, text: entered }],
      ),
    ],
    assumed: fields.flatMap(({ field, entered }) => (entered === undefined ? [field] : [])),
  };
}
