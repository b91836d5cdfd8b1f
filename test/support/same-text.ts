// Whether a reader sees all of a text, once and in its order. There is one exception: before any cell of a table the names
// of its columns may stand again. A list of records names each cell, and a page that goes on with a table repeats its header.
import { reduce, reduceLine } from './reduced-text.ts';

/** A line, or a cell with what may stand before it. */
interface Piece {
  text: string;
  names: readonly string[];
}

interface Place {
  piece: number;
  /** In the reduced text that is seen. */
  at: number;
}

/** Where the two part, for the message of a failing test; `undefined` where they say the same. */
export function findDifference(source: string, shown: string): string | undefined {
  const pieces = piecesOf(source);
  const seen = reduce(shown);
  let furthest: Place = { piece: 0, at: 0 };
  const places = [furthest];
  const tried = new Set<string>();
  for (let place = places.pop(); place !== undefined; place = places.pop()) {
    const key = `${place.piece} ${place.at}`;
    if (tried.has(key)) continue;
    tried.add(key);
    if (place.piece === pieces.length && place.at === seen.length) return undefined;
    if (place.at >= furthest.at) furthest = place;
    places.push(...nextPlaces(place, pieces[place.piece], seen));
  }
  return describeDifference(pieces[furthest.piece]?.text ?? '', seen, furthest.at);
}

function nextPlaces({ piece, at }: Place, { text, names }: Piece = end, seen: string): Place[] {
  const repeated = names.filter((name) => seen.startsWith(name, at));
  const places = repeated.map((name) => ({ piece, at: at + name.length }));
  return seen.startsWith(text, at)
    ? [...places, { piece: piece + 1, at: at + text.length }]
    : places;
}

/** Matches nothing. */
const end: Piece = { text: '\n', names: [] };

function piecesOf(source: string): Piece[] {
  let names: readonly string[] | undefined;
  const lines = source.split('\n');
  return lines.flatMap((line, index) => {
    const isHead = line.includes('|') && tableRule.test(lines[index + 1] ?? '');
    if (isHead) names = cellsOf(line).filter((name) => name !== '');
    if (!line.includes('|')) names = undefined;
    if (names === undefined) return [{ text: reduceLine(line), names: [] }];
    return cellsOf(line).map((text) => ({ text, names: names ?? [] }));
  });
}

const tableRule = /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*$/;

function cellsOf(line: string): string[] {
  return line.split(/(?<!\\)\|/).map(reduceLine);
}

const excerptLength = 60;

function describeDifference(expected: string, seen: string, at: number): string {
  let same = 0;
  while (same < expected.length && expected[same] === seen[at + same]) same += 1;
  const differsAt = at + same;
  const before = seen.slice(Math.max(0, differsAt - excerptLength), differsAt);
  const isSeen = seen.slice(differsAt, differsAt + excerptLength);
  return `after «${before}» stands «${isSeen}», not «${expected.slice(same, same + excerptLength)}»`;
}
