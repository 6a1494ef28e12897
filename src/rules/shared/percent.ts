/** A number, or a part in percent of another one, as the controllers round it; undefined for a text that is no percentage. */
export function resolved(value: number | string, of: number, round: 'up' | 'down'): number | undefined {
  if (typeof value === 'number') return value;
  if (!/^\d{1,9}%$/.test(value)) return undefined;
  const part = (Number(value.slice(0, -1)) * of) / 100;
  return round === 'up' ? Math.ceil(part) : Math.floor(part);
}
