// A browser says of itself far more than a person knows it by: the system that it runs on is enough to find the phone.

const systems = ['iPhone', 'iPad', 'Android', 'HarmonyOS', 'Windows', 'Macintosh', 'CrOS', 'Linux'] as const;
const longest = 60;

/** The first that it names, else the beginning of what it says; undefined where it says nothing. */
export function systemOf(agent: string | null): string | undefined {
  return systems.find((system) => agent?.includes(system)) ?? agent?.slice(0, longest);
}
