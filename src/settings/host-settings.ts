// What holds where nobody has chosen: in a server whose moderators have not, and outside of servers.
import type { ReasoningDisplay } from '../asks/ask.ts';
import { settingBounds } from './bounds.ts';
import type { ServerSettings } from './server-settings.ts';

export function hostSettings({
  reasoningDisplay,
}: {
  reasoningDisplay: ReasoningDisplay;
}): ServerSettings {
  return {
    reasoningDisplay,
    pingsAsker: true,
    answersInThreads: false,
    language: null,
    persona: null,
    channelPersonas: {},
    model: null,
    channelModels: {},
    maxWaitingPerAsker: 3,
    maxWaiting: 100,
    maxAnswersPerDay: null,
    maxAnswerTokens: null,
    maxQuestionChars: settingBounds.maxQuestionChars.max,
    allowedChannelIds: [],
    allowedRoleIds: [],
    blockedMemberIds: [],
    roleWeights: {},
  };
}
