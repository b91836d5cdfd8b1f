// What a failure says: the message of its code, with the error's one detail in it.
import type { ErrorCode } from '../errors.ts';
import { alternatives } from './alternatives.ts';
import { messagesFor } from './messages-for.ts';
import type { FailureMessage, FailureValues, FailureWords } from './words/failures.ts';

export interface Failure {
  code: ErrorCode;
  /** Without backticks; safe between them. */
  detail?: string | undefined;
}

export function failureWords(locale: string, { code, detail }: Failure): FailureWords {
  const { what, next } = messagesFor(locale).failures[code];
  const values = valuesOf(detail, locale);
  return { what: say(what, values), next: say(next, values) };
}

function say(message: FailureMessage, values: FailureValues): string {
  return typeof message === 'string' ? message : message(values);
}

function valuesOf(detail: string | undefined, locale: string): FailureValues {
  const ids = (detail ?? '').split(',');
  return {
    detail: detail ?? '',
    isNamed: detail === undefined ? 'no' : 'yes',
    count: Number(detail) || 0,
    channels: alternatives(
      locale,
      ids.map((id) => `<#${id}>`),
    ),
    roles: alternatives(
      locale,
      ids.map((id) => `<@&${id}>`),
    ),
  };
}
