// Which model names may be used at all. Pure syntax: whether a model is installed is the catalogue's matter.
import type { ErrorCode } from '../errors.ts';

/** `registry`: it names another host. `cloud`: the answer would come from ollama.com. */
export type ModelNameProblem = 'empty' | 'syntax' | 'registry' | 'cloud';

export type ModelNameCheck =
  | { type: 'valid'; name: string }
  | { type: 'refused'; problem: ModelNameProblem };

const defaultTag = 'latest';
const part = /^[a-z0-9][\w.-]{0,79}$/iu;
const namespacePart = /^[a-z0-9][\w-]{0,79}$/iu;

/**
 * Checks a name as people type it, and completes it: `deepseek-r1` is `deepseek-r1:latest`.
 * A name of ollama.com's own registry (`model:tag`, `namespace/model:tag`) is valid; another host (`hf.co/…`,
 * `registry:5000/…`) and names that Ollama 0.18 and later sends to ollama.com (tag `cloud` or `…-cloud`) are refused.
 * `hosts` are the other hosts that are allowed all the same, as they stand in a name.
 */
export function checkModelName(
  input: string,
  { hosts = [] }: { hosts?: readonly string[] } = {},
): ModelNameCheck {
  const text = input.trim();
  if (text === '') return { type: 'refused', problem: 'empty' };
  if (isCloudName(text)) return { type: 'refused', problem: 'cloud' };
  const host = hosts.find((allowed) => text.toLowerCase().startsWith(`${allowed.toLowerCase()}/`));
  if (host !== undefined) return checkPath(text.slice(host.length + 1), `${host}/`);
  if (namesHost(text)) return { type: 'refused', problem: 'registry' };
  return checkPath(text, '');
}

function checkPath(text: string, before: string): ModelNameCheck {
  const [path = '', tag = defaultTag, ...rest] = text.split(':');
  const isValid = rest.length === 0 && isPath(path) && part.test(tag);
  return isValid
    ? { type: 'valid', name: `${before}${path}:${tag}` }
    : { type: 'refused', problem: 'syntax' };
}

const codes: Record<ModelNameProblem, ErrorCode> = {
  empty: 'MODEL_NAME_INVALID',
  syntax: 'MODEL_NAME_INVALID',
  registry: 'MODEL_HOST_REFUSED',
  cloud: 'CLOUD_MODEL',
};

/** Why a name cannot be pulled. */
export function codeOfProblem(problem: ModelNameProblem): ErrorCode {
  return codes[problem];
}

/** Ollama compares names without regard to case. */
export function isSameModel(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** By the tag alone, which may be an extra one (`model:20b:cloud`). Source: Ollama's internal/modelref. */
export function isCloudName(name: string): boolean {
  return /:(?:.*[:-])?cloud$/iu.test(name.trim());
}

function isPath(path: string): boolean {
  const [first = '', second, ...rest] = path.split('/');
  if (second === undefined) return part.test(first);
  return rest.length === 0 && namespacePart.test(first) && part.test(second);
}

/** A first part with a dot, a port or a scheme is a host; so is the first of three. */
function namesHost(text: string): boolean {
  const parts = text.split('/');
  const first = parts[0] ?? '';
  return parts.length > 2 || (parts.length === 2 && /[.:]|^localhost$/iu.test(first));
}
