// What the rooms' troubles have in common: the widest cause first, each with why the hub thinks so and where to look.
import type { Incident } from '../../gateway/api/contract/incident.ts';
import { sayPhrase } from '../shared/i18n/phrase.ts';
import { incidentGrounds, incidentHeadline } from '../shared/incident/incident-words.ts';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';
import { Sign } from '../shared/ui/sign.tsx';
import { writeFilter } from './cell-filter.ts';
import { incidentsToShow } from './view-model.ts';

export function IncidentHints({ incidents }: { readonly incidents: Iterable<Incident> }) {
  const { say, placeName } = usePage();
  return (
    <>
      {incidentsToShow(incidents).map((incident) => (
        <div key={incident.id} class="hint is-edge-fault" role="status">
          <Sign of="fault" />
          <div>
            <p>{sayPhrase(say, incidentHeadline(incident, placeName))}</p>
            {incidentGrounds(incident).map((ground) => (
              <p key={ground.key} class="quiet">
                {sayPhrase(say, ground)}
              </p>
            ))}
            {incident.spaces.length > 0 && <ItsPlaces incident={incident} />}
          </div>
        </div>
      ))}
    </>
  );
}

/** Leaves only its places in the grid, or all of them again. */
function ItsPlaces({ incident: { id } }: { readonly incident: Incident }) {
  const { say, place } = usePage();
  const filter = writeFilter({ incident: id });
  const isShown = place.at.value.get('show') === filter;
  return (
    <PlaceLink to={{ show: isShown ? undefined : filter }}>
      {say(isShown ? 'house.showAll' : 'house.showIncident')}
    </PlaceLink>
  );
}
