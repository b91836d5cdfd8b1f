// What /queue says.

export interface QueueWords {
  title: string;
  answering: string;
  nobodyAnswered: string;
  waiting(values: { count: number }): string;
  nobodyWaits: string;
  /** Both go on after one of the two above. `time` is "about 2 min" or the like. */
  nextTurn(values: { time: string }): string;
  nextAtOnce: string;
  more(values: { count: number }): string;
  /** Three for whoever has no name in the list. */
  you: string;
  elsewhere: string;
  privately: string;
  /** In the place of words that are not for everybody. */
  unread: string;
  starting: string;
  loadingFor(values: { time: string }): string;
  answeringFor(values: { time: string }): string;
  noServer: string;
  servers: string;
  unnamedServer: string;
  silent: string;
  nothingInMemory: string;
  /** `memory` with its unit. */
  vram(values: { memory: string }): string;
  onProcessor: string;
  /** On a button: at most 80 characters. */
  refresh: string;
  /** In menus: at most 150 characters. */
  cancel: string;
  /** A further menu: the places of its choices among all that there are. */
  cancelMore(values: { from: number; to: number }): string;
  showKept: string;
  /** Above the menu. */
  kept: string;
  keptForgotten: string;
  /** Why a question stands that somebody wanted to cancel. */
  notCancelled: { taken: string; ended: string; unknown: string };
}
