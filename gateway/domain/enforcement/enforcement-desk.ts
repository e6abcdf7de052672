// The hub acts by itself. It looks at what is, not at what was asked: which occasions there are, what is on record for each,
// what came of it. So a restart neither forgets nor repeats a command, and a stay that moves takes its welcome with it.
import {
  type CommandOutcome,
  type CommandTrace,
  type EnforcementAction,
  enforcementActions,
  isTraced,
  type TracedCommand,
} from '../command.ts';
import type { Device } from '../devices/device.ts';
import type { Fact } from '../facts.ts';
import type { House } from '../house.ts';
import type { CommandDesk } from '../on-command.ts';
import type { ServiceStandard } from '../standards/service-standard.ts';
import type { StaysAtHand } from '../stays/stays-at-hand.ts';
import { createWakeQueue } from '../wake-queue.ts';
import { bottlesPolicy } from './bottles.ts';
import { createCommandBook } from './command-book.ts';
import type { EnforcementRules } from './enforcement-rules.ts';
import { onCommandConfirmed, onCommandFailed, onDidNotHelp, settleDidNotHelp } from './enforcement-tasks.ts';
import { failedTries, mayAskAt, wentWrong } from './limits.ts';
import { isCapable, type Occasion, type Policy } from './occasion.ts';
import { type Scene, setScene } from './scene.ts';
import { createWaterPolicy } from './water.ts';
import { scenePolicy, setpointPolicy } from './welcome.ts';

export interface EnforcementDesk {
  /** Takes note of what happened; what follows from it comes with the time that passes next. */
  follow(facts: readonly Fact[], now: number): void;
  timePassed(now: number): Fact[];
  wakeAt(): number | undefined;
}

export interface EnforcementParts {
  readonly house: House;
  readonly stays: StaysAtHand;
  readonly promise: (id: string) => ServiceStandard | undefined;
  readonly commands: CommandDesk;
  readonly rules: EnforcementRules;
  /** Traced commands of the last days, and all whose outcome is not known. */
  readonly known: readonly TracedCommand[];
  readonly startedAt: number;
}

const policies: Readonly<Record<EnforcementAction, Policy>> = {
  circulation: createWaterPolicy('circulation'),
  'pre-heating': createWaterPolicy('pre-heating'),
  scene: scenePolicy,
  setpoint: setpointPolicy,
  warming: bottlesPolicy,
};

/** What the device is asked for is its own word. */
const wordOf: Readonly<Record<EnforcementAction, string>> = {
  circulation: 'circulate',
  'pre-heating': 'pre-heat',
  scene: 'scene',
  setpoint: 'setpoint',
  warming: 'warm',
};

interface Conclusion {
  readonly outcome: CommandOutcome;
  readonly proof?: CommandTrace['proof'];
}

/** A hotel that comes back at once is looked at once, ms. */
const looksApartMs = 1_000;
/** Readings come without a word: while one is waited for, it is looked at so often, ms. */
const readingsEveryMs = 5 * 60_000;
/** Stays of the day after tomorrow do not matter yet: so often somebody looks whether they do, ms. */
const looksAnywayMs = 12 * 60 * 60_000;
/** Limits count a day; what is older says nothing, ms. */
const rememberedMs = 3 * 24 * 60 * 60_000;

export function createEnforcementDesk(parts: EnforcementParts): EnforcementDesk {
  const { house, stays, promise, commands, rules, startedAt } = parts;
  const { calendar } = house;
  const book = createCommandBook(parts.known);
  const sleepers = createWakeQueue<'look'>();
  let lookedAt = Number.NEGATIVE_INFINITY;
  let hasCapable = [...house.devices.values()].some(isAnyCapable);
  sleepers.want('look', startedAt);

  function keep(command: TracedCommand): Fact {
    book.keep(command);
    return { type: 'command-changed', command };
  }

  function conclude(command: TracedCommand, { outcome, proof }: Conclusion, now: number): TracedCommand {
    const trace = { ...command.trace, outcome, outcomeAt: now, ...(proof !== undefined && { proof }) };
    return commands.retrace(command, trace);
  }

  function ask(device: Device, parameters: TracedCommand['parameters'], trace: CommandTrace, now: number): Fact {
    const command = wordOf[trace.action];
    return keep(commands.order({ id: newId(now), device: device.record.id, command, parameters, trace }, now));
  }

  function newId(now: number): string {
    for (let index = 0; ; index++) {
      const id = `e-${now.toString(36)}-${index.toString(36)}`;
      if (!book.has(id)) return id;
    }
  }

  /** What came of a command, as far as it is known; and what is done about that. */
  function settle(scene: Scene, command: TracedCommand, occasions: readonly Occasion[]): Fact[] {
    const { now } = scene;
    const { trace } = command;
    const device = house.devices.get(command.device);
    if (device === undefined) return [keep(conclude(command, { outcome: 'no-evidence' }, now))];
    if (command.state === 'failed' || command.state === 'expired') return settleFailed(scene, device, command);
    if (trace.ends !== undefined) {
      return command.state === 'answered' ? [keep(conclude(command, { outcome: 'helped' }, now))] : [];
    }
    const policy = policies[trace.action];
    const isElses = occasions.some((one) => covers(command, one));
    if (now < trace.neededAt && !isElses && !policy.isMeant(scene, command)) return takeBack(scene, device, command);
    if (command.state === 'sent') return [];
    const confirmed = onCommandConfirmed(house, command, now);
    const found = policy.find(scene, command);
    if (!('outcome' in found)) {
      if (found.lookAt !== undefined) sleepers.want('look', Math.max(found.lookAt, now + looksApartMs));
      return confirmed;
    }
    const settled = conclude(command, found, now);
    const helpless = found.outcome === 'did-not-help' ? onDidNotHelp(house, device, settled, now) : [];
    return [...confirmed, keep(settled), ...helpless];
  }

  /** Tried again while there are tries and time left; a device that is away has its own task. */
  function settleFailed(scene: Scene, device: Device, command: TracedCommand): Fact[] {
    const { now } = scene;
    const { attempt, neededAt, ends, action } = command.trace;
    const settled = conclude(command, { outcome: command.state === 'failed' ? 'failed' : 'expired' }, now);
    const next = mayAskAt(
      rules.actions[action],
      rules.tries,
      calendar,
      book.sentTo(device.record.id, action),
      { ...command.trace, dueAt: now },
      now,
    );
    const isOver = ends === undefined && (attempt >= rules.tries || next === undefined || next >= neededAt);
    const isAway = device.presence === 'offline';
    return [keep(settled), ...(isOver && !isAway ? onCommandFailed(house, device, settled, now) : [])];
  }

  /** Nobody comes, or elsewhere, or much later: the device goes back to what it did before. */
  function takeBack(scene: Scene, device: Device, command: TracedCommand): Fact[] {
    const { now } = scene;
    const settled = keep(conclude(command, { outcome: 'not-needed' }, now));
    const trace = { ...command.trace, reason: 'what it was for does not come', attempt: 1, ends: command.id };
    return [settled, ask(device, { ...command.parameters, seconds: 0 }, trace, now)];
  }

  function pursue(scene: Scene, occasion: Occasion): Fact[] {
    const { now } = scene;
    const { device, dueAt: _dueAt, ...moment } = occasion;
    const { action, endsAt, neededAt } = moment;
    const sent = book.sentTo(device.record.id, action);
    if (device.presence === 'offline' || sent.some((one) => covers(one, occasion))) return [];
    const at = mayAskAt(rules.actions[action], rules.tries, calendar, sent, occasion, now);
    if (at === undefined) return [];
    if (at > now) {
      sleepers.want('look', at);
      return [];
    }
    const wish = policies[action].wish(scene, occasion);
    if (wish === undefined) {
      sleepers.want('look', Math.min(now + readingsEveryMs, neededAt));
      return [];
    }
    const { reason, evidence } = wish;
    const parameters = { ...wish.parameters, seconds: Math.ceil((endsAt - now) / 1000) };
    const attempt = failedTries(sent, occasion).length + 1;
    return [ask(device, parameters, { ...moment, reason, evidence, attempt }, now)];
  }

  function look(now: number): Fact[] {
    lookedAt = now;
    const capable = [...house.devices.values()].filter(isAnyCapable);
    hasCapable = capable.length > 0;
    const open = book.open();
    if (!hasCapable && open.length === 0) return [];
    sleepers.want('look', now + looksAnywayMs);
    const scene = setScene({ now, house, calendar, rules, promise }, stays.all());
    const actions = capable.flatMap((device) =>
      enforcementActions.filter((action) => isCapable(device, action)).map((action) => ({ device, action })),
    );
    const occasions = actions
      .filter(({ action }) => rules.actions[action].enabled)
      .flatMap(({ device, action }) => policies[action].occasions(scene, device))
      .filter(({ neededAt }) => neededAt > now);
    const due = occasions.filter(({ dueAt }) => dueAt <= now).sort((one, other) => one.neededAt - other.neededAt);
    for (const { dueAt } of occasions) if (dueAt > now) sleepers.want('look', dueAt);
    const facts = [
      ...open.flatMap((command) => settle(scene, command, occasions)),
      ...due.flatMap((occasion) => pursue(scene, occasion)),
      ...actions.flatMap(({ device, action }) => {
        const { isOpen, facts: settled } = settleDidNotHelp(scene, device, action, policies[action]);
        if (isOpen) sleepers.want('look', now + readingsEveryMs);
        return settled;
      }),
    ];
    book.forget(now - rememberedMs);
    return facts;
  }

  return {
    follow(facts, now) {
      for (const fact of facts) {
        if (fact.type === 'command-changed' && isTraced(fact.command)) book.keep(fact.command);
        if (fact.type === 'device-changed') {
          const device = house.devices.get(fact.device.record.id);
          hasCapable ||= device !== undefined && isAnyCapable(device);
        }
      }
      if ((hasCapable || book.open().length > 0) && facts.some(isNews))
        sleepers.want('look', Math.max(now, lookedAt + looksApartMs));
    },
    timePassed: (now) => (sleepers.takeDue(now).length > 0 ? look(now) : []),
    wakeAt: sleepers.nextAt,
  };
}

function isAnyCapable(device: Device): boolean {
  return enforcementActions.some((action) => isCapable(device, action));
}

/** What the device does already lasts until the occasion. */
function covers(command: TracedCommand, { device, action, neededAt }: Occasion): boolean {
  const { trace } = command;
  return (
    command.device === device.record.id &&
    trace.action === action &&
    trace.outcome !== 'not-needed' &&
    !wentWrong(command) &&
    trace.endsAt >= neededAt
  );
}

const news: ReadonlySet<Fact['type']> = new Set<Fact['type']>([
  'draw-judged',
  'draw-closed',
  'stay-changed',
  'command-changed',
  'device-changed',
  'device-revoked',
  'space-changed',
  'service-standard-changed',
]);

const isNews = ({ type }: Fact): boolean => news.has(type);
