// A card a dispenser: each stock as a bar with its number and how long it lasts, the water's temperature, who filled it last.
import { type Phrase, phrase, sayPhrase } from '../shared/i18n/phrase.ts';
import { Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';
import type { DispenserRow, Stock } from './dispenser-rows.ts';

export function DispenserCards({ rows }: { readonly rows: readonly DispenserRow[] }) {
  const { say, placeName } = usePage();
  return (
    <section class="panel">
      <h2>{say('dispenser.title')}</h2>
      {rows.length === 0 && <Notice state="silent">{say('dispenser.none')}</Notice>}
      {rows.map(({ device, temperatureC, stocks, refilled }) => (
        <article key={device.id} class="dispenser">
          <h3>
            <PlaceLink to={{ device: device.id }}>
              {say('device.title', { space: placeName(device.space), name: say(`kind.${device.kind}`) })}
            </PlaceLink>{' '}
            <span class="quiet">{device.name ?? device.id}</span>
          </h3>
          {stocks.map((stock) => (
            <StockBar key={stock.reading} stock={stock} />
          ))}
          <p class="quiet">
            {temperatureC !== undefined && say('dispenser.water', { n: temperatureC })}
            {say('text.space')}
            {refilled === undefined
              ? say('dispenser.neverRefilled')
              : say('dispenser.refilled', { at: refilled.at, by: refilled.by })}
          </p>
        </article>
      ))}
    </section>
  );
}

/** Of these a device says the share that is left; of others how many. */
const shares: ReadonlySet<string> = new Set(['level', 'leaves', 'filter']);
/** Where a day is left, hours say it; a filter lasts weeks. */
const dayHours = 48;

function StockBar({ stock: { reading, left, hoursLeft } }: { readonly stock: Stock }) {
  const { say, sayCode } = usePage();
  const lasts = lastsFor(left, hoursLeft);
  return (
    <p class="stock">
      <span>{sayCode('reading', reading, { n: left })}</span>
      {shares.has(reading) && (
        <span class={`stock-bar${left < 20 ? ' is-low' : ''}`} aria-hidden="true">
          <span style={{ width: `${Math.min(100, left)}%` }} />
        </span>
      )}
      <span class="quiet">{lasts && sayPhrase(say, lasts)}</span>
    </p>
  );
}

function lastsFor(left: number, hoursLeft: number | undefined): Phrase | undefined {
  if (Math.round(left) === 0) return phrase('dispenser.empty');
  if (hoursLeft === undefined) return undefined;
  if (hoursLeft < 1) return phrase('dispenser.soon');
  if (hoursLeft < dayHours) return phrase('dispenser.hours', { n: Math.round(hoursLeft) });
  return phrase('dispenser.days', { n: Math.round(hoursLeft / 24) });
}
