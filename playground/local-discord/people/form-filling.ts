// How a person fills in a form: what the client checks, and what it sends.
import { ComponentType } from 'discord-api-types/v10';
import { codePoints } from '../form.ts';
import { fieldOf } from '../interactions/callback-form.ts';
import type { FileUpload, FormField, Modal, TextInput } from '../interactions/callback-form.ts';
import { choosingOf } from '../messages/selects.ts';
import type { Select } from '../messages/selects.ts';
import { NotPossible } from './not-possible.ts';
import type { PersonFile, Uploads } from './person-file.ts';

/**
 * By custom id: a text, what is chosen in a menu, or files. What is not named stays as the form shows it.
 */
export type FormValues = Readonly<Record<string, string | readonly (string | PersonFile)[]>>;

export interface FillInOptions {
  values: FormValues;
  /** Throws NotPossible when the menu does not offer these. */
  resolve: (menu: Select, ids: readonly string[]) => { resolved?: Record<string, object> };
  uploads: Uploads;
}

/** Throws NotPossible when the client would not send the form. */
export function fillIn(modal: Modal, { values, resolve, uploads }: FillInOptions): object {
  let resolved: Record<string, object> = {};

  const answer = (field: FormField): object => {
    const value = values[field.custom_id];
    const listed = typeof value === 'object' ? value : undefined;
    const { type, custom_id: id } = field;
    if (type === ComponentType.TextInput)
      return textOf(field, typeof value === 'string' ? value : field.value);
    if (type === ComponentType.FileUpload) {
      const files = filesOf(field, listed);
      return { type, custom_id: id, values: files.map(uploads.upload) };
    }
    const ids = listed?.filter((item) => typeof item === 'string') ?? preset(field);
    resolved = { ...resolved, ...resolve(field, ids).resolved };
    return { type, custom_id: id, values: ids };
  };

  const components = modal.components.map((part, index) => {
    const field = fieldOf(part);
    const id = index * 2 + 1;
    if (!field) return { type: ComponentType.TextDisplay, id };
    return { type: ComponentType.Label, id, component: { ...answer(field), id: id + 1 } };
  });
  const known = { ...resolved, ...uploads.resolved() };
  return { components, ...(Object.keys(known).length > 0 && { resolved: known }) };
}

function textOf(input: TextInput, value = ''): object {
  const length = codePoints(value);
  const isMissing = (input.required ?? true) && length === 0;
  const isShort = length > 0 && length < (input.min_length ?? 0);
  if (isMissing || isShort || length > (input.max_length ?? 4000))
    throw new NotPossible(`"${input.custom_id}" has ${length} characters`);
  return { type: input.type, custom_id: input.custom_id, value };
}

function filesOf(field: FileUpload, listed: FormValues[string] = []): PersonFile[] {
  const files = [...listed].filter((item) => typeof item === 'object');
  const { min, max } = choosingOf(field);
  if (files.length < min || files.length > max)
    throw new NotPossible(`"${field.custom_id}" takes ${min} to ${max} files`);
  return files;
}

function preset(menu: Select): string[] {
  if (!('options' in menu)) return (menu.default_values ?? []).map(({ id }) => id);
  return menu.options.filter((option) => option.default).map(({ value }) => value);
}
