// Reads request bodies with zod and turns what is wrong into the `errors` tree of Discord's 50035.
import { z } from 'zod';
import { invalidForm } from './api-error.ts';
import type { FormErrorTree } from './api-error.ts';

export type FormPath = readonly (string | number)[];

/** One thing wrong with a form. Codes are Discord's where known. */
export interface FormProblem {
  path: FormPath;
  code: string;
  message: string;
}

/** Discord counts Unicode code points (facts, section 3). */
export const codePoints = (value: string): number => Array.from(value).length;

/** A string of `min` to `max` code points. */
export function text({ min = 0, max }: { min?: number; max: number }) {
  return z.string().superRefine((value, context) => {
    const length = codePoints(value);
    if (length >= min && length <= max) return;
    context.addIssue({ code: 'custom', params: lengthProblem(min, max) });
  });
}

/** A rule that the shape cannot say. `problem` speaks about the value itself. */
export function problemAt(problem: FormProblem) {
  return {
    code: 'custom' as const,
    path: [...problem.path],
    params: { code: problem.code, message: problem.message },
  };
}

/** Reads `input`, or refuses with 50035 and a tree that starts at `at`. */
export function readForm<S extends z.ZodType>(
  schema: S,
  input: unknown,
  at: FormPath = [],
): z.output<S> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  throw refuseForm(
    result.error.issues.map((issue) => {
      const problem = asProblem(issue);
      return { ...problem, path: [...at, ...problem.path] };
    }),
  );
}

export function refuseForm(problems: readonly FormProblem[]) {
  return invalidForm(errorTree(problems));
}

function errorTree(problems: readonly FormProblem[]): FormErrorTree {
  const root: FormErrorTree = {};
  for (const { path, code, message } of problems) {
    const node = path.reduce<FormErrorTree>(descend, root);
    node._errors = [...(node._errors ?? []), { code, message }];
  }
  return root;
}

function descend(node: FormErrorTree, field: string | number): FormErrorTree {
  const known = node[field];
  if (known !== undefined && !Array.isArray(known)) return known;
  const child: FormErrorTree = {};
  node[field] = child;
  return child;
}

const ruleSchema = z.object({ code: z.string(), message: z.string() });

function asProblem(issue: z.core.$ZodIssue): FormProblem {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  const at = (code: string, message: string) => ({ path, code, message });
  if (issue.input === undefined && issue.code !== 'custom')
    return at('BASE_TYPE_REQUIRED', 'This field is required');
  switch (issue.code) {
    case 'too_big':
      return { path, ...boundProblem(issue.origin, 'at-most', Number(issue.maximum)) };
    case 'too_small':
      return { path, ...boundProblem(issue.origin, 'at-least', Number(issue.minimum)) };
    case 'invalid_type':
      return at('MODEL_TYPE_CONVERT', `Value is not ${issue.expected}.`);
    case 'invalid_union':
    case 'invalid_value':
      return at('BASE_TYPE_CHOICES', 'Value is not one of the allowed choices.');
    case 'custom': {
      const rule = ruleSchema.safeParse(issue.params);
      return rule.success ? { path, ...rule.data } : at('BASE_TYPE_INVALID', issue.message);
    }
    default:
      return at('BASE_TYPE_INVALID', issue.message ?? 'Value is invalid.');
  }
}

function boundProblem(origin: string, bound: 'at-most' | 'at-least', limit: number) {
  const isList = origin === 'array' || origin === 'string';
  if (bound === 'at-most') {
    return isList
      ? { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${limit} or fewer in length.` }
      : { code: 'NUMBER_TYPE_MAX', message: `Value should be less than or equal to ${limit}.` };
  }
  return isList
    ? { code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${limit} or more in length.` }
    : { code: 'NUMBER_TYPE_MIN', message: `Value should be greater than or equal to ${limit}.` };
}

function lengthProblem(min: number, max: number) {
  return min === 0
    ? { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${max} or fewer in length.` }
    : { code: 'BASE_TYPE_BAD_LENGTH', message: `Must be between ${min} and ${max} in length.` };
}
