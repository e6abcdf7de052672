// Text that others wrote, on its way to a terminal or a log: what would act there (escape codes, line ends, letters that turn
// the direction of reading) is shown as its code instead.

/** C0 without tab, DEL, C1 (0x9b begins an escape code by itself), line and paragraph ends, and the marks of direction. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not pass.
const acting = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** One line, whatever the text is. The codes are JSON's, so that a text in JSON stays what it says. */
export function visibleLine(text: string): string {
  return text.replace(acting, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The same for text of several lines. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visibleLine).join('\n');
}
