// How questions are taken: new ones, and those that are tried again.
import { createChooseModel } from '../asks/choose-model.ts';
import { createHandIn, type HandInOptions } from '../asks/hand-in.ts';
import { createSubmitAsk, type SubmitAsk, type SubmitAskOptions } from '../asks/submit-ask.ts';
import { createTryAgain, type TryAgain, type TryAgainOptions } from '../asks/try-again.ts';
import type { Line } from '../asks/line.ts';
import { createRefuseBySettings, type RefuseBySettings } from '../asks/refuse-by-settings.ts';
import type { LineLook } from './line-look.ts';
import type { StandingOf } from './standing.ts';

export type AskingPartsOptions = Omit<SubmitAskOptions, 'handIn' | 'chooseModel'> &
  Omit<TryAgainOptions, 'handIn' | 'chooseModel'> &
  Pick<HandInOptions, 'asks'> & {
    /** Of the models that can be asked. */
    models: Parameters<typeof createChooseModel>[0];
    line: Pick<Line, 'waitingOf'>;
    lineLook: LineLook;
    standingOf: StandingOf;
  };

export interface AskingParts {
  submitAsk: SubmitAsk;
  tryAgain: TryAgain;
  refuseBySettings: RefuseBySettings;
}

export function createAskingParts(options: AskingPartsOptions): AskingParts {
  const { asks, models, line, lineLook, standingOf } = options;
  const handIn = createHandIn({
    asks,
    nextTurnOf: async (askerId) => {
      const [next] = await line.waitingOf(askerId);
      return next === undefined ? undefined : (await standingOf(next)).waitMs;
    },
    turnAfter: async (count) => {
      const { waiting } = await lineLook.shared();
      const ask = waiting[count - 1] ?? (await lineLook.now()).waiting[count - 1];
      return ask && (await standingOf(ask.askId)).waitMs;
    },
  });
  const chooseModel = createChooseModel(models);
  return {
    submitAsk: createSubmitAsk({ ...options, handIn, chooseModel }),
    tryAgain: createTryAgain({ ...options, handIn, chooseModel }),
    refuseBySettings: createRefuseBySettings(options),
  };
}
