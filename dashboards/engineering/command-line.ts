// One command as three short phrases: what was asked, why or by whom, and what became of it.
import type { Command } from '../../gateway/api/contract/command.ts';
import type { PhraseKey, Say } from '../shared/i18n/translator.ts';

export interface CommandLine {
  readonly what: string;
  readonly why: string;
  readonly became: string;
}

/** What people ask from the sheet is named as its button is; another's own command is its code. */
const named: Readonly<Record<string, PhraseKey>> = {
  identify: 'device.identify',
  read: 'device.read',
  'test-draw': 'device.testDraw',
};

export function commandLine(command: Command, say: Say): CommandLine {
  const { trace } = command;
  if (trace === null) {
    const name = named[command.command];
    return {
      what: name === undefined ? command.command : say(name),
      why: say('command.by', { by: command.by }),
      became: answerOf(command, say),
    };
  }
  const action = say(`command.action.${trace.action}`);
  const why = say(`command.for.${trace.purpose}`, { at: Date.parse(trace.neededAt) });
  return {
    what: trace.ends === null ? action : say('command.takenBack', { action }),
    why: trace.attempt > 1 ? `${why} · ${say('command.attempt', { n: trace.attempt })}` : why,
    became: [answerOf(command, say), ...outcomeOf(trace, say)].join(' · '),
  };
}

/** That it was refused or not answered says the answer already. */
function outcomeOf({ outcome }: NonNullable<Command['trace']>, say: Say): readonly string[] {
  if (outcome === null || outcome === 'failed' || outcome === 'expired') return [];
  return [say(`command.outcome.${outcome}`)];
}

function answerOf({ state, reply }: Command, say: Say): string {
  const error = reply?.['error'];
  return say(`command.state.${state}`, { error: typeof error === 'string' ? error : '–' });
}
