// Which models take pictures.
import type { PublishedModels } from '../models/published-models.ts';
import type { AskRefusal } from './limits.ts';

/** Undefined where the model takes them, or nobody knows it yet: then the worker that has it decides. */
export function refusePictures(
  { models }: Pick<PublishedModels, 'models'>,
  model: string,
): AskRefusal | undefined {
  const chosen = models.find(({ name }) => name === model);
  if (!chosen || chosen.canSee) return undefined;
  const available = models.filter(({ canSee }) => canSee).map(({ name }) => name);
  return { type: 'refused', code: 'PICTURES_UNSUPPORTED', detail: model, available };
}
