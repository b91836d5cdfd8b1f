// The custom ids of the buttons of /model. The first part is the command that takes them.

export type ModelPress =
  | { type: 'page'; page: number }
  /** `id`: of what was asked. */
  | { type: 'remove' | 'keep' | 'cancel'; id: string };

export function pageIdOf(page: number): string {
  return `model:page:${page}`;
}

export function removeIdOf(wishId: string): string {
  return `model:remove:${wishId}`;
}

export function keepIdOf(wishId: string): string {
  return `model:keep:${wishId}`;
}

export function cancelIdOf(replyId: string): string {
  return `model:cancel:${replyId}`;
}

/** Undefined when this version has no such button. */
export function readModelPress(customId: string): ModelPress | undefined {
  const [, type = '', rest = ''] = customId.split(':');
  if (type === 'page') return /^-?\d{1,4}$/.test(rest) ? { type, page: Number(rest) } : undefined;
  if (type !== 'remove' && type !== 'keep' && type !== 'cancel') return undefined;
  return { type, id: rest };
}
