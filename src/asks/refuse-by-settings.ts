// What is refused of a question without counting, by what its server has chosen. Submitting looks again.
import { refuseUncounted, type AskRefusal, type Limits, type Standpoint } from './limits.ts';

/** `guildId`: the server whose settings count; `null` where the host's do. */
export type RefuseBySettings = (
  guildId: string | null,
  standpoint: Standpoint,
) => Promise<AskRefusal | undefined>;

export interface RefuseBySettingsOptions {
  settingsOf: (guildId: string | null) => Promise<Limits>;
  /** No limit holds for operators. */
  isOperator: (userId: string) => boolean;
}

export function createRefuseBySettings({
  settingsOf,
  isOperator,
}: RefuseBySettingsOptions): RefuseBySettings {
  return async (guildId, standpoint) =>
    isOperator(standpoint.askerId)
      ? undefined
      : refuseUncounted(await settingsOf(guildId), standpoint);
}
