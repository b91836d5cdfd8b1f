// Goes through one page of a growing answer, up to the place where it ends.
import { marksRoom } from '../markdown/inline-room.ts';
import type { BlockState } from '../markdown/line.ts';
import { headerOf, headRoom } from '../markdown/table-lines.ts';
import type { PageRoom } from './page.ts';
import { isGoodEnough, leastShare } from './page-border.ts';
import { createPageFill, type Load, noLoad, type PageFill } from './page-fill.ts';
import { fenceRoom } from './unit-load.ts';
import { readUnits, type Unit } from './units.ts';

export interface PageStart {
  /** With what marks its end, if nothing more comes. */
  source: string;
  start: number;
  state: BlockState;
  room: PageRoom;
  /** Nothing behind is shown. */
  limit: number;
}

export interface PageEnd {
  end: number;
  /** The state that the next page begins in; `undefined`: the page may go on. */
  next: BlockState | undefined;
  /** The next page goes on with the block that this one ends with. */
  isWithinBlock: boolean;
}

/**
 * Where the page ends, or else what of it is shown so far: what is sure to stand on this page, whatever follows. Where
 * it is not decided yet what the text's end is, it is read as text; if that would be shown on another page as something
 * else, it waits.
 */
export function findPageEnd({ source, start, state, room, limit }: PageStart): PageEnd {
  const fill = createPageFill(room);
  fill.add(startLoad(source, state));
  let isSure = true;
  for (const unit of readUnits(source, start, state)) {
    if (unit.start >= limit) break;
    const isFirst = unit.start === start;
    if (!isFirst && endsBefore(unit, fill)) return endAt(unit, isSure);
    if (unit.open !== undefined) {
      if (!isFirst && !staysHere(unit.open, fill)) return endAt(unit, false);
      isSure = false;
    }
    fill.add(unit.load);
  }
  return { end: limit, next: undefined, isWithinBlock: true };
}

function endAt({ start, before, isWithinBlock }: Unit, isSure: boolean): PageEnd {
  return { end: start, next: isSure ? before : undefined, isWithinBlock };
}

/** What stands on the page besides its units: what opens and closes again what goes over its borders. */
function startLoad(source: string, { fence, table }: BlockState): Load {
  const text = marksRoom + fenceRoom('');
  if (fence !== undefined)
    return { files: 1, components: 3, text: text + fenceRoom(fence.language) };
  const head = table === undefined ? 0 : headRoom(headerOf(source, table));
  return { ...noLoad, components: 1, text: text + head };
}

/** A line of which it is not known what it is may have a better border before it than it says. */
function endsBefore({ open, border, load, needs = load }: Unit, fill: PageFill): boolean {
  if (open?.isLineStart === true) return false;
  const share = fill.share();
  if (share >= leastShare && isGoodEnough(border(), share)) return true;
  return open === undefined && !fill.hasRoomFor(needs);
}

function staysHere({ most, isLineStart }: NonNullable<Unit['open']>, fill: PageFill): boolean {
  return fill.hasRoomFor(most) && !(isLineStart && fill.share() >= leastShare);
}
