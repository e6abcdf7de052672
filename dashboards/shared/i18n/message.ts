// Turns a phrase of strings/*.json and its values into text. Numbers, times and plurals go through Intl, and the phrase
// itself says how each value is written, so that a translator decides the whole sentence.

/** A phrase, or one per plural category of its value `n`. */
export type Message = string | { readonly [Category in Intl.LDMLPluralRule]?: string };

export type Values = Readonly<Record<string, string | number>>;

export interface Formats {
  readonly language: string;
  /** IANA name: clock times are the hotel's, whatever the phone says. Unset: the phone's. */
  readonly timeZone?: string | undefined;
}

type Write = (value: number, formats: Formats) => string;

/** Making a formatter costs a thousand times what writing with it does: the last one stays until language or zone change. */
function lastMade<Made>(make: (language: string, timeZone?: string) => Made): (formats: Formats) => Made {
  let made: { readonly by: string; readonly formatter: Made } | undefined;
  return ({ language, timeZone }) => {
    const by = `${language} ${timeZone}`;
    if (made?.by !== by) made = { by, formatter: make(language, timeZone) };
    return made.formatter;
  };
}

const number = (options: Intl.NumberFormatOptions): Write => {
  const formatter = lastMade((language) => new Intl.NumberFormat(language, options));
  return (value, formats) => formatter(formats).format(value);
};

const instant = (options: Intl.DateTimeFormatOptions): Write => {
  const formatter = lastMade(
    (language, timeZone) => new Intl.DateTimeFormat(language, { hourCycle: 'h23', timeZone, ...options }),
  );
  return (value, formats) => formatter(formats).format(value);
};

const pluralRules = lastMade((language) => new Intl.PluralRules(language));

const plain = number({ maximumFractionDigits: 2 });

/** What may stand after the colon in `{name:format}`. Instants are Unix ms, `%` takes a share of 0 to 1, spans are ms. */
const writers: Readonly<Record<string, Write>> = {
  '0': number({ maximumFractionDigits: 0 }),
  '1': number({ minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  '2': number({ minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  '%': number({ style: 'percent', maximumFractionDigits: 1 }),
  clock: instant({ hour: '2-digit', minute: '2-digit' }),
  seconds: instant({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
  moment: instant({ month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }),
  /** Where it may be read in another year. */
  yearMoment: instant({ year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }),
  /** A day of another year. */
  yearDay: instant({ year: 'numeric', month: 'short', day: 'numeric' }),
  momentSeconds: instant({ month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' }),
  // A day is a name, not an instant: it is written as it was cut, in UTC.
  date: instant({ weekday: 'short', month: 'short', day: 'numeric', timeZone: 'UTC' }),
  month: instant({ year: 'numeric', month: 'long', timeZone: 'UTC' }),
  dateShort: instant({ month: 'numeric', day: 'numeric', timeZone: 'UTC' }),
  span: (milliseconds) => writeSpan(milliseconds),
};

const placeholder = /\{(\w+)(?::([\w%]+))?\}/g;

export function writeMessage(message: Message, values: Values, formats: Formats): string {
  return pluralForm(message, values, formats).replaceAll(placeholder, (whole, name: string, format?: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (typeof value === 'string') return value;
    return ((format && writers[format]) || plain)(value, formats);
  });
}

function pluralForm(message: Message, values: Values, formats: Formats): string {
  if (typeof message === 'string') return message;
  const category = pluralRules(formats).select(Number(values['n'] ?? 0));
  return message[category] ?? message.other ?? '';
}

/** `3:20` for minutes and seconds, `1:05:20` with hours; the sign is the phrase's affair. */
export function writeSpan(milliseconds: number): string {
  const total = Math.floor(Math.abs(milliseconds) / 1000);
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}
