// Standards as they ship and as the house changed them: every version that ever judged, and the one of each that judges now.
import { shown } from '../domain/shown-value.ts';
import type { WarmUpStandard } from '../domain/standard.ts';
import type { ServiceStandard } from '../domain/standards/service-standard.ts';
import type { ApiPorts } from './api-ports.ts';
import { refuseField } from './problem.ts';

type StandardPorts = Pick<ApiPorts, 'records' | 'shippedStandards'>;

export async function allStandards({ records, shippedStandards }: StandardPorts): Promise<readonly WarmUpStandard[]> {
  return [...shippedStandards, ...(await records.standards())];
}

/** The latest version of each promise of service, by id. */
export async function currentServiceStandards({
  records,
  shippedServiceStandards,
}: Pick<ApiPorts, 'records' | 'shippedServiceStandards'>): Promise<Map<string, ServiceStandard>> {
  const current = new Map<string, ServiceStandard>();
  for (const standard of [...shippedServiceStandards, ...(await records.serviceStandards())]) {
    if ((current.get(standard.id)?.version ?? 0) <= standard.version) current.set(standard.id, standard);
  }
  return current;
}

/** The latest version of each, by id. */
export async function currentStandards(ports: StandardPorts): Promise<Map<string, WarmUpStandard>> {
  const current = new Map<string, WarmUpStandard>();
  for (const standard of await allStandards(ports)) {
    const known = current.get(standard.id);
    if (known === undefined || known.version <= standard.version) current.set(standard.id, standard);
  }
  return current;
}

/** What a call's `standard` is about; undefined where it asks for none. @throws ProblemError where there is none of that id. */
export async function kindOfStandard(
  ports: StandardPorts & Pick<ApiPorts, 'shippedServiceStandards'>,
  id: string | undefined,
): Promise<'draws' | 'service' | undefined> {
  if (id === undefined) return undefined;
  if ((await currentServiceStandards(ports)).has(id)) return 'service';
  if ((await currentStandards(ports)).has(id)) return 'draws';
  throw refuseField('standard', `expected the id of a standard, found ${shown(id)}`);
}
