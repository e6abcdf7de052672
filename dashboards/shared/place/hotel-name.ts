// What the house is called: by its own name, and where it has none by the product's. An id is nobody's name. Pure.
import type { Property } from '../../../gateway/api/contract/property.ts';

const product = 'Touchpoint Hub';

export function hotelName({ id, name }: Pick<Property, 'id' | 'name'>): string {
  return name === id ? product : name;
}
