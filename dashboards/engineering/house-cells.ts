// The cells of the house from one look to the next. A thousand spaces are not looked at again because of one: at the same moment
// only those of which something else is told. A cell that looks as before is the same object: it is not painted again. Pure.

import type { Moment } from './device-condition.ts';
import { type HouseFacts, looksTheSame, type SpaceCell, type SpaceFacts, spaceCell, spaceFacts } from './space-cell.ts';

interface Looked {
  readonly facts: SpaceFacts;
  readonly cell: SpaceCell;
}

/** One cell for each space that has a device; what was seen before is kept between the calls. */
export function createHouseCells(): (facts: HouseFacts, moment: Moment) => ReadonlyMap<string, SpaceCell> {
  let looked: ReadonlyMap<string, Looked> = new Map();
  let at: Moment = { now: Number.NaN, askedAt: Number.NaN };
  return (facts, moment) => {
    const isSameMoment = moment.now === at.now && moment.askedAt === at.askedAt;
    at = moment;
    const look = (one: SpaceFacts): Looked => {
      const before = looked.get(one.space);
      if (before === undefined) return { facts: one, cell: spaceCell(one, moment) };
      if (isSameMoment && tellTheSame(one, before.facts)) return before;
      const cell = spaceCell(one, moment);
      return { facts: one, cell: looksTheSame(cell, before.cell) ? before.cell : cell };
    };
    looked = new Map(spaceFacts(facts).map((one) => [one.space, look(one)]));
    return new Map([...looked].map(([space, { cell }]) => [space, cell]));
  };
}

function tellTheSame(one: SpaceFacts, other: SpaceFacts): boolean {
  return (
    one.verdict === other.verdict &&
    one.incident === other.incident &&
    areTheSame(one.devices, other.devices) &&
    areTheSame(one.tasks, other.tasks)
  );
}

function areTheSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index]);
}
