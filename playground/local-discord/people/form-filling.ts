// How a person fills in a form: what the client checks, and what it sends.
import { ComponentType } from 'discord-api-types/v10';
import { codePoints } from '../form.ts';
import { fieldsOf } from '../interactions/callback-form.ts';
import type { Modal, TextInput } from '../interactions/callback-form.ts';
import type { Select } from '../messages/selects.ts';
import { NotPossible } from './not-possible.ts';

/** By custom id: a text, or what is chosen in a menu. What is not named stays as the form shows it. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>;

export interface FillInOptions {
  values: FormValues;
  /** Throws NotPossible when the menu does not offer these. */
  resolve: (menu: Select, ids: readonly string[]) => { resolved?: Record<string, object> };
}

/** Throws NotPossible when the client would not send the form. */
export function fillIn(modal: Modal, { values, resolve }: FillInOptions): object {
  let resolved: Record<string, object> = {};
  const answers = fieldsOf(modal).map((field, index) => {
    const value = values[field.custom_id];
    if (field.type === ComponentType.TextInput)
      return inLabel(index, textOf(field, typeof value === 'string' ? value : field.value));
    const ids = typeof value === 'object' ? value : preset(field);
    resolved = { ...resolved, ...resolve(field, ids).resolved };
    return inLabel(index, { type: field.type, custom_id: field.custom_id, values: ids });
  });
  return { components: answers, ...(Object.keys(resolved).length > 0 && { resolved }) };
}

function textOf(input: TextInput, value = ''): object {
  const length = codePoints(value);
  const isMissing = (input.required ?? true) && length === 0;
  const isShort = length > 0 && length < (input.min_length ?? 0);
  if (isMissing || isShort || length > (input.max_length ?? 4000))
    throw new NotPossible(`"${input.custom_id}" has ${length} characters`);
  return { type: input.type, custom_id: input.custom_id, value };
}

function preset(menu: Select): string[] {
  if (!('options' in menu)) return (menu.default_values ?? []).map(({ id }) => id);
  return menu.options.filter((option) => option.default).map(({ value }) => value);
}

function inLabel(index: number, component: object): object {
  const id = index * 2 + 1;
  return { type: ComponentType.Label, id, component: { ...component, id: id + 1 } };
}
