// The commands in English.
import type { Catalogue } from '../icu.ts';
import type { CommandWords } from '../words/commands.ts';

export const enCommands: Catalogue<CommandWords> = {
  ask: { name: 'ask', description: 'Ask the model that this community shares' },
  'ask prompt': { name: 'prompt', description: 'Your question' },
  'ask model': { name: 'model', description: 'Another model than the usual one' },
  'ask private': { name: 'private', description: 'Only you see the answer' },
  'ask file': { name: 'file', description: 'A text, code or a picture that you ask about' },
  'Ask about this': {
    name: 'Ask about this',
    description: 'In the menu of a message: ask about it',
  },
  privacy: { name: 'privacy', description: 'What the bot keeps of you, how long and where' },
  forget: { name: 'forget', description: 'Delete everything that the bot keeps of you' },
  new: { name: 'new', description: 'Begin a new conversation here' },
  queue: {
    name: 'queue',
    description: 'See who is answered and who waits, and cancel what you asked',
  },
  settings: { name: 'settings', description: 'See and change what this server has chosen' },
  'settings show': { name: 'show', description: 'See which settings apply in this channel' },
  'settings edit': { name: 'edit', description: 'Change what this server has chosen' },
  help: { name: 'help', description: 'See how to begin, and what you can do' },
  gpu: { name: 'gpu', description: 'Take the card back for a while' },
  'gpu pause': {
    name: 'pause',
    description: 'Begin no more questions, and free the memory of the card',
  },
  'gpu pause minutes': {
    name: 'minutes',
    description: 'For how long; without it until /gpu resume',
  },
  'gpu pause reason': { name: 'reason', description: 'Shown to everybody who waits' },
  'gpu pause stop-running': {
    name: 'stop-running',
    description: 'Stop the answers that are being written now',
  },
  'gpu resume': { name: 'resume', description: 'Go on with the questions that wait' },
  'gpu status': {
    name: 'status',
    description: 'See what the model servers do, and what is in their memory',
  },
  model: { name: 'model', description: 'See the models, and choose which one answers here' },
  'model list': { name: 'list', description: 'See which models there are' },
  'model info': { name: 'info', description: 'See all that is known of a model' },
  'model info model': { name: 'model', description: 'Which one' },
  'model use': {
    name: 'use',
    description: 'Choose the model that answers where nobody names one',
  },
  'model use model': { name: 'model', description: 'Which one' },
  'model use channel': { name: 'channel', description: 'Only in this channel' },
  'model pull': { name: 'pull', description: 'Download a model' },
  'model pull model': { name: 'model', description: 'Like deepseek-r1:14b' },
  'model pull worker': {
    name: 'worker',
    description: 'On which model server; without it on the one that has the usual model',
  },
  'model remove': { name: 'remove', description: 'Delete a model from the disk' },
  'model remove model': { name: 'model', description: 'Which one' },
  'model remove worker': { name: 'worker', description: 'On which model server' },
  'model unload': { name: 'unload', description: 'Take a model out of the memory' },
  'model unload model': { name: 'model', description: 'Which one; without it all of them' },
  'model unload worker': { name: 'worker', description: 'On which model server' },
  'model allow': { name: 'allow', description: 'Let Discord servers use a model again' },
  'model allow model': { name: 'model', description: 'Which one' },
  'model deny': { name: 'deny', description: 'Keep a model from Discord servers' },
  'model deny model': { name: 'model', description: 'Which one' },
};
