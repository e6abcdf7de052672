// What compliance would have been under another standard, of draws or of service. Reads the record, never writes it.
import type { WarmUpStandard } from '../../domain/standard.ts';
import { changeTerms } from '../../domain/standards/change-standard.ts';
import type { ServiceStandard } from '../../domain/standards/service-standard.ts';
import { readFields, sayWrong, spelledPath, type WrongField } from '../../domain/wrong-field.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { Replay, ReplayCall } from '../contract/replay.ts';
import { StandardChange } from '../contract/standard.ts';
import { currentServiceStandards, currentStandards } from '../current-standards.ts';
import { refuseField, refuseFields } from '../problem.ts';
import { replayDraws } from '../replay/replay-draws.ts';
import { replayService } from '../replay/replay-service.ts';
import { closedRange } from '../time-range.ts';
import { changedStandard } from '../wire/standard.ts';

const defaultSpanMs = 30 * 86_400_000;
/** The id of a standard that exists in a question alone. */
const whatIf = 'what-if';

type Wanted = { readonly draws: WarmUpStandard; readonly changed?: string } | { readonly service: ServiceStandard };
type Terms = Exclude<ReplayCall['standard'], string>;

export function replayRoutes(app: ApiApp, ports: ApiPorts): void {
  app.post(
    '/compliance/replay',
    {
      schema: {
        summary: 'Judge stored draws or journeys under another standard; the record stays as it is',
        tags: ['compliance'],
        body: ReplayCall,
        response: { 200: Replay },
      },
    },
    async ({ body }) => {
      const range = closedRange(body, ports.clock.now(), defaultSpanMs);
      const wanted = typeof body.standard === 'string' ? await known(body.standard) : await described(body.standard);
      return 'draws' in wanted
        ? replayDraws(ports, wanted.draws, range, wanted.changed)
        : replayService(ports, wanted.service, range);
    },
  );

  async function known(id: string): Promise<Wanted> {
    const ofDraws = await currentStandards(ports);
    const ofService = await currentServiceStandards(ports);
    const draws = ofDraws.get(id);
    if (draws !== undefined) return { draws };
    const service = ofService.get(id);
    if (service !== undefined) return { service };
    throw refuseField('standard', `expected one of ${[...ofDraws.keys(), ...ofService.keys()].join(', ')}`);
  }

  /** A promise of service says its kind; any other change says the id of what it changes, or is about draws as in house-10s. */
  async function described({ id, ...terms }: Terms): Promise<Wanted> {
    const base = typeof id === 'string' ? (await currentServiceStandards(ports)).get(id) : undefined;
    if (base !== undefined || 'kind' in terms) {
      const changed = changeTerms(base, terms);
      if ('wrong' in changed) throw wrongTerms(changed.wrong, terms);
      return { service: { ...changed.terms, id: base?.id ?? whatIf, version: (base?.version ?? 0) + 1 } };
    }
    const ofDraws = await currentStandards(ports);
    const known = typeof id === 'string' ? ofDraws.get(id) : undefined;
    if (id !== undefined && known === undefined) {
      throw refuseField('standard.id', 'expected the id of a standard, or none for numbers on draws');
    }
    const change = readFields(StandardChange, terms);
    if ('wrong' in change) throw wrongTerms(change.wrong, terms);
    if (known !== undefined) {
      return { draws: changedStandard(known, known.id, known.version + 1, change.data), changed: known.id };
    }
    const [house] = ports.shippedStandards;
    if (house === undefined) throw new Error('standards: expected at least one that ships, found none');
    return { draws: changedStandard(house, whatIf, 1, change.data) };
  }
}

function wrongTerms(wrong: readonly WrongField[], terms: object) {
  return refuseFields(
    wrong.map((one) => ({ field: spelledPath(['standard', ...one.path]), detail: sayWrong(one, terms) })),
  );
}
