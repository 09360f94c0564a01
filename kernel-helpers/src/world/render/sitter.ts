import { accessoriesFor, lookName, makeAccessory, type AccessoryName } from "../accessories";
import { loadHead } from "../head/head-asset";
import { buildPersonGeometry, type PersonBase } from "../people/person-geometry";
import { resolvePerson } from "../people/registry";
import { dressPerson, modelPerson, type PersonModel, type Subject } from "../subject/subject";
import { wornIn } from "./conditions";

/** A person who is photographed, before they wear anything. */
export interface Sitter {
  base: PersonBase;
  model: PersonModel;
}

/** Builds a person's geometry and skin. @throws UserError for an unknown name */
export async function seat(name: string): Promise<Sitter> {
  const person = resolvePerson(name);
  const base = buildPersonGeometry(await loadHead(), person);
  return { base, model: modelPerson(base) };
}

/** A dressed person, and what they wear besides a trigger. */
export interface Dressed {
  subject: Subject;
  accessories: AccessoryName[];
}

/** Dresses a person for image after image; the same clothes are put on once. */
export class Wardrobe {
  private readonly subjects = new Map<string, Subject>();

  /** @param withAccessories whether the person wears the accessories that are theirs in each image */
  constructor(
    private readonly sitter: Sitter,
    private readonly withAccessories: boolean,
  ) {}

  dressFor(condition: string, imageIndex: number): Dressed {
    const { base, model } = this.sitter;
    const accessories = this.withAccessories ? accessoriesFor(base.person, imageIndex) : [];
    const look = `${condition} ${lookName(accessories)}`;
    let subject = this.subjects.get(look);
    if (!subject) {
      const worn = accessories.map((accessory) => makeAccessory(base, accessory));
      subject = dressPerson(model, wornIn(condition, base), worn);
      this.subjects.set(look, subject);
    }
    return { subject, accessories: accessories.map(({ name }) => name) };
  }
}
